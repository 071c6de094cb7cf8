"""What writers begin every week, each one click from the form that does it."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages.models import (
    CouncilDocument,
    DocumentIndexPage,
    GalleryPage,
    NewsIndexPage,
    NewsPage,
)
from sites.teams.actions import Action, Offer, register
from sites.teams.page_rights import ADD, CHANGE, Owner, may
from sites.teams.scope import Scope

BANNER = "#id_banner_text"  # its field in the form of a home


def write(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    hint = _("Une annonce, un retour sur un événement")
    yield from _below(
        scope, owners, NewsIndexPage, NewsPage, _("Écrire une actualité"), "edit", hint
    )


def show_photos(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    hint = _("Une galerie, avec une phrase pour chaque photo")
    yield from _below(
        scope, owners, NewsIndexPage, GalleryPage, _("Ajouter des photos"), "image", hint
    )


def publish_document(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    hint = _("Un compte rendu, une affiche, une charte")
    yield from _below(
        scope,
        owners,
        DocumentIndexPage,
        CouncilDocument,
        _("Publier un document"),
        "doc-full",
        hint,
    )


def warn(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    hint = _("Quelques mots en haut de l’accueil, jusqu’à une date")
    for owner in owners:
        if may(scope, CHANGE, owner):
            url = reverse("wagtailadmin_pages:edit", args=[owner.site.root_page_id]) + BANNER
            yield owner, Action(_("Modifier le bandeau d’alerte"), url, "warning", hint)


def _below(scope, owners, section_model, model, label, icon, hint) -> Iterator[Offer]:
    """A new page of ``model`` in the section of each site that has one."""
    writers = [owner for owner in owners if may(scope, ADD, owner)]
    if not writers:
        return
    sections = _sections(section_model)
    for owner in writers:
        if section := sections.get(owner.site.root_page.path):
            args = (model._meta.app_label, model._meta.model_name, section)
            yield owner, Action(label, reverse("wagtailadmin_pages:add", args=args), icon, hint)


def _sections(model: type[Page]) -> dict[str, int]:
    """Keys of the pages of ``model`` by the path of the home they lie below."""
    rows = model.objects.order_by("-path").values_list("path", "pk")
    return {path[: -Page.steplen]: pk for path, pk in rows}


def connect() -> None:
    register("news", write, order=100)
    register("photos", show_photos, order=200)
    register("documents", publish_document, order=300)
    register("banner", warn, order=400)
