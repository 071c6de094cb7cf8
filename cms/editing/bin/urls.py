"""Addresses of « Corbeille », below ``/admin/``."""

from django.urls import path

from . import views

app_name = "bin"
urlpatterns = [
    path("corbeille/", views.index, name="index"),
    path("corbeille/annuler/", views.undo, name="undo"),
    path("corbeille/remettre-en-ligne/", views.put_back, name="put_back"),
    path("corbeille/<int:entry_id>/", views.one, name="one"),
    path("corbeille/<int:entry_id>/image/", views.picture, name="picture"),
    path("corbeille/<int:entry_id>/effacer/", views.erase, name="erase"),
]
