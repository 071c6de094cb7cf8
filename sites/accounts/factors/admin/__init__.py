"""« Accès perdus » in the Wagtail admin: for leads of the council and for administrators."""
