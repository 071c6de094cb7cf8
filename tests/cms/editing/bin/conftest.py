"""Fixtures of the bin's tests."""

import pytest
import time_machine
from wagtail.models import Page

from cms.editing.bin import putting
from cms.editing.bin.models import Entry
from sites.councils.roles import EDITOR, LEAD
from tests.cms import factories


@pytest.fixture
def editor(client_for, make_user, council):
    """The admin as somebody of « Rédaction » of the council sees it."""
    return client_for("admin", make_user(EDITOR, council))


@pytest.fixture
def lead(client_for, make_user, council):
    return client_for("admin", make_user(LEAD, council))


@pytest.fixture
def administrator(client_for, make_user):
    return client_for("admin", make_user(is_superuser=True))


@pytest.fixture
def page(council):
    """A news item that is online."""
    return factories.news(council, "La mare", slug="la-mare")


@pytest.fixture
def section(council):
    """« Dossiers » with two pages below it: « Le lavoir » (online) and « Idées » (a draft)."""
    top = factories.standard(factories.section(council, "le-conseil"), "Dossiers", slug="dossiers")
    factories.standard(top, "Le lavoir", slug="lavoir")
    factories.standard(top, "Idées", slug="idees", live=False)
    return Page.objects.get(pk=top.pk)


@pytest.fixture
def put(db):
    """``put(page, by=None)``: in the bin; its entry."""

    def put(page, by=None) -> Entry:
        return putting.bin_page(Page.objects.get(pk=page.pk), by)

    return put


@pytest.fixture
def time_machine_at():
    """``time_machine_at(moment)``: it is then; noon of 5 May 2026 at first."""
    travels = []

    def go(moment: str):
        traveller = time_machine.travel(moment, tick=False)
        traveller.start()
        travels.append(traveller)

    go("2026-05-05 12:00")
    yield go
    for traveller in reversed(travels):
        traveller.stop()
