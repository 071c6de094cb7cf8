"""Addresses of « Journal », below ``/admin/``."""

from django.urls import path

from . import screens

app_name = "journal_admin"
urlpatterns = [
    path("journal/", screens.index, name="index"),
    path("journal/tableau.csv", screens.export, name="export"),
]
