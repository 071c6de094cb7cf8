"""« Équipe » in the Wagtail admin: for leads of a council and for administrators."""
