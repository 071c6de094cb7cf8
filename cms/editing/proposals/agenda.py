"""Putting a proposal on the agenda of a meeting: in its draft, which somebody else publishes."""

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.meetings.models import AgendaItem, MeetingPage
from sites.accounts.models import User


class Refused(Exception):
    """It cannot be put there; ``message`` says why and what to do."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class NewItem:
    """An item that is yet to be written."""

    title: str
    kind: str
    minutes: int | None = None


@dataclass(frozen=True)
class KnownItem:
    """An item of the draft: where it stands, and what stood there when somebody chose it."""

    place: int
    title: str

    @property
    def value(self) -> str:
        """What stands for it in a form."""
        return f"{self.place}:{self.title}"


@dataclass(frozen=True)
class Put:
    """Where it stands now."""

    key: str
    title: str


def draft_of(page: MeetingPage) -> MeetingPage:
    """The newest version, as its editors see it."""
    return page.get_latest_revision_as_object()


def items_of(page: MeetingPage) -> list[KnownItem]:
    rows = draft_of(page).agenda_items.all()
    return [KnownItem(place, item.title) for place, item in enumerate(rows)]


def put(page: MeetingPage, item: NewItem | KnownItem, by: User) -> Put:
    """Write ``item`` into the draft of ``page``, or tie an item of it. Within a transaction.

    The page's row is locked first: two who write into one draft at once lose nothing.
    """
    Page.objects.select_for_update().get(pk=page.pk)
    page = MeetingPage.objects.get(pk=page.pk)
    rights = page.permissions_for_user(by)
    if not rights.can_edit() or rights.page_locked():
        words = _("La séance est verrouillée : demandez à qui l’a verrouillée, puis recommencez.")
        raise Refused(words)
    meeting = draft_of(page)
    rows = list(meeting.agenda_items.all())
    row = _new(rows, item) if isinstance(item, NewItem) else _known(rows, item)
    row.from_resident = True
    row.origin = row.origin or uuid.uuid4().hex
    meeting.agenda_items.set(rows)
    meeting.save_revision(user=by, log_action=True, clean=False)
    return Put(row.origin, row.title)


def _new(rows: list[AgendaItem], item: NewItem) -> AgendaItem:
    """A row of its own, last."""
    after = max((row.sort_order or 0 for row in rows), default=-1) + 1
    row = AgendaItem(title=item.title, kind=item.kind, minutes=item.minutes, sort_order=after)
    rows.append(row)
    return row


def _known(rows: list[AgendaItem], item: KnownItem) -> AgendaItem:
    row = rows[item.place] if item.place < len(rows) else None
    if row is None or row.title != item.title:
        raise Refused(_("L’ordre du jour vient de changer : choisissez de nouveau le point."))
    return row
