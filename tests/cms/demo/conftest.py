"""The demo, loaded once for all tests of this folder and taken back after the last."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from PIL import Image

from cms.demo import loading, wiping
from cms.demo.content.sites import CODES
from cms.demo.making import studio
from sites.councils.models import Council, Portal
from tests import factories

NOW = datetime(2026, 3, 12, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))


def _blank(name, council_code=None, style=None, size=(0, 0)) -> bytes:
    """A picture that costs nothing; the real ones have tests of their own."""
    out = BytesIO()
    Image.new("RGB", (60, 40), (len(name) * 9 % 256, 90, 120)).save(out, "JPEG")
    return out.getvalue()


def _draw_blank(patch: pytest.MonkeyPatch) -> None:
    """Here: another process would not know of ``_blank``."""
    patch.setattr(studio, "draw", _blank)
    patch.setattr(studio, "processes", lambda: ThreadPoolExecutor(1))


@pytest.fixture(scope="package")
def _demo_in_database(django_db_setup, django_db_blocker):
    """Loaded inside a transaction that is never committed: other tests see none of it."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        _draw_blank(patch)
        wiping.wipe()  # the councils of other tests: the demo comes into an empty database only
        steps: list[str] = []
        loading.load(factories.PORT, lambda name, seconds: steps.append(name), NOW)
        yield steps
        transaction.set_rollback(True)


@pytest.fixture
def demo(_demo_in_database, db, monkeypatch) -> list[str]:
    """The loaded demo; gives the names of the steps that loading told of."""
    _draw_blank(monkeypatch)
    return _demo_in_database


@pytest.fixture
def sites(demo) -> dict[str, Council | Portal]:
    """The portal and the six councils by code."""
    councils = Council.objects.in_order().filter(code__in=CODES)
    portal = Portal.objects.select_related("site__root_page").get()
    return {"portal": portal, **{council.code: council for council in councils}}
