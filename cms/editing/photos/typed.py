"""Keeping what was typed, as it was typed: whatever happens next, it is there again."""

from django.http import QueryDict

from ..desks import Desk
from .forms import prefix_of
from .models import PhotoSet, WaitingPhoto
from .targets import targets_of
from .waiting import TYPED_FOR_ALL, TYPED_FOR_ONE, TYPED_MOST, proposed_date, put_in_order, touch


def keep(desk: Desk, photo_set: PhotoSet, sent: QueryDict) -> None:
    """Store every field of the screen that ``sent`` speaks of, and the order of the photos."""
    for photo in photo_set.photos.all():
        if "ordre" in sent and str(photo.pk) in sent.getlist("ordre"):
            _keep_one(photo, sent)
    put_in_order(photo_set, (int(key) for key in sent.getlist("ordre") if key.isdecimal()))
    if "title" in sent:  # the screen's form, not a photo alone
        _keep_all(desk, photo_set, sent)
    touch(photo_set)


def _keep_one(photo: WaitingPhoto, sent: QueryDict) -> None:
    prefix = prefix_of(photo)
    for name in TYPED_FOR_ONE:
        setattr(photo, name, _text(sent, f"{prefix}-{name}"))
    photo.decorative = bool(sent.get(f"{prefix}-decorative"))
    photo.people_agreed = bool(sent.get(f"{prefix}-people_agreed"))
    photo.save(update_fields=[*TYPED_FOR_ONE, "decorative", "people_agreed"])


def _keep_all(desk: Desk, photo_set: PhotoSet, sent: QueryDict) -> None:
    proposed = proposed_date(photo_set).isoformat()
    for name in TYPED_FOR_ALL:
        setattr(photo_set, name, _text(sent, name))
    # A date nobody changed goes on following the photos; a cleared one is proposed again.
    photo_set.date = "" if photo_set.date == proposed else photo_set.date[:40]
    photo_set.people_agreed = bool(sent.get("people_agreed"))
    if (kind := str(sent.get("kind"))) in PhotoSet.Kind:
        photo_set.kind = kind
    offered = {str(page.pk): page for page in targets_of(desk)}
    photo_set.page = offered.get(sent.get("page", ""))
    photo_set.save(update_fields=[*TYPED_FOR_ALL, "people_agreed", "kind", "page"])


def _text(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\x00", "").strip()[:TYPED_MOST]
