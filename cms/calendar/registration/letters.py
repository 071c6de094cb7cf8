"""What is written to those who register: each mail says why it came, and how to cancel."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from cms.pages.tree import host_of
from cms.publications.models import Publication
from cms.translations.typography import french
from sites.notifications import outbox
from sites.notifications.outbox import Attachment

from .. import words
from ..facts import sheet_of
from ..ics import calendar_bytes
from ..models.gathering import Gathering
from ..models.registrable import GatheringState
from ..models.registration import Registration
from . import links

CONFIRM_WITHIN = timedelta(hours=48)  # a hold lasts half an hour; a link to register, two days


def confirm(gathering: Gathering, row: Registration) -> None:
    _post("registration_confirm", gathering, row, act=links.CONFIRM, expires_in=CONFIRM_WITHIN)


def registered(gathering: Gathering, row: Registration) -> None:
    _post("registration_registered", gathering, row, attachment=_calendar(gathering))


def waiting(gathering: Gathering, row: Registration) -> None:
    _post("registration_waiting", gathering, row)


def promoted(gathering: Gathering, row: Registration) -> None:
    _post("registration_promoted", gathering, row, attachment=_calendar(gathering))


def offer(gathering: Gathering, row: Registration) -> None:
    _post(
        "registration_offer",
        gathering,
        row,
        act=links.ACCEPT,
        until=row.offered_until and moment_words(row.offered_until),
    )


def offer_expired(gathering: Gathering, row: Registration) -> None:
    _post("registration_offer_expired", gathering, row)


def cancelled(gathering: Gathering, row: Registration) -> None:
    _post("registration_cancelled", gathering, row)


def removed(gathering: Gathering, row: Registration, reason: str) -> None:
    _post("registration_removed", gathering, row, reason=reason)


def changed(gathering: Gathering, row: Registration) -> None:
    """The date was called off, put off, moved, takes place elsewhere, or takes place after all."""
    before = row.told_starts_at
    _post(
        "registration_changed",
        gathering,
        row,
        attachment=_calendar(gathering),
        was=moment_words(before) if before and before != gathering.starts_at else "",
        old_place=row.told_place if row.told_place != gathering.place else "",
        state=gathering.state,
        resumed=gathering.state == GatheringState.PLANNED != row.told_state,
        reason=french(gathering.reason),
    )


def address_of(row: Registration) -> str:
    """Where mails go: an account's own address, whatever it was when its holder registered."""
    return row.user.email if row.user and not row.user.closed_at else row.address


def page_url(gathering: Gathering) -> str:
    """The public address of the date; of the site's agenda when nobody may read it by now."""
    row = Publication.objects.filter(source=gathering.source).first()
    return row.url if row else f"{_root(gathering)}/agenda/"


def cancel_url(gathering: Gathering, row: Registration) -> str:
    return f"{_root(gathering)}{links.path_of(links.CANCEL, row)}"


def _post(
    kind: str,
    gathering: Gathering,
    row: Registration,
    *,
    act: str = "",
    attachment: Attachment | None = None,
    expires_in: timedelta | None = None,
    **more: Any,
) -> None:
    to = address_of(row)
    if not to:
        return
    root, page = _root(gathering), page_url(gathering)
    context = {
        "name": row.name,
        "title": french(" ".join(gathering.page.title.split())),
        "when": moment_words(gathering.starts_at),
        "place": french(gathering.place),
        "seats": row.seats,
        "page_url": page,
        "cancel_url": cancel_url(gathering, row),
        "link": f"{root}{links.path_of(act, row)}" if act else page,
        "by_team": row.by_team,
        **more,
    }
    outbox.post(
        kind,
        to,
        context,
        site=_site(gathering),
        person=row.user,
        attachment=attachment,
        expires_in=expires_in,
    )


def _site(gathering: Gathering):
    host = host_of(gathering.page)
    return host.site if host else None


def _root(gathering: Gathering) -> str:
    site = _site(gathering)
    return site.root_url if site else ""


def moment_words(when: datetime) -> str:
    """« mardi 8 décembre 2026, 18 h »."""
    told = {"day": words.long_day(when), "hour": words.hour(when)}
    return _("%(day)s, %(hour)s") % told


def _calendar(gathering: Gathering) -> Attachment | None:
    """The date as a file for calendars; none for what nobody may read by now."""
    row = Publication.objects.filter(source=gathering.source).first()
    sheet = row and sheet_of(row)
    if not sheet:
        return None
    return Attachment("inscription.ics", "text/calendar", calendar_bytes(sheet))
