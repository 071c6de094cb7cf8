"""The address of « Publier un document »."""

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.documents.urls"))]
