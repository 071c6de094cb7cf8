"""What a post said before: for everybody who sees the post.

A version that moderators have withdrawn is shown to nobody else; where links of the post wait,
its versions are compared without them.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from forum import markup
from forum.board.forum_conversation.models import Post
from forum.markup import Held, Reading, plain_text
from forum.rendering import own_hosts
from forum.scope.addresses import anchor
from forum.scope.rights import HIDE
from forum.versions import recording
from forum.versions.differences import Piece, differences
from forum.versions.models import PostVersion

from .deciding import Act, decide
from .pages import page_of_range, positions_on
from .places import Place, Step, placed
from .posts import visible

CHANGES_PER_PAGE = 5


@dataclass(frozen=True)
class Version:
    """What the post said from ``since``; ``pk`` None: what it says now."""

    pk: int | None
    title: str
    text: str
    since: datetime
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Change:
    """From one version to the next, as the reader may see it.

    ``pieces`` and ``title_pieces`` are empty when ``is_withdrawn`` and the reader does not
    moderate. ``withdraw_url`` leads a moderator to the withdrawal of what was there before.
    """

    at: datetime
    pieces: list[Piece]
    title_pieces: list[Piece]
    is_withdrawn: bool
    withdraw_url: str


@require_safe
@placed
def history(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """``…/<number>/post/history/``: the newest change first."""
    post = _post(place, number)
    count = post.versions.count()
    if not count:
        raise Http404
    results = page_of_range(request, range(count), CHANGES_PER_PAGE)
    context = {
        "place": place,
        "post": post,
        "breadcrumbs": [*place.trail(), Step(place.topic.subject, place.path)],
        "changes": _changes(place, post, results),
        "results": results,
        "back_url": place.path + anchor(post.number),
        "is_held": post.is_held,
    }
    response = render(request, "forum/history.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


@placed
def withdraw(request: HttpRequest, place: Place, number: int, version: int) -> HttpResponse:
    """``…/<number>/post/history/<version>/withdraw/``: for moderators."""
    found = PostVersion.objects.filter(
        post__topic=place.topic.pk, post__number=number, number=version
    ).first()
    if found is None:
        raise Http404
    act = Act(
        do=partial(_withdraw, found.pk),
        right=HIDE,
        heading=gettext_lazy("Retirer cette version ?"),
        outcome=gettext_lazy(
            "Ce que le message disait avant cette modification ne se lira plus dans son "
            "historique. La modération le verra encore."
        ),
        button=gettext_lazy("Retirer la version"),
        topic_heading=gettext_lazy("Retirer cette version ?"),
        topic_outcome=gettext_lazy(
            "Ce que le message disait avant cette modification ne se lira plus dans son "
            "historique. La modération le verra encore."
        ),
    )
    return decide(request, place, act, number)


def _withdraw(version_id: int, post_id: int, by, reason: str) -> None:
    recording.withdraw(version_id, by, reason)


def _post(place: Place, number: int) -> Post:
    posts = Post.objects.filter(visible(place), topic=place.topic.pk, number=number)
    post = posts.select_related("poster").first()
    if post is None:
        raise Http404
    return post


def _changes(place: Place, post: Post, results: Page) -> list[Change]:
    """The changes of one page; each needs the version it began from and the one it led to."""
    positions = positions_on(results)
    newest = results.paginator.count - positions.start  # the number of the version it led away from
    rows = post.versions.filter(number__gt=newest - len(positions), number__lte=newest + 1)
    versions = [
        Version(row.pk, row.title, _text(post, row.text), row.since, row.withdrawn_at is not None)
        for row in rows.order_by("number")
    ]
    if newest == results.paginator.count:
        title = place.topic.subject if post.is_topic_head else ""
        versions.append(Version(None, title, _text(post, post.content.raw), post.updated))
    pairs = list(pairwise(versions))
    return [
        _change(place, post, newest - index, before, after)
        for index, (before, after) in enumerate(reversed(pairs))
    ]


def _change(place: Place, post: Post, number: int, before: Version, after: Version) -> Change:
    is_withdrawn = before.is_withdrawn or after.is_withdrawn
    is_shown = place.moderates or not is_withdrawn
    may_withdraw = place.moderates and not before.is_withdrawn
    node, topic = place.node, place.topic
    args = [node.slug, node.pk, topic.slug, topic.pk, post.number, number]
    return Change(
        at=after.since,
        pieces=differences(before.text, after.text) if is_shown else [],
        title_pieces=_title_pieces(before, after) if is_shown else [],
        is_withdrawn=is_withdrawn,
        withdraw_url=reverse("forum:withdraw_version", args=args) if may_withdraw else "",
    )


def _title_pieces(before: Version, after: Version) -> list[Piece]:
    return [] if before.title == after.title else differences(before.title, after.title)


def _text(post: Post, raw: str) -> str:
    """What is compared: what was typed; without its addresses where they wait."""
    if not post.is_held:
        return raw
    return plain_text(markup.render(raw, Reading(held=Held.HIDDEN, own_hosts=own_hosts())))
