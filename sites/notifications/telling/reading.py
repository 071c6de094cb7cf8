"""What a person has been told and not seen yet; the list, put together by subject."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from sites.accounts.models import User

from . import kinds
from .announcing import DIRECT
from .models import Notice
from .sources import Told, described

LISTED = 300  # notices, the newest: nobody reads further back
MOST = 99  # subjects that the header counts


@dataclass(frozen=True)
class Entry:
    """All that one subject has for a person: « 3 réponses dans Les pavés ».

    ``count`` says what there is: the unread ones, or everything when all is read. ``url`` leads to
    the first of them. ``is_sentence``: the title says it all by itself.
    """

    title: str
    count: str
    url: str
    authors: Sequence[str]
    excerpt: str
    at: datetime
    is_unread: bool
    is_sentence: bool = False


def unread(request: HttpRequest) -> int:
    """How many subjects have something new for who is signed in: one query for each request."""
    known: int | None = getattr(request, "_unread_notices", None)
    if known is None:
        known = _count(request.user)
        request._unread_notices = known  # type: ignore[attr-defined]
    return known


def _count(user) -> int:
    if not user.is_authenticated:
        return 0
    rows = Notice.objects.filter(person=user, read_at=None, happening__is_withdrawn=False)
    return len(rows.order_by().values_list("about").distinct()[:MOST])


def mark_subject_read(request: HttpRequest, about: str, position: int) -> None:
    """The person of ``request`` has seen ``about`` up to ``position``: what told of it has served.

    A query only while something is new for them.
    """
    if not unread(request):
        return
    rows = Notice.objects.filter(person=request.user.pk, about=about, read_at=None)
    if rows.filter(happening__position__lte=position).update(read_at=timezone.now()):
        del request._unread_notices  # type: ignore[attr-defined]


def mark_all_read(user: User, until: datetime) -> int:
    """All that had come by ``until``, when the list was shown: nothing unseen is lost."""
    rows = Notice.objects.filter(person=user, read_at=None, at__lte=until)
    return rows.update(read_at=timezone.now())


def mark_read(user: User, notice_ids: Sequence[int]) -> None:
    """Some notices have served."""
    rows = Notice.objects.filter(person=user, pk__in=notice_ids, read_at=None)
    rows.update(read_at=timezone.now())


def entries(user: User) -> tuple[list[Entry], list[int]]:
    """The list, the newest subject first and what is new before what was read.

    With it, the unread notices of which nothing is left to see: they are worth no mark any more.
    """
    rows = Notice.objects.filter(person=user).select_related("happening")
    notices = list(rows.order_by("-at", "-pk")[:LISTED])
    told = described(user, [notice.happening for notice in notices])
    groups: dict[str, list[Notice]] = {}
    for notice in notices:
        if notice.happening_id in told:
            groups.setdefault(notice.about, []).append(notice)
    found = [_entry(group, told) for group in groups.values()]
    gone = [n.pk for n in notices if n.happening_id not in told and n.read_at is None]
    return sorted(found, key=lambda entry: not entry.is_unread), gone


def _entry(group: list[Notice], told: dict[int, Told]) -> Entry:
    new = [notice for notice in group if notice.read_at is None]
    shown = new or group
    first = min(shown, key=lambda notice: (notice.happening.position, notice.pk))
    newest = told[group[0].happening_id]
    authors = dict.fromkeys(told[notice.happening_id].author for notice in shown)
    return Entry(
        title=newest.title,
        count=counted(shown),
        url=told[first.happening_id].url,
        authors=[author for author in authors if author],
        excerpt=told[first.happening_id].excerpt if len(shown) == 1 else "",
        at=newest.at,
        is_unread=bool(new),
        is_sentence=group[0].happening.source == DIRECT,
    )


def counted(notices: Sequence[Notice]) -> str:
    """« 1 mention, 3 réponses », the strongest first."""
    numbers = Counter(notice.kind for notice in notices)
    ordered = sorted(map(kinds.find, numbers), key=lambda kind: -kind.order)
    return ", ".join(kind.counted(numbers[kind.key]) for kind in ordered)
