"""The addresses of « Ajouter des photos », and what page forms take from a chosen picture."""

from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.photos.urls"))]


@hooks.register("insert_editor_js")
def propose_descriptions() -> SafeString:
    address = static("admin/description-of-image.js")
    return format_html('<script type="module" src="{}"></script>', address)


@hooks.register("insert_global_admin_css")
def fit_uploads_on_phones() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/uploads.css"))
