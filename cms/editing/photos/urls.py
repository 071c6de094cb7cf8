"""« Ajouter des photos », for the site whose key stands in the address (below /admin/)."""

from django.urls import path

from . import views

app_name = "photos"
urlpatterns = [
    path("photos/<int:site_id>/", views.choose, name="choose"),
    path("photos/<int:site_id>/envoi/", views.upload, name="upload"),
    path("photos/<int:site_id>/<int:photo_id>/", views.thumbnail, name="thumbnail"),
]
