"""The one way a row comes into the table of publications or leaves it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from sites.councils.stamps import CHROME, bump

from .models import Placement, Publication

CALLED_OFF = "cancelled"  # the ``state`` of what does not take place


@dataclass(frozen=True)
class Facts:
    """What a public thing says of itself.

    ``home_id`` is the council of its address (None: portal), ``also_ids`` other councils that
    list it too. Times are aware; ``facts`` holds what only this kind shows in a list (JSON); its
    ``type`` is the facet that lists are narrowed to, its ``state`` says whether it takes place.
    """

    source: str
    kind: str
    home_id: int | None
    path: str
    title: str
    sort_at: datetime
    changed_at: datetime
    summary: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place_name: str = ""
    page_id: int | None = None
    part_of_id: int | None = None
    image_id: int | None = None
    picture: dict | None = None
    facts: dict = field(default_factory=dict)
    search_text: str = ""
    on_portal: bool = False
    also_ids: frozenset[int] = frozenset()

    def columns(self) -> dict:
        """The values of the row, keyed by column."""
        values = asdict(self)
        values.pop("also_ids")
        return values

    def placed(self) -> dict:
        """What each placement of the row repeats of it."""
        names = ("kind", "sort_at", "starts_at", "ends_at", "on_portal")
        return {name: getattr(self, name) for name in names} | {
            "facet": self.facts.get("type", ""),
            "is_called_off": self.facts.get("state") == CALLED_OFF,
        }

    def councils(self) -> set[int | None]:
        """Where the thing is listed; None stands for the portal."""
        councils: set[int | None] = {*self.also_ids}
        if self.home_id is not None:
            councils.add(self.home_id)
        if self.on_portal:
            councils.add(None)
        return councils


Source = Callable[[], Iterable[Facts]]
_sources: dict[str, Source] = {}


def register_source(prefix: str, source: Source) -> None:
    """Name a source of publications: ``source()`` yields the facts of all its public things."""
    _sources[prefix] = source


@transaction.atomic(savepoint=False)
def publish(facts: Facts) -> Publication:
    """Write the row of a public thing and where it is listed."""
    row = _written(facts.source, facts.columns())
    wanted = facts.councils()
    common = facts.placed()
    known = set()
    for placement in row.placements.all():
        if placement.council_id in wanted:
            known.add(placement.council_id)
        else:
            placement.delete()
    row.placements.update(**common)
    Placement.objects.bulk_create(
        Placement(publication=row, council_id=pk, **common)
        for pk in sorted(wanted - known, key=lambda pk: pk or 0)
    )
    return row


def publish_again(facts: Facts) -> None:
    """The same for a thing that is listed where it was, as it is nearly always: in two queries."""
    if Publication.objects.filter(source=facts.source).update(**facts.columns()):
        Placement.objects.filter(publication__source=facts.source).update(**facts.placed())
    else:
        publish(facts)


def _written(source: str, columns: dict) -> Publication:
    """The row, with its columns; without a savepoint where it is known, as it is for each reply."""
    row = Publication.objects.select_for_update().filter(source=source).first()
    if row is None:
        return Publication.objects.update_or_create(source=source, defaults=columns)[0]
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return row


def retell(row: Publication, name: str, told: dict) -> None:
    """Write one thing anew that lists say of ``row``, which itself has not changed.

    For what its source counts (places that are left): the caller holds the turn of whoever changes
    pages, so that what is public now stays what is public.
    """
    facts = {key: value for key, value in row.facts.items() if key != name}
    row.facts = facts | ({name: told} if told else {})
    row.save(update_fields=["facts"])


def withdraw(*sources: str) -> None:
    """Take away the rows of things that are no longer public (unknown ones are ignored)."""
    Publication.objects.filter(source__in=sources).delete()


@transaction.atomic
def publish_page(page_id: int, rows: Sequence[Facts]) -> None:
    """Write what is public of a page and of its parts; rows of before that are not in it go."""
    for facts in rows:
        publish(facts)
    of_page = Publication.objects.filter(Q(page=page_id) | Q(part_of=page_id))
    of_page.exclude(source__in=[facts.source for facts in rows]).delete()


def all_facts() -> Iterator[Facts]:
    """The facts of every public thing of every registered source."""
    for source in _sources.values():
        yield from source()


@transaction.atomic
def rebuild() -> int:
    """Bring the whole table in line with its sources; returns the number of rows.

    Rows that are right keep their keys, so that things of one moment keep their order in lists.
    """
    bump(CHROME)  # whoever changes a page waits here, and writes its row after us
    found = set(Publication.objects.select_for_update().values_list("source", flat=True))
    expected = set()
    for facts in all_facts():
        publish(facts)
        expected.add(facts.source)
    withdraw(*(found - expected))
    return len(expected)


def differences() -> list[str]:
    """What the table says otherwise than its sources, one line each; empty when they agree."""
    expected = {facts.source: facts for facts in all_facts()}
    found = {row.source: row for row in Publication.objects.prefetch_related("placements")}
    lines = [f"{source}: missing" for source in sorted(expected.keys() - found.keys())]
    lines += [f"{source}: not public" for source in sorted(found.keys() - expected.keys())]
    for source in sorted(expected.keys() & found.keys()):
        lines += _compare(expected[source], found[source])
    return lines


def _compare(facts: Facts, row: Publication) -> Iterator[str]:
    for name, value in facts.columns().items():
        if getattr(row, name) != value:
            yield f"{facts.source}: {name} is {getattr(row, name)!r}, should be {value!r}"
    listed = {placement.council_id for placement in row.placements.all()}
    if listed != facts.councils():
        yield f"{facts.source}: listed by {listed}, should be {facts.councils()}"
    common = facts.placed()
    for place in row.placements.all():
        if any(getattr(place, name) != value for name, value in common.items()):
            yield f"{facts.source}: placement {place.council_id} is out of date"
