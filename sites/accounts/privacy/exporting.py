"""Asking for a copy of one's data, making it, handing it over, forgetting it after a week."""

import logging
import tempfile
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files import File
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from sites.accounts.models import DataExport, User
from sites.councils.hosts import table
from sites.notifications import outbox

from .archive import Archive, TooMuch

logger = logging.getLogger(__name__)

A_DAY = 3  # exports that one account may ask for
AT_ONCE = 300  # rows: what is less is made while the person waits
LEASE = timedelta(minutes=10)  # a process that took longer is gone
MOST_ATTEMPTS = 3
State = DataExport.State


class TooOften(Exception):
    """Three copies were asked for within a day."""


def kept() -> timedelta:
    return timedelta(days=settings.RETENTION["export"]["days"])


@transaction.atomic
def ask(user: User, site: Site | None) -> DataExport:
    """Ask for a copy; the one that is being made, if there is one. Raises TooOften."""
    User.objects.select_for_update().get(pk=user.pk)  # two windows: one after the other
    waiting = DataExport.objects.filter(user=user, state=State.WAITING).first()
    if waiting:
        return waiting
    now = timezone.now()
    lately = DataExport.objects.filter(user=user, asked_at__gt=now - timedelta(days=1))
    if lately.exclude(state=State.FAILED).count() >= A_DAY:
        raise TooOften
    return DataExport.objects.create(user=user, site=site, asked_at=now)


def make_small(export: DataExport) -> None:
    """Make it now if there is little to tell; else the routine does within a minute."""
    if export.state == State.WAITING and _take(export, timezone.now()):
        try:
            _make(export, AT_ONCE)
        except TooMuch:
            DataExport.objects.filter(pk=export.pk).update(taken_at=None, attempts=0)
        except Exception:  # a bucket that is away, a full disk: the routine tries again
            logger.exception("export %s failed", export.pk)
            _give_up(export)


def make_waiting() -> int:
    """Make every copy that waits; returns how many. One that fails stops none of the others."""
    waiting = DataExport.objects.filter(state=State.WAITING).order_by("asked_at")
    return sum(_made(export) for export in waiting.select_related("user", "site"))


def _made(export: DataExport) -> bool:
    if not _take(export, timezone.now()):
        return False
    try:
        _make(export)
    except Exception:
        logger.exception("export %s failed", export.pk)
        _give_up(export)
        return False
    return True


def _take(export: DataExport, now: datetime) -> bool:
    """Take the lease; False while another process holds it."""
    free = Q(taken_at=None) | Q(taken_at__lte=now - LEASE)
    rows = DataExport.objects.filter(free, pk=export.pk, state=State.WAITING)
    export.attempts += 1
    return bool(rows.update(taken_at=now, attempts=export.attempts))


def _give_up(export: DataExport) -> None:
    """Try again with the next routine, a few times."""
    state = State.FAILED if export.attempts >= MOST_ATTEMPTS else State.WAITING
    DataExport.objects.filter(pk=export.pk).update(state=state, taken_at=None)


def _make(export: DataExport, most_rows: int | None = None) -> None:
    with tempfile.TemporaryFile() as target:
        Archive(export.user, target, most_rows).write()
        size = target.tell()
        target.seek(0)
        name = _store(export, File(target))
    _finish(export, name, size)


def _store(export: DataExport, content: File) -> str:
    field = DataExport._meta.get_field("file")
    return field.storage.save(field.generate_filename(export, "copie.zip"), content)


@transaction.atomic
def _finish(export: DataExport, name: str, size: int) -> None:
    """Ready, and told by mail, together; nothing for an account closed meanwhile."""
    user = User.objects.select_for_update().get(pk=export.user_id)
    found = DataExport.objects.filter(pk=export.pk, state=State.WAITING)
    now = timezone.now()
    if user.closed_at or not found.update(state=State.READY, ready_at=now, file=name, size=size):
        storages["files"].delete(name)
        found.delete()
        return
    export.refresh_from_db()
    address = f"{site_url(export.site)}/compte/donnees/"
    context = {"pseudonym": user.pseudonym, "link": address, "days": kept().days}
    outbox.post("export_ready", user.email, context, site=export.site, person=user)


def site_url(site: Site | None) -> str:
    """Scheme, host and port of ``site``, or of the portal when it is gone."""
    return site.root_url if site else table().portal_url


def ready(user: User) -> list[DataExport]:
    """The copies of ``user`` that can be fetched or are being made, the newest first."""
    since = timezone.now() - kept()
    rows = DataExport.objects.filter(user=user, asked_at__gt=since)
    return list(rows.order_by("-asked_at"))


def find(user: User, pk: int) -> DataExport | None:
    """A copy of ``user``'s own that can be fetched now."""
    since = timezone.now() - kept()
    return DataExport.objects.filter(
        pk=pk, user=user, state=State.READY, ready_at__gt=since
    ).first()


def purge(now: datetime | None = None) -> int:
    """Delete copies whose week is over, and files that no row knows; returns how many rows."""
    old = DataExport.objects.filter(asked_at__lte=(now or timezone.now()) - kept())
    for export in old:
        export.file.delete(save=False)
    gone = old.delete()[0]
    _sweep()
    return gone


def _sweep() -> None:
    """Files left by a process that died between storing and saying so."""
    storage = storages["files"]
    try:
        names = storage.listdir("exports")[1]
    except OSError:  # nobody has asked yet
        return
    known = set(DataExport.objects.exclude(file="").values_list("file", flat=True))
    before = timezone.now() - timedelta(days=1)
    for name in (f"exports/{name}" for name in names):
        if name not in known and storage.get_modified_time(name) < before:
            storage.delete(name)
