"""A question that takes too long is given up; what else goes wrong is not hidden."""

import pytest
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from wagtail.models import Page

from sites.searching import bounded
from sites.searching.matching import Words
from sites.searching.questions import asked


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestPatience:
    def test_a_long_query_is_given_up_and_the_connection_is_good_again(self, monkeypatch):
        monkeypatch.setattr(bounded, "LIMITS", "SET LOCAL statement_timeout = '50ms'")
        monkeypatch.setattr(bounded, "TOLD", "SELECT 1, 1 FROM pg_sleep(5)")
        with pytest.raises(bounded.TooMuch):
            search()
        assert shown("statement_timeout") == "0"

    def test_memory_is_lent_for_the_question_only(self, monkeypatch):
        monkeypatch.setattr(bounded, "TOLD", "SELECT current_setting('work_mem'), 1")
        assert search() == [[(bounded.MEMORY, 1)] * 4]
        assert shown("work_mem") != bounded.MEMORY


def search() -> list:
    words = Words(("title",))
    return bounded.newest(bounded.Search(Page.objects.all(), words, asked("rue"), 5))


def shown(setting: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {setting}")
        return cursor.fetchone()[0]


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_database_that_is_away_is_no_common_word(monkeypatch):
    def gone(*args):
        raise OperationalError("the server is gone")

    monkeypatch.setattr(CursorWrapper, "execute", gone)
    with pytest.raises(OperationalError):
        search()
