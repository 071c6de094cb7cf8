"""Addresses of « Inscriptions », below ``/admin/``."""

from django.urls import path

from . import screens

app_name = "registrations"
urlpatterns = [
    path("inscriptions/", screens.index, name="index"),
    path("inscriptions/<int:page_id>/", screens.one, name="one"),
    path("inscriptions/<int:page_id>/ajouter/", screens.add, name="add"),
    path("inscriptions/<int:page_id>/tableau.csv", screens.export, name="export"),
    path("inscriptions/<int:page_id>/emargement.pdf", screens.sheet, name="sheet"),
    path("inscriptions/<int:page_id>/presents/", screens.attendance, name="attendance"),
    path("inscriptions/<int:page_id>/reporter/", screens.propose, name="propose"),
    path("inscriptions/retirer/<int:pk>/", screens.remove, name="remove"),
]
