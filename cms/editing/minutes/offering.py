"""« Publier un compte rendu » on the desk of whoever writes for a site that has meetings."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.meetings.models import MeetingIndexPage
from sites.teams.actions import Action, Offer, register
from sites.teams.page_rights import Owner
from sites.teams.scope import Scope

from ..home.actions import with_section


def publish_minutes(scope: Scope, owners: Sequence[Owner]) -> Iterator[Offer]:
    label, hint = _("Publier un compte rendu"), _("D’après le document Word de la séance")
    for owner, _section in with_section(scope, owners, MeetingIndexPage):
        url = reverse("word_minutes:choose", args=[owner.site.pk])
        yield owner, Action(label, url, "doc-full-inverse", hint)


def connect() -> None:
    register("minutes", publish_minutes, order=250)
