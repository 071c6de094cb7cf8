import pytest

from sites.accounts.models import User
from sites.councils.models import Council
from sites.councils.stamps import bump
from sites.themes import check, wardrobe
from sites.themes.models import Look, Release


@pytest.fixture(autouse=True)
def _fresh_wardrobe():
    """Layers are kept by digest, which tests tamper with."""
    wardrobe.layer.cache_clear()


@pytest.fixture(autouse=True)
def _no_page_is_made(monkeypatch):
    """Rules that make pages belong to a floor above, take long, and have tests of their own."""
    monkeypatch.setattr(check, "_rules", [r for r in check._rules if r not in check._rendering])


@pytest.fixture
def lba(council) -> Council:
    return council


@pytest.fixture
def client_of(client_for, portal):
    """``client_of("lba")``: a reader of that site; the portal's for ``""``."""

    def make(code: str, **options):
        from tests import factories

        place = "admin" if code == "admin" else factories.host(code)
        return client_for(place, **options)

    return make


@pytest.fixture
def editor(make_user, council) -> User:
    return make_user("lead", council)


@pytest.fixture
def wear_anyway(lba):
    """Put a release on lba as if every check had missed its faults."""

    def put_on(release: Release) -> None:
        Look.objects.update_or_create(site=lba.site, defaults={"release": release})
        bump(wardrobe.THEMES)

    return put_on
