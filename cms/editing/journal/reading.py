"""The journal as one list: every source narrowed, put together by date, a page of it in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, IntegerField, Min, QuerySet, Value
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.councils.roles import COORDINATOR, LEAD
from sites.teams.journal_sources import Reach, Source, Told, sources
from sites.teams.page_rights import Owner, council_id_of
from sites.teams.scope import Scope

MOST_MONTHS = 36  # to choose from
Key = tuple[datetime, int, int]  # when, which source, which row of it


def readers_of(scope: Scope) -> list[Owner]:
    """The sites whose journal they read: those they lead; administrators all."""
    return [owner for owner in scope.owners if _leads(scope, owner)]


def _leads(scope: Scope, owner: Owner) -> bool:
    council_id = council_id_of(owner)
    role = LEAD if council_id else COORDINATOR
    return scope.is_administrator or scope.holds(role, council_id)


@dataclass(frozen=True)
class Wanted:
    """What is asked for: a kind (a source's key), a person (a key), a month; None: any."""

    reach: Reach
    kind: str | None = None
    person: int | None = None
    month: datetime | None = None

    def rows(self, source: Source) -> QuerySet:
        rows = source.rows(self.reach)
        if self.person:
            rows = rows.filter(**{source.by: self.person})
        if self.month:
            end = (self.month.replace(day=1) + timedelta(days=32)).replace(day=1)
            rows = rows.filter(**{f"{source.at}__gte": self.month, f"{source.at}__lt": end})
        return rows


class Acts:
    """The keys of what is wanted, the newest first, for a paginator: one query over all logs."""

    def __init__(self, wanted: Wanted):
        self.parts = [
            (number, source, wanted.rows(source))
            for number, source in enumerate(sources())
            if wanted.kind in (None, source.key)
        ]

    def count(self) -> int:
        return sum(rows.count() for _number, _source, rows in self.parts)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[Key]:
        first, *others = (_keys(number, source, rows) for number, source, rows in self.parts)
        together = first.union(*others, all=True) if others else first
        return list(together.order_by("-act_at", "-act_source", "-act_key")[part])


def _keys(number: int, source: Source, rows: QuerySet) -> QuerySet:
    named = rows.order_by().annotate(
        act_at=F(source.at), act_source=Value(number, IntegerField()), act_key=F("pk")
    )
    return named.values_list("act_at", "act_source", "act_key")


# In words ---------------------------------------------------------------------------------------


class Line:
    """One act in words; as HTML with the person marked and a link to the thing."""

    def __init__(self, at: datetime, kind: str, who: str, told: Told):
        self.at, self.kind, self.who, self.told = at, kind, who, told

    @property
    def site_id(self) -> int | None:
        return self.told.site_id

    @property
    def sentence(self) -> str:
        return self.told.words % {"who": self.who, "what": self.told.what}

    @property
    def html(self) -> SafeString:
        who = format_html("<strong><bdi>{}</bdi></strong>", self.who)
        what = format_html("<bdi>{}</bdi>", self.told.what)
        if self.told.url:
            what = format_html('<a href="{}">{}</a>', self.told.url, what)
        pattern = self.told.words.replace("{", "{{").replace("}", "}}")
        return format_html(pattern % {"who": "{0}", "what": "{1}"}, who, what)


def lines_of(keys: Sequence[Key]) -> list[Line]:
    """What ``keys`` say, in their order; one query or two for each source."""
    known = sources()
    told: dict[tuple[int, int], Told] = {}
    people: dict[tuple[int, int], int | None] = {}
    for number, source in enumerate(known):
        own = [pk for _at, of, pk in keys if of == number]
        if own:
            told |= {(number, pk): one for pk, one in source.tell(own).items()}
            people |= {(number, pk): who for pk, who in _by(source, own)}
    names = names_of(people.values())
    return [
        Line(at, str(known[of].label), _name(names, people.get((of, pk))), told[of, pk])
        for at, of, pk in keys
        if (of, pk) in told
    ]


def _by(source: Source, keys: Sequence[int]) -> Iterable[tuple[int, int | None]]:
    rows = source.rows(Reach(None)).model._base_manager.filter(pk__in=keys)
    return rows.values_list("pk", source.by)


def names_of(people: Iterable[int | None]) -> dict[int, str]:
    users = User.objects.in_bulk({pk for pk in people if pk})
    return {pk: user.public_name for pk, user in users.items()}


def _name(names: dict[int, str], pk: int | None) -> str:
    if pk is None:
        return _("Le site")  # by itself: a publication at its hour
    return names.get(pk) or _("Compte supprimé")


# What one can choose from -------------------------------------------------------------------------


def people_in(reach: Reach) -> list[tuple[int, str]]:
    """Whoever did something within reach, by name."""
    found: set[int] = set()
    for source in sources():
        rows = source.rows(reach).order_by().values_list(source.by, flat=True).distinct()
        found |= {pk for pk in rows if pk}
    return sorted(names_of(found).items(), key=lambda known: known[1].casefold())


def months_in(reach: Reach) -> list[datetime]:
    """From this month back to the first act within reach, each as its first moment."""
    first = [source.rows(reach).aggregate(at=Min(source.at))["at"] for source in sources()]
    began = min((at for at in first if at), default=None)
    month = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    months: list[datetime] = []
    while began and len(months) < MOST_MONTHS and (not months or months[-1] > began):
        months.append(month)
        month = _start_of_month_before(month)
    return months


def _start_of_month_before(month: datetime) -> datetime:
    day = (month - timedelta(days=1)).replace(day=1).date()
    return timezone.make_aware(datetime(day.year, day.month, 1))
