"""Addresses of the first screen's other pages, below ``/admin/``."""

from django.urls import path

from . import screens

app_name = "desk"
urlpatterns = [
    path("a-faire/", screens.duties, name="duties"),
    path("a-faire/pages-a-relire/", screens.reading, name="reading"),
]
