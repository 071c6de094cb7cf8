"""Fixtures of the read model's tests."""

from collections.abc import Callable

import pytest

from cms.publications.models import Publication


@pytest.fixture
def snapshot(db) -> Callable[[], list]:
    """``snapshot()``: every row of the table with its placements, keys included."""

    def take() -> list:
        rows = Publication.objects.prefetch_related("placements").order_by("pk")
        return [
            (
                {field.attname: getattr(row, field.attname) for field in row._meta.fields},
                sorted(row.placements.values_list("pk", "council", "kind", "sort_at", "on_portal")),
            )
            for row in rows
        ]

    return take
