"""Keeping a file between two goes at the form, and cleaning up behind those who never come back."""

from datetime import timedelta
from pathlib import PurePath
from secrets import token_hex

from django.conf import settings
from django.core.files.base import File
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.models import Site

from cms.editing.waiting_files import go_with_row, sweep
from sites.accounts.models import User

from .models import FOLDER, WaitingDocument, files
from .scans import is_scanned


def connect() -> None:
    """The file goes when its row goes, whatever took the row."""
    post_delete.connect(go_with_row, WaitingDocument, dispatch_uid="quartiers_waiting_document")


def lifetime() -> timedelta:
    return timedelta(days=settings.RETENTION["waiting_documents"]["days"])


def find(user: User, site: Site) -> WaitingDocument | None:
    """The file that ``user`` has sent for ``site`` and not yet published."""
    since = timezone.now() - lifetime()
    return WaitingDocument.objects.filter(user=user, site=site, sent_at__gt=since).first()


def keep(user: User, site: Site, upload: File) -> WaitingDocument:
    """Keep ``upload``, which a form has checked, in the place of an earlier one."""
    name = PurePath(upload.name or "").name
    told = {"name": name[-200:], "is_scanned": is_scanned(upload), "sent_at": timezone.now()}
    upload.seek(0)
    stored = f"{FOLDER}/{token_hex(16)}{PurePath(name).suffix.lower()}"
    told["file"] = files().save(stored, upload)
    earlier = WaitingDocument.objects.filter(user=user, site=site).values_list("file", flat=True)
    replaced = list(earlier)
    kept, _made = WaitingDocument.objects.update_or_create(user=user, site=site, defaults=told)
    for old in replaced:
        files().delete(old)
    return kept


def purge() -> int:
    """Forget what nobody published, and files that lost their row; how many."""
    before = timezone.now() - lifetime()
    old = WaitingDocument.objects.filter(sent_at__lte=before)
    count = old.count()
    old.delete()
    return count + sweep(WaitingDocument, files(), FOLDER, before)
