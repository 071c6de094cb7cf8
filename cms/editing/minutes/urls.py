"""« Publier un compte rendu », for the site whose key stands in the address (below /admin/)."""

from django.urls import path

from . import views

app_name = "word_minutes"
urlpatterns = [
    path("comptes-rendus/<int:site_id>/", views.choose, name="choose"),
    path("comptes-rendus/<int:site_id>/<int:page_id>/", views.review, name="review"),
    path(
        "comptes-rendus/<int:site_id>/<int:page_id>/image/<slug:key>/",
        views.picture,
        name="picture",
    ),
]
