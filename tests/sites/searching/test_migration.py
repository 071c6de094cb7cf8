"""The migration says in one line what an operator has to do; the index reads signs as spaces."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

migration = import_module("sites.searching.migrations.0001_initial")


def words(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quartiers_words(%s)::text", [text])
        return cursor.fetchone()[0]


@pytest.mark.postgres
@pytest.mark.django_db
class TestWords:
    def test_signs_part_words_and_accents_are_none(self):
        assert words("L’hôpital Saint-Louis, rue/quai") == words("l hopital saint louis rue quai")

    def test_composed_or_not_a_letter_is_one(self):
        assert words("se\u0301ance") == words("séance")

    def test_no_text_is_too_long(self):
        text = " ".join(f"mot{n}" for n in range(60_000)) + " x" * 100_000 + "y" * 5_000
        assert "'mot1':" in words(text)

    def test_the_planner_never_computes_it_row_by_row(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT procost FROM pg_proc WHERE proname = 'quartiers_words'")
            assert cursor.fetchone()[0] >= 100_000


@pytest.mark.django_db
def test_a_role_that_may_not_add_the_extension_is_told_what_to_do(monkeypatch):
    class Cursor:
        def execute(self, sql):
            if sql.startswith("CREATE"):
                raise DatabaseError("permission denied to create extension\nDETAIL: no")

        def fetchone(self):
            return None

    refused = SimpleNamespace(alias="default", settings_dict={"NAME": "quartiers"})
    with pytest.raises(ImproperlyConfigured) as error:
        migration._extend(refused, Cursor())
    assert "CREATE EXTENSION unaccent" in str(error.value)
    assert "quartiers" in str(error.value)
    assert "\n" not in str(error.value)
