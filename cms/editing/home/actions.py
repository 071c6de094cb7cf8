"""What writers begin every week, each one click from the form that does it."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.meetings.models import MeetingIndexPage, MeetingPage
from cms.pages.models import DocumentIndexPage, NewsIndexPage, NewsPage
from sites.teams.actions import Action, Offer, register
from sites.teams.page_rights import ADD, CHANGE, Owner, may
from sites.teams.scope import Scope

BANNER = "#id_banner_text"  # its field in the form of a home


def write(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    label, hint = _("Écrire une actualité"), _("Une annonce, un retour sur un événement")
    for owner, section in with_section(scope, owners, NewsIndexPage):
        args = (NewsPage._meta.app_label, NewsPage._meta.model_name, section)
        yield owner, Action(label, reverse("wagtailadmin_pages:add", args=args), "edit", hint)


def announce_meeting(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    label, hint = _("Annoncer une réunion"), _("Date, lieu, ordre du jour ; l’affiche suit")
    for owner, section in with_section(scope, owners, MeetingIndexPage):
        args = (MeetingPage._meta.app_label, MeetingPage._meta.model_name, section)
        yield owner, Action(label, reverse("wagtailadmin_pages:add", args=args), "group", hint)


def show_photos(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    label, hint = _("Ajouter des photos"), _("Plusieurs à la fois, avec une phrase pour chacune")
    for owner, _section in with_section(scope, owners, NewsIndexPage):
        url = reverse("photos:choose", args=[owner.site.pk])
        yield owner, Action(label, url, "image", hint)


def publish_document(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    label, hint = _("Publier un document"), _("Un compte rendu, une affiche, une charte")
    for owner, _section in with_section(scope, owners, DocumentIndexPage):
        url = reverse("quick_documents:new", args=[owner.site.pk])
        yield owner, Action(label, url, "doc-full", hint)


def warn(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    hint = _("Quelques mots en haut de l’accueil, jusqu’à une date")
    for owner in owners:
        if may(scope, CHANGE, owner):
            url = reverse("wagtailadmin_pages:edit", args=[owner.site.root_page_id]) + BANNER
            yield owner, Action(_("Modifier le bandeau d’alerte"), url, "warning", hint)


def with_section(
    scope: Scope, owners: Sequence[Owner], model: type[Page]
) -> Iterator[tuple[Owner, int]]:
    """The sites for which one writes and that have a section of this kind; and its key."""
    writers = [owner for owner in owners if may(scope, ADD, owner)]
    sections = _sections(model) if writers else {}
    for owner in writers:
        if section := sections.get(owner.site.root_page.path):
            yield owner, section


def _sections(model: type[Page]) -> dict[str, int]:
    """Keys of the pages of ``model`` by the path of the home they lie below."""
    rows = model.objects.order_by("-path").values_list("path", "pk")
    return {path[: -Page.steplen]: pk for path, pk in rows}


def connect() -> None:
    register("meeting", announce_meeting, order=50)
    register("news", write, order=100)
    register("photos", show_photos, order=200)
    register("documents", publish_document, order=300)
    register("banner", warn, order=400)
