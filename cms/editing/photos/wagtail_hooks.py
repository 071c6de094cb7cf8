"""The addresses of « Ajouter des photos »."""

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.photos.urls"))]
