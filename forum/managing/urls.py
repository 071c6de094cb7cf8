"""Addresses of « Forums » in the admin, below ``/admin/``."""

from django.urls import path

from . import screens

app_name = "forums_admin"
urlpatterns = [
    path("forums/", screens.index, name="index"),
    path("forums/rubrique/", screens.new_root, name="new_root"),
    path("forums/<int:pk>/", screens.one, name="one"),
    path("forums/<int:pk>/ajouter/", screens.new, name="new"),
    path("forums/<int:pk>/monter/", screens.up, name="up"),
    path("forums/<int:pk>/descendre/", screens.down, name="down"),
    path("forums/<int:pk>/etat/", screens.state, name="state"),
    path("forums/<int:pk>/droits/", screens.rights, name="rights"),
    path("forums/<int:pk>/sites/", screens.sites, name="sites"),
    path("forums/<int:pk>/pages/", screens.pages, name="pages"),
    path("forums/<int:pk>/supprimer/", screens.remove, name="remove"),
]
