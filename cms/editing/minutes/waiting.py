"""Reading a file once, keeping what was read, and cleaning up behind those who never come back."""

from dataclasses import asdict
from datetime import timedelta
from pathlib import PurePath
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models.signals import post_delete
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from cms.editing.waiting_files import go_with_row, sweep
from cms.meetings.importing.losses import Note
from cms.meetings.importing.reading import Imported, Picture, read
from sites.accounts.models import User
from sites.pictures.clean import CleanCopy, clean_copy

from .models import FOLDER, WaitingMinutes, WaitingMinutesPicture, files


def connect() -> None:
    """A picture's file goes when its row goes, whatever took the row."""
    uid = "quartiers_waiting_minutes"
    post_delete.connect(go_with_row, WaitingMinutesPicture, dispatch_uid=uid)


def lifetime() -> timedelta:
    return timedelta(days=settings.RETENTION["waiting_minutes"]["days"])


def find(user: User, page: Page) -> WaitingMinutes | None:
    """What ``user`` has sent for a meeting and not yet put there."""
    since = timezone.now() - lifetime()
    return WaitingMinutes.objects.filter(user=user, page=page.pk, sent_at__gt=since).first()


def keep(user: User, page: Page, upload: File) -> WaitingMinutes:
    """Read ``upload`` and keep what it holds, in the place of an earlier one. Raises NotReadable,
    and the earlier one stays.
    """
    imported = read(upload)
    pictures, lost = _clean(imported.pictures)
    with transaction.atomic():
        WaitingMinutes.objects.filter(user=user, page=page.pk).delete()
        kept = WaitingMinutes.objects.create(
            user=user,
            page=Page(pk=page.pk),
            name=PurePath(upload.name or "").name[-200:],
            content=_content(imported, lost),
        )
        for position, (picture, copy) in enumerate(pictures):
            _keep_picture(kept, position, picture, copy)
    return kept


def _clean(pictures: list[Picture]) -> tuple[list[tuple[Picture, CleanCopy]], list[Picture]]:
    """The pictures as they may be shown, and those that do not open."""
    clean, lost = [], []
    for picture in pictures:
        try:
            clean.append((picture, clean_copy(ContentFile(picture.content, "image"))))
        except ValidationError:
            lost.append(picture)
    return clean, lost


def _content(imported: Imported, lost: list[Picture]) -> dict[str, Any]:
    keys = {picture.key for picture in lost}
    notes = list(imported.notes)
    if lost:
        places = dict.fromkeys(picture.place for picture in lost)
        notes.append(Note("broken", len(lost), tuple(places)))
    return {
        "title": imported.title,
        "blocks": [block for block in imported.blocks if picture_of(block) not in keys],
        "notes": [str(note) for note in notes],
        "day": imported.day.isoformat() if imported.day else "",
        "attendance": asdict(imported.attendance) if imported.attendance else None,
        "votes": [asdict(vote) for vote in imported.votes],
    }


def picture_of(block: dict[str, Any]) -> str:
    """The key of the picture that a block shows; empty for other blocks."""
    return block["value"]["image"] if block["type"] == "image" else ""


def _keep_picture(kept: WaitingMinutes, position: int, picture: Picture, copy: CleanCopy) -> None:
    with Image.open(copy) as opened:
        width, height = opened.size
    copy.seek(0)
    row = WaitingMinutesPicture(
        minutes=kept,
        key=picture.key,
        alt=picture.alt,
        decorative=picture.is_decorative,
        place=picture.place,
        width=width,
        height=height,
        position=position,
    )
    suffix = PurePath(copy.name or "").suffix
    row.file.save(f"{token_hex(16)}{suffix}", copy, save=False)
    try:
        row.save(force_insert=True)
    except BaseException:
        row.file.delete(save=False)
        raise


def purge() -> int:
    """Forget what nobody came back to, and files that lost their row; how many minutes."""
    before = timezone.now() - lifetime()
    old = WaitingMinutes.objects.filter(sent_at__lte=before)
    count = old.count()
    old.delete()
    sweep(WaitingMinutesPicture, files(), FOLDER, before)
    return count
