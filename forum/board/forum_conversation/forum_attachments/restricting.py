"""What becomes of the images of a post that is moderated: hidden, let go, put back as they were.

Like ``forum_conversation.restricting``: whoever calls has asked who may and holds the topic
(sites.moderation.cases). Each image is a part that is undone apart.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log

from sites.accounts.models import User
from sites.moderation.subjects import NoSuchPicture

from .models import Attachment

IMAGE = "image:"  # and its key: what a decision changed of it


def hide(post_id: int, images: Sequence[int], by: User | None) -> dict[str, Any]:
    """Take images from everybody's sight but the author's and the moderators'; what ``restore``
    needs, as JSON. One that is hidden already stays as it is. Raises NoSuchPicture.
    """
    found = list(_of(post_id).filter(pk__in=images))
    if {image.pk for image in found} != set(images):
        raise NoSuchPicture
    before: dict[str, Any] = {}
    for image in found:
        if image.hidden_on is None:
            before |= _set(image, held=False, hidden_on=timezone.now())
            _note(image, by, "hide_image")
    return before


def let_go(post_id: int, by: User | None) -> dict[str, Any]:
    """Show what is held; what ``restore`` needs."""
    before: dict[str, Any] = {}
    for image in _of(post_id).filter(held=True):
        before |= _set(image, held=False, hidden_on=None)
        _note(image, by, "show_image")
    return before


def restore(post_id: int, before: Mapping[str, Any]) -> None:
    """Undo ``hide`` and ``let_go``; an image that its author has taken out stays away."""
    told = {
        int(part.removeprefix(IMAGE)): was for part, was in before.items() if part.startswith(IMAGE)
    }
    for image in _of(post_id).filter(pk__in=told):
        was = told[image.pk]
        hidden_on = parse_datetime(was["hidden_on"]) if was["hidden_on"] else None
        _set(image, held=was["held"], hidden_on=hidden_on)


def _of(post_id: int) -> QuerySet[Attachment]:
    rows = Attachment.objects.select_for_update(of=("self",)).filter(post=post_id)
    return rows.select_related("post__topic").order_by("pk")


def _set(image: Attachment, *, held: bool, hidden_on: datetime | None) -> dict[str, Any]:
    """Write who sees an image; what it was."""
    was = {"held": image.held, "hidden_on": image.hidden_on and image.hidden_on.isoformat()}
    image.held, image.hidden_on = held, hidden_on
    image.save(update_fields=["held", "hidden_on"])
    return {f"{IMAGE}{image.pk}": was}


def _note(image: Attachment, by: User | None, act: str) -> None:
    post = image.post
    data = {"reason": "", "post": post.pk, "number": post.number, "image": image.pk}
    log(post.topic, f"quartiers.forum.{act}", user=by, title=post.topic.subject, data=data)
