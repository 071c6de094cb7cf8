"""What the guard costs: the same screens with and without it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sites.councils import stamps
from sites.councils.roles import EDITOR

pytestmark = pytest.mark.django_db

GUARD = "cms.editing.isolation.guard.IsolationMiddleware"
MOST = 5  # queries

ADDRESSES = (
    "/admin/",
    "/admin/pages/{index}/",
    "/admin/pages/{page}/edit/",
    "/admin/pages/{page}/history/",
    "/admin/pages/search/?q=carnaval",
    "/admin/pages/add/quartiers_pages/newspage/{index}/",
    "/admin/choose-page/",
    "/admin/choose-page/search/?q=carnaval",
    "/admin/images/",
    "/admin/images/{image}/",
    "/admin/images/chooser/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/tag-autocomplete/?term=a",
    "/admin/api/main/images/",
    "/admin/bulk/wagtailcore/page/publish/?id={page}",
)


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    """The table of hosts is not read again for each request."""
    settings.HOST_TABLE_MAX_AGE = 60
    stamps._reader.forget()
    yield
    stamps._reader.forget()


def queries(client: Client, address: str) -> int:
    client.get(address)  # what the process keeps in memory
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200, address
    return len(captured)


def test_no_screen_takes_more_than_five_queries_more(world, client_for, settings):
    ours = world.ours
    keys = {
        "index": ours.get("published", "index").pk,
        "page": ours.get("page", "changed").pk,
        "image": ours.first("image").pk,
    }
    addresses = [address.format(**keys) for address in ADDRESSES]
    editor = world.attackers[EDITOR].user

    client = client_for("admin", editor)
    guarded = {address: queries(client, address) for address in addresses}
    assert GUARD in settings.MIDDLEWARE
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != GUARD]
    client = client_for("admin", editor)
    free = {address: queries(client, address) for address in addresses}

    more = {address: guarded[address] - free[address] for address in addresses}
    assert max(more.values()) > 0, "the guard was there in both runs"
    assert {address: count for address, count in more.items() if count > MOST} == {}
