"""Fixtures that tests of every floor share.

The portal and two councils are made once for the test database, outside any test's transaction;
asking for them is free. A test that commits puts them back (restored.py).
"""

import gc
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client

from sites.accounts.models import User
from sites.councils import role_groups
from sites.councils.models import Council, Portal
from tests import factories, migrated, restored

ADMIN_HOST = "admin.quartiers.localhost"


def pytest_collection_modifyitems(items):
    from django.conf import settings

    has_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    skipped = pytest.mark.skip(reason="needs PostgreSQL (DATABASE_URL)")
    for item in items:
        if item.get_closest_marker("postgres") and not has_postgres:
            item.add_marker(skipped)
        if not needs_database(item):
            item.add_marker(pytest.mark.quick)


def pytest_collection_finish(session):
    """What is loaded by now stays for the whole run: looking through it for garbage again and again
    took a tenth of the time."""
    gc.collect()
    gc.freeze()


def needs_database(item) -> bool:
    """Whether a test asks for the database, which takes longer to make than all others to run."""
    return bool(item.get_closest_marker("django_db")) or "db" in item.fixturenames


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    with migrated.kept_schema():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        factories.make_portal()
        factories.make_council(factories.LBA)
        factories.make_council(factories.CEL)
        restored.keep()


@pytest.fixture(autouse=True)
def _empty_caches():
    """What one test keeps in memory is not there for the next one."""
    for cache in caches.all(initialized_only=True):
        if forget := getattr(cache, "delete_pattern", None):
            forget("*")  # Redis: this worker's own keys, not those of the test beside it
        else:
            cache.clear()


@pytest.fixture
def portal(db) -> Portal:
    return factories.make_portal()


@pytest.fixture
def council(portal) -> Council:
    """Louis Blanc – Aqueduc (``lba``)."""
    return factories.make_council(factories.LBA)


@pytest.fixture
def other_council(portal) -> Council:
    """Château d’Eau – Lancry (``cel``)."""
    return factories.make_council(factories.CEL)


@pytest.fixture
def client_for() -> Callable[..., Client]:
    """``client_for(place, user=None)``: a browser that has only ever seen one host.

    ``place`` is a council, the portal, ``"admin"`` or any host name; the test client shares cookies
    between hosts, so take one for each.
    """

    def make(place: Council | Portal | str, user: User | None = None, **options) -> Client:
        if place == "admin":
            name = ADMIN_HOST
        else:
            name = place if isinstance(place, str) else place.site.hostname
        name = name if ":" in name else f"{name}:{factories.PORT}"
        client = Client(headers={"host": name}, **options)
        if user:
            client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def make_user(db) -> Callable[..., User]:
    """``make_user(role=None, council=None, **fields)``: a person, with a role if one is named."""

    def make(role: str | None = None, council: Council | None = None, **fields) -> User:
        user = factories.UserFactory(**fields)
        if role:
            user.groups.add(role_groups.group_for(role, council))
        return user

    return make


@pytest.fixture
def resident(make_user) -> User:
    """Somebody with an account and no role."""
    return make_user(email="sureau@exemple.fr", pseudonym="Sureau")


@pytest.fixture
def posted(db) -> Callable[[], list]:
    """``posted()``: send what waits in the outbox; everything that was sent in this test so far."""
    from django.core import mail

    from sites.notifications import sending

    def send() -> list:
        sending.run()
        return mail.outbox

    return send
