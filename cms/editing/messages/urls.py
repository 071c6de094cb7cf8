"""Addresses of « Messages », below ``/admin/``."""

from django.urls import path

from . import screens

app_name = "messages_admin"
urlpatterns = [
    path("messages/", screens.inbox, name="inbox"),
    path("messages/tableau.csv", screens.export, name="export"),
    path("messages/<int:pk>/", screens.one, name="one"),
    path("messages/<int:pk>/traiter/", screens.handle, name="handle"),
    path("messages/<int:pk>/reprendre/", screens.reopen, name="reopen"),
    path("messages/<int:pk>/noter/", screens.note, name="note"),
    path("messages/<int:pk>/supprimer/", screens.delete, name="delete"),
]
