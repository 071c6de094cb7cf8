"""Addresses of « Réglages du site » and of redirects, below ``/admin/``."""

from django.urls import path

from . import views
from .redirects import views as redirects

app_name = "site_admin"
urlpatterns = [
    path("reglages/", views.index, name="index"),
    path("reglages/<int:site_id>/renvois/", redirects.index, name="redirects"),
    path("reglages/<int:site_id>/renvois/nouveau/", redirects.add, name="add_redirect"),
    path("reglages/<int:site_id>/renvois/<int:pk>/", redirects.edit, name="edit_redirect"),
    path(
        "reglages/<int:site_id>/renvois/<int:pk>/supprimer/",
        redirects.delete,
        name="delete_redirect",
    ),
]
