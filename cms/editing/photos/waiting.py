"""The set of photos a person prepares for a site: adding, turning, ordering, leaving it."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.db.models.signals import post_delete
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.utils.file import hash_filelike

from cms.editing.waiting_files import go_with_row, sweep
from sites.accounts.models import User

from .models import FOLDER, PhotoSet, WaitingPhoto, files
from .receiving import Refused, plausible, receive

MOST = 40  # photos of one occasion: nobody looks at more, and each is described by hand
TYPED_MOST = 5_000  # characters kept of what was typed in one field
TYPED_FOR_ALL = ("title", "date", "summary", "text", "credit")
TYPED_FOR_ONE = ("alt", "caption", "credit")


def connect() -> None:
    """A photo's file goes when its row goes, whatever took the row."""
    post_delete.connect(go_with_row, WaitingPhoto, dispatch_uid="quartiers_waiting_photo")


def lifetime() -> timedelta:
    return timedelta(days=settings.RETENTION["waiting_photos"]["days"])


def find(user: User, site: Site) -> PhotoSet | None:
    """What ``user`` has begun for ``site``; not what is about to be cleaned away."""
    since = timezone.now() - lifetime()
    return PhotoSet.objects.filter(user=user, site=site, touched_at__gt=since).first()


def begin(user: User, site: Site) -> PhotoSet:
    """The same, made if there is none; what was left too long ago does not come back."""
    theirs = PhotoSet.objects.filter(user=user, site=site)
    theirs.filter(touched_at__lte=timezone.now() - lifetime()).delete()
    return PhotoSet.objects.get_or_create(user=user, site=site)[0]


def add(photo_set: PhotoSet, upload: File, told: date | None = None) -> WaitingPhoto:
    """Keep a photo at the end of the list. Raises Refused, and nothing stays of the file.

    ``told`` is the day it was taken according to a browser that shrank it before sending.
    """
    if photo_set.photos.count() >= MOST:
        raise Refused(_("%(most)s photos au plus : faites une seconde page.") % {"most": MOST})
    received = receive(upload)
    digest = hash_filelike(received.copy)
    twice = Refused(_("Cette photo est déjà dans la liste."))
    if photo_set.photos.filter(digest=digest).exists():
        raise twice
    last = photo_set.photos.aggregate(last=Max("position"))["last"]
    photo = WaitingPhoto(
        photo_set=photo_set,
        name=PurePath(upload.name or "").name[-120:],
        digest=digest,
        width=received.width,
        height=received.height,
        taken_on=received.taken_on or plausible(told),
        position=0 if last is None else last + 1,
    )
    suffix = PurePath(received.copy.name or "").suffix
    photo.file.save(f"{photo_set.pk}-{digest[:12]}{suffix}", received.copy, save=False)
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
    except IntegrityError:  # sent twice at the same moment, or the set has just become a page
        photo.file.delete(save=False)
        raise twice from None
    touch(photo_set)
    return photo


def touch(photo_set: PhotoSet) -> None:
    PhotoSet.objects.filter(pk=photo_set.pk).update(touched_at=timezone.now())


def turn(photo: WaitingPhoto) -> None:
    """A quarter clockwise."""
    WaitingPhoto.objects.filter(pk=photo.pk).update(turns=(F("turns") + 1) % 4)


def put_in_order(photo_set: PhotoSet, keys: Iterable[int]) -> None:
    """As ``keys`` stand; a photo that is not among them (sent meanwhile) keeps to the end."""
    told = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    photos = sorted(photo_set.photos.all(), key=lambda p: (told.get(p.pk, len(told)), p.position))
    for place, photo in enumerate(photos):
        photo.position = place
    WaitingPhoto.objects.bulk_update(photos, ["position"])


def move(photo_set: PhotoSet, photo: WaitingPhoto, by: int) -> None:
    """One place up (-1) or down (1); at either end it stays."""
    keys = list(photo_set.photos.values_list("pk", flat=True))
    here = keys.index(photo.pk)
    there = min(max(here + by, 0), len(keys) - 1)
    keys.insert(there, keys.pop(here))
    put_in_order(photo_set, keys)


def proposed_date(photo_set: PhotoSet | None) -> date:
    """The day of the first photo that knows its own, or today."""
    photos = photo_set.photos.all() if photo_set else ()
    days = [photo.taken_on for photo in photos if photo.taken_on]
    return min(days, default=timezone.localdate())


def purge() -> int:
    """Forget the sets nobody came back to, and files that lost their row; how many photos."""
    before = timezone.now() - lifetime()
    old = PhotoSet.objects.filter(touched_at__lte=before)
    count = WaitingPhoto.objects.filter(photo_set__in=old).count()
    old.delete()
    return count + sweep(WaitingPhoto, files(), FOLDER, before)
