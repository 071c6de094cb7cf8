"""From pages to publications: called by every way in which a page changes.

Rows are written from what is *stored*, never from the object in hand: saving a draft writes a few
columns of an object whose other fields hold the unpublished text.

Writers take turns (``take_turn``) before they read: otherwise a page published in one process while
another makes its section private would be seen as public by both.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from cms.publications.publishing import Facts, publish_page
from cms.translations.typography import french
from sites.councils.hosts import table
from sites.councils.stamps import CHROME, HOSTS, bump

from .pictures import sources
from .tree import host_of, path_on

BATCH = 200

_waiting: ContextVar[set[int] | None] = ContextVar("keys of pages to write", default=None)


def source_of(page: Page) -> str:
    return f"page:{page.pk}"


def take_turn() -> None:
    """Wait until nobody else changes pages; held until the transaction ends.

    The lock is the stamp of the chrome, which every change of a page moves anyway.
    """
    if _waiting.get() is None:
        bump(CHROME)


@contextmanager
def written_together() -> Iterator[None]:
    """One transaction and one turn, within which changed pages wait to be written at its end.

    For what makes whole sites: it saves a page several times before anybody could read of it.
    """
    if _waiting.get() is not None:  # inside another one, which will write
        yield
        return
    with transaction.atomic():
        take_turn()
        waiting: set[int] = set()
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        pages_changed(waiting)  # moves the stamp once more: menus may have been made meanwhile


def page_changed(page: Page) -> None:
    """Bring the row of one page in line with what is stored."""
    pages_changed([page.pk])


def pages_changed(keys: Iterable[int]) -> None:
    """The same for several pages, by their keys."""
    take_turn()
    waiting = _waiting.get()
    if waiting is None:
        _write(Page.objects.filter(pk__in=keys))
    else:
        waiting.update(keys)


def subtree_changed(page: Page) -> None:
    """The same for a page, its aliases and everything below them (moved, renamed, made private)."""
    take_turn()
    if any(host.site and host.site.root_page_id == page.pk for host in table().hosts.values()):
        bump(HOSTS)  # every address of the site is read from the home's in that table
    for top in (Page.objects.get(pk=page.pk), *Page.objects.filter(alias_of_id=page.pk)):
        below = Page.objects.descendant_of(top, inclusive=True)
        pages_changed(below.values_list("pk", flat=True))


def public_pages() -> Iterator[Facts]:
    """The facts of every public page of the install: what the whole table should say of pages."""
    closed = _closed_paths()
    for page in _specific(Page.objects.filter(depth__gt=1)):
        yield from rows_of(page, closed)


def rows_of(page: Page, closed: tuple[str, ...]) -> list[Facts]:
    """What is public of a stored specific page and of its parts: nothing, or the page and they."""
    facts = facts_of(page, closed)
    return [facts, *page.publication_parts(facts)] if facts else []


def facts_of(page: Page, closed: tuple[str, ...]) -> Facts | None:
    """What is public of a stored specific page; None when it may not be read by everybody."""
    host = host_of(page)
    if not (host and page.live and hasattr(page, "publication_kind")):
        return None
    if page.path.startswith(closed) or not page.publication_date:
        return None
    shown = sources(page.lead_image, "teaser") if page.lead_image else None
    home_id = host.council.pk if host.council else None
    return Facts(
        source=source_of(page),
        kind=page.publication_kind,
        page_id=page.pk,
        home_id=home_id,
        also_ids=page.publication_also - {home_id},
        path=path_on(host, page),
        title=french(page.title),
        summary=french(page.summary),
        sort_at=page.publication_date,
        changed_at=page.last_published_at or page.publication_date,
        image_id=page.lead_image_id,
        picture=shown.as_json() | {"alt": page.lead_image_alt} if shown else None,
        **page.publication_times,
        facts=page.publication_facts,
        search_text=page.publication_text,
        on_portal=page.publication_on_portal,
    )


def _write(pages: PageQuerySet) -> None:
    closed = _closed_paths()
    for page in _specific(pages):
        publish_page(page.pk, rows_of(page, closed))


def _specific(pages: PageQuerySet) -> Iterator[Page]:
    return pages.order_by("path").specific().iterator(chunk_size=BATCH)


def _closed_paths() -> tuple[str, ...]:
    """Tree paths below which pages are not for everybody (groups, sign-in).

    An alias has the privacy of its source, wherever that lies.
    """
    closed = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
    sources = set(closed)
    while sources:
        aliases = Page.objects.filter(alias_of__in=sources).exclude(pk__in=closed)
        found = dict(aliases.values_list("pk", "path"))
        sources = set(found)
        closed |= found
    return tuple(closed.values())
