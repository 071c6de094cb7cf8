"""A question that takes too long is given up; what else goes wrong is not hidden."""

import pytest
from django.db import OperationalError, connection

from sites.searching import bounded


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestPatience:
    def test_a_long_query_is_given_up_and_the_connection_is_good_again(self, monkeypatch):
        monkeypatch.setattr(bounded, "LIMITS", "SET LOCAL statement_timeout = '50ms'")
        with pytest.raises(bounded.TooMuch), bounded.with_memory(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone()[0] == "0"

    def test_memory_is_lent_for_the_question_only(self):
        with connection.cursor() as cursor:
            with bounded.with_memory():
                cursor.execute("SHOW work_mem")
                assert cursor.fetchone()[0] == bounded.MEMORY
            cursor.execute("SHOW work_mem")
            assert cursor.fetchone()[0] != bounded.MEMORY


@pytest.mark.django_db
def test_a_database_that_is_away_is_no_common_word():
    with pytest.raises(OperationalError), bounded.with_memory():
        raise OperationalError("the server is gone")
