"""Images of posts: what a page shows of them, and their files for whoever may see them.

The address of a file has a name nobody can guess, and is no right by itself: each request is asked
for rights, so that hiding an image, its post or its topic, or closing its forum, takes it from
everybody at once, cached pages and passed-on addresses included.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from forum.board.forum_conversation.forum_attachments.models import (
    LARGE,
    Attachment,
    files,
    name_of,
)
from forum.board.forum_conversation.models import Post, Topic
from forum.scope.rights import HIDE, Rights, rights_of

from .places import Place, sees

KEPT = 3600  # seconds in the browser of whoever has seen it; no cache of many people's keeps it
# A frame with a stroke through it: what stands where a file has been lost.
LOST = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120" role="img">'
    b'<path fill="#e4e4e4" d="M0 0h160v120H0z"/>'
    b'<path fill="none" stroke="#767676" stroke-width="3" d="M44 34h72v52H44zM44 86l72-52"/></svg>'
)


@dataclass(frozen=True)
class Shown:
    """An image as the page of its topic shows it. ``state``: public, held or hidden."""

    alt: str
    width: int
    height: int
    src: str
    avif: str
    webp: str
    url: str
    state: str
    hide_url: str = ""
    show_url: str = ""


def shown(place: Place, topic: Topic, posts: Iterable[Post]) -> dict[int, list[Shown]]:
    """The images of ``posts`` that the person sees, by the key of their post: one query."""
    by_key = {post.pk: post for post in posts if not post.removed_on}
    found = defaultdict(list)
    for image in Attachment.objects.filter(post__in=by_key).order_by("pk") if by_key else ():
        post = by_key[image.post_id]
        if image.is_public or place.moderates or _is_own(place.rights, place.user, post):
            found[post.pk].append(_shown(place, topic, post, image))
    return found


def _shown(place: Place, topic: Topic, post: Post, image: Attachment) -> Shown:
    def act_url(act: str) -> str:
        names = [place.node.slug, place.node.pk, topic.slug, topic.pk, post.number, image.pk]
        return reverse(f"forum:{act}", args=names)

    return of_image(
        image,
        hide_url=act_url("hide_image") if place.moderates and image.hidden_on is None else "",
        show_url=act_url("show_image") if place.moderates and not image.is_public else "",
    )


def of_image(image: Attachment, **acts: str) -> Shown:
    """What a page shows of an image whose reader may see it."""
    return Shown(
        alt=image.comment,
        width=image.width,
        height=image.height,
        src=address(image, image.sides[0], "webp"),
        avif=sources(image, "avif"),
        webp=sources(image, "webp"),
        url=address(image, LARGE, "webp"),
        state=state_of(image),
        **acts,
    )


def state_of(image: Attachment) -> str:
    """``public``, ``held`` or ``hidden``."""
    if image.is_public:
        return "public"
    return "hidden" if image.hidden_on else "held"


def address(image: Attachment, side: int, kind: str) -> str:
    return reverse("forum:image", args=[image.token, side, kind])


def sources(image: Attachment, kind: str) -> str:
    """HTML's ``srcset`` of an image in one format."""
    longer = max(image.width, image.height)
    widths = {side: round(image.width * min(side, longer) / longer) for side in image.sides}
    return ", ".join(f"{address(image, side, kind)} {width}w" for side, width in widths.items())


@require_safe
def image(request: HttpRequest, token: str, side: str, kind: str) -> HttpResponseBase:
    """``/forum/images/<token>-<side>.<kind>``: one file, for whoever may see it; else 404."""
    images = Attachment.objects.select_related("post__topic__first_post")
    found = images.filter(token=token).first()
    size = int(side)
    if found is None or size not in found.sides or not may_see(request.user, found):
        raise Http404
    response = file_of(found, size, kind)
    is_public = found.post is not None and found.is_public and found.post.approved
    if is_public and response.status_code == 200:
        patch_cache_control(response, private=True, max_age=KEPT)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response


def file_of(image: Attachment, side: int, kind: str) -> HttpResponseBase:
    """One file of an image; who may see it and what may keep it is the caller's to say."""
    try:
        content = files().open(name_of(image.token, side, kind))
    except OSError:
        return _lost()
    return FileResponse(content, content_type=f"image/{kind}", filename=f"image.{kind}")


def _lost() -> HttpResponse:
    """The row knows of a file that is not there any more."""
    response = HttpResponse(LOST, status=404, content_type="image/svg+xml")
    patch_cache_control(response, private=True, no_store=True)
    return response


def may_see(user, image: Attachment) -> bool:
    """Whether ``user`` may see the image: as its post, and if held or hidden, as few as that."""
    if image.post is None:
        return user.is_authenticated and user.is_active and image.owner_id == user.pk
    rights = rights_of(user)
    post, topic = image.post, image.post.topic
    if not sees(rights, user, topic) or post.removed_on:
        return False
    if rights.may(HIDE, topic.forum_id) or _is_own(rights, user, post):
        return True
    return post.approved and image.is_public


def _is_own(rights: Rights, user, post: Post) -> bool:
    return rights.is_known and post.poster_id == user.pk
