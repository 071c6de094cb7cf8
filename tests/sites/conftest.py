"""Fixtures of the lowest floor's tests."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection

from sites.councils.models import Portal

FLEETING = {"django_session", "quartiers_councils_stamp"}


@pytest.fixture
def row_counts(db) -> Callable[[], dict[str, int]]:
    """``row_counts()``: how many rows every table of the install holds."""

    def count() -> dict[str, int]:
        models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed]
        tables = {m._meta.db_table for m in models if not m._meta.proxy} - FLEETING
        with connection.cursor() as cursor:
            counted = {}
            for table in sorted(tables):
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
                counted[table] = cursor.fetchone()[0]
        return counted

    return count


@pytest.fixture
def bare(db) -> None:
    """An install where nothing has been made yet: Wagtail's welcome page and no site of ours."""
    from wagtail.models import Collection, Page, Site

    from sites.councils.models import Council

    for owner in (*Council.objects.all(), *Portal.objects.all()):
        site = owner.site
        owner.delete()
        site.delete()
        owner.collection.delete()
    Page.objects.get(depth=1).get_children().delete()
    assert Collection.objects.count() == 1
    root = Page.objects.get(depth=1)
    welcome = root.add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
