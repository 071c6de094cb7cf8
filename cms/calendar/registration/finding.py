"""From an address to what one registers for: only what is published is found."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.publications.listing import on_site
from cms.publications.models import Publication
from sites.accounts.models import User

from ..browsing import AGENDA_KINDS
from ..models.registrable import Registrable
from ..models.registration import UNPROVEN, Registration
from .telling import FACTS, Standing, standing

FORM = "inscription/"  # below the address of a page, or of one of its dates


@dataclass(frozen=True)
class Place:
    """A public date: its row, its page, and which day of a series it is (None: once)."""

    row: Publication
    page: Registrable
    day: date | None

    @property
    def standing(self) -> Standing:
        told, state = self.row.facts.get(FACTS), self.row.facts.get("state", "")
        return standing(told, state, self.row.starts_at, timezone.now())

    @property
    def path(self) -> str:
        return f"{self.row.path}{FORM}"


def place_or_404(request: HttpRequest, path: str) -> Place:
    """What lies at ``path`` of this site and takes registrations."""
    rows = on_site(request.council).filter(kind__in=AGENDA_KINDS, path=f"/{path}/")
    row = rows.exclude(starts_at=None).first()
    page_id = row and (row.page_id or row.part_of_id)
    if row is None or page_id is None:
        raise Http404
    page = Page.objects.get(pk=page_id).specific
    day = date.fromisoformat(path.rpartition("/")[2]) if row.part_of_id else None
    if not (isinstance(page, Registrable) and page.takes_registrations):
        raise Http404
    return Place(row, page, day)


def own(place: Place, user: User | None) -> Registration | None:
    """The registration of an account there, or of its address."""
    if user is None:
        return None
    rows = Registration.objects.filter(
        gathering__page=place.row.page_id or place.row.part_of_id, gathering__day=place.day
    )
    return rows.live().exclude(state__in=UNPROVEN).of(user, user.email).first()
