"""From the address of a request to its page: two queries at any depth, one for a home.

Wagtail goes down the tree, two queries a level, and asks on the way back who may read the page and
what lies above it. One light query on the way there answers all of that.
"""

from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.http import Http404
from wagtail.models import Page

DEEPEST = 8  # levels below a home; further down Wagtail looks, and stops where nothing is


class Row(NamedTuple):
    """A page on the way; ``publication`` is None unless everybody may read it."""

    pk: int
    title: str
    url_path: str
    content_type: int
    publication: int | None

    @property
    def model(self) -> type[Page] | None:
        return ContentType.objects.get_for_id(self.content_type).model_class()


@dataclass(frozen=True)
class Way:
    """How a page was found: whether everybody may read it, and what of the rest lies above it.

    ``above`` begins below the home. ``rest`` is the word after the page's own address, if any.
    """

    is_public: bool
    above: tuple[Row, ...] = ()
    rest: tuple[str, ...] = ()


def page_below(home: Page, slugs: list[str]) -> Page | None:
    """The page, live or not, that ``slugs`` lead to from ``home``; Http404 when there is none.

    None where only Wagtail knows: below a page that answers for what lies below it. A page with
    ``answers_below`` has no pages below it and is found for one word more than its own address.
    """
    if len(slugs) > DEEPEST:
        return None
    paths = _paths(home, slugs)
    rows = _rows(home, slugs, paths)
    target = rows.pop(paths[-1], None)
    rest: tuple[str, ...] = ()
    if target is None and (target := _answering(rows, paths)):
        rest = (slugs[-1],)
    above = rows.values()
    if any(_routes(row) for row in above):
        return None
    if target is None:
        raise Http404
    if target.model is None or not hasattr(target.model, "found_on"):
        return None
    page = target.model.objects.select_related("lead_image").filter(pk=target.pk).first()
    if page is None:
        raise Http404  # deleted between the two queries
    page.found_on = Way(
        target.publication is not None, tuple(row for row in above if row.publication), rest
    )
    return page


def home_itself(home: Page) -> Page:
    """The home as it is stored: the one in hand may be shared by all requests, and old."""
    homes = type(home).objects.select_related("lead_image")
    page = homes.annotate(known=F("publication__pk")).filter(pk=home.pk).first()
    if page is None:
        raise Http404
    page.found_on = Way(page.known is not None)
    return page


def _answering(rows: dict[str, Row], paths: list[str]) -> Row | None:
    """The page right above a missing one, taken from ``rows``, if it answers for that address."""
    row = rows.get(paths[-2]) if len(paths) > 1 else None
    return rows.pop(row.url_path) if row and getattr(row.model, "answers_below", False) else None


def _paths(home: Page, slugs: list[str]) -> list[str]:
    """The stored path of each page on the way, the home left out."""
    paths = accumulate(slugs, lambda above, slug: f"{above}{slug}/", initial=home.url_path)
    return list(paths)[1:]


def _rows(home: Page, slugs: list[str], paths: list[str]) -> dict[str, Row]:
    """What is stored of the pages on the way, from the home downwards."""
    on_the_way = Page.objects.filter(
        path__startswith=home.path,
        slug__in=set(slugs),  # indexed, as the tree's path is; the address is not
        url_path__in=paths,
    )
    columns = on_the_way.order_by("path").values_list(
        "pk", "title", "url_path", "content_type_id", "publication__pk"
    )
    return {row.url_path: row for row in map(Row._make, columns)}


def _routes(row: Row) -> bool:
    """Whether pages of this type answer for addresses below their own."""
    model = row.model
    return model is None or model.route is not Page.route
