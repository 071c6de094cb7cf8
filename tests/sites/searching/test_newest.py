"""The newest that answer, whatever drawers of the index they lie in: the same as by reading all."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from cms.publications.models import Publication
from cms.searching.finding import TEXTS
from sites.searching.bounded import Search, newest
from sites.searching.matching import Moment
from sites.searching.questions import asked

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 27, 12, tzinfo=ZoneInfo("Europe/Paris"))
RATES = {"partout": 1, "souvent": 0.3, "parfois": 0.05, "jadis": 0}
OLD = timedelta(days=1_500)


@pytest.fixture
def rows() -> list[Publication]:
    """Six hundred, some at one moment, of hours to eight years ago; « jadis » in old ones only."""
    chance = random.Random(7)
    made = []
    for number in range(600):
        age = timedelta(hours=int(10 ** chance.uniform(0, 4.85)))
        words = [word for word, rate in RATES.items() if chance.random() < rate]
        words += ["jadis"] * (age > OLD)
        made.append(
            Publication(
                source=f"test:{number}",
                kind="news",
                path="/essai/",
                title="Titre",
                sort_at=NOW - age,
                changed_at=NOW,
                search_text=" ".join(words),
            )
        )
    return Publication.objects.bulk_create(made)


def search(word: str, most: int, rows=None, until=None) -> Search:
    rows = Publication.objects.all() if rows is None else rows
    return Search(rows, TEXTS, asked(word), most, until=until)


def keys(found: list[tuple]) -> list[int]:
    return [row[0] for row in found]


def found(*args, **more) -> list[int]:
    return keys(newest(search(*args, **more))[0])


def expected(rows: list[Publication], word: str) -> list[int]:
    having = [row for row in rows if word in row.search_text.split()]
    return [row.pk for row in sorted(having, key=lambda row: (row.sort_at, row.pk), reverse=True)]


@pytest.mark.parametrize("word", RATES)
@pytest.mark.parametrize("most", [1, 15, 100, 599, 601])
def test_are_those_of_all(rows, word, most):
    assert found(word, most) == expected(rows, word)[:most]


def test_are_none_in_an_empty_table():
    assert found("partout", 10) == []


def test_are_none_among_rows_that_can_be_none(rows):
    assert found("partout", 5, Publication.objects.filter(pk__in=[])) == []


def test_are_asked_for_together(rows):
    nothing = Publication.objects.none()
    both = newest(search("souvent", 5), search("partout", 5, nothing), search("jadis", 9))
    assert list(map(keys, both)) == [expected(rows, "souvent")[:5], [], expected(rows, "jadis")[:9]]


def test_before_a_date_later_drawers_are_not_opened(rows):
    edge = NOW - timedelta(days=700)
    before = Publication.objects.filter(sort_at__lt=edge)
    met = found("partout", 20, before, Moment(Value(edge)))
    assert met == expected([row for row in rows if row.sort_at < edge], "partout")[:20]


@pytest.mark.postgres
class TestSteps:
    def opened(self, word: str, most: int) -> list[bool]:
        """Of each step, whether the database came to it."""
        with CaptureQueriesContext(connection) as captured:
            found(word, most)
        sql = captured[0]["sql"].rpartition("; ")[2]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}".replace("%", "%%"), [])
            plan = cursor.fetchone()[0][0]["Plan"]
        return [_ran(part) for part in _steps(plan)]

    def test_of_a_common_word_the_newest_drawers_only_are_opened(self, rows):
        assert self.opened("partout", 10) == [True, False, False, False]

    def test_of_a_rare_word_all_are(self, rows):
        assert self.opened("parfois", 500) == [True, True, True, True]


def _steps(part: dict) -> list[dict]:
    if part.get("Subplan Name", "").startswith("CTE"):
        return [part]
    return [step for one in part.get("Plans", []) for step in _steps(one)]


def _ran(part: dict) -> bool:
    """Whether any table was read in this part of a plan."""
    below = part.get("Plans", [])
    if not below or "Relation Name" in part or "Index Name" in part:
        return part["Actual Loops"] > 0
    return any(
        _ran(one) for one in below if one.get("Parent Relationship") not in ("InitPlan", "SubPlan")
    )
