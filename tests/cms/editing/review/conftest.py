"""A council with a contributor, an editor and a lead, and pages that the contributor proposes."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from wagtail.models import Page

from cms.pages.models import StandardPage
from sites.councils.models import Council
from sites.councils.roles import CONTRIBUTOR, EDITOR, LEAD
from tests.cms import factories
from tests.cms.page_forms import posted as filled_in


@pytest.fixture
def people(make_user, council) -> SimpleNamespace:
    return SimpleNamespace(
        contributor=make_user(CONTRIBUTOR, council, pseudonym="Sureau", email="sureau@exemple.fr"),
        editor=make_user(EDITOR, council, pseudonym="Aubépine", email="aubepine@exemple.fr"),
        lead=make_user(LEAD, council, pseudonym="Tilleul", email="tilleul@exemple.fr"),
    )


@pytest.fixture
def draft_of() -> Callable[..., StandardPage]:
    """``draft_of(user, council)``: a draft that is theirs."""

    def made(user, council, title: str = "") -> StandardPage:
        under = "le-conseil" if isinstance(council, Council) else "comprendre"
        page = factories.standard(factories.section(council, under), title, live=False)
        page.owner = user
        page.save_revision(user=user)
        page.save()
        return page

    return made


@pytest.fixture
def draft(draft_of, council, people) -> StandardPage:
    """The contributor's own."""
    return draft_of(people.contributor, council, "Le banc")


@pytest.fixture
def desk(client_for) -> Callable[..., Client]:
    """``desk(user)``: a browser in the admin."""
    return lambda user: client_for("admin", user)


@pytest.fixture
def send(desk) -> Callable:
    """``send(user, page, **fields)``: the page's form as it stands, with these fields."""

    def sent(user, page: Page, **fields):
        client = desk(user)
        address = f"/admin/pages/{page.pk}/edit/"
        context = client.get(address).context
        data = filled_in(context["form"]) if context else {}
        return client.post(address, data | fields)

    return sent


@pytest.fixture
def propose(send, people) -> Callable[[Page], Page]:
    def proposed(page: Page) -> Page:
        send(people.contributor, page, **{"action-submit": "1"})
        assert Page.objects.get(pk=page.pk).workflow_in_progress
        return page

    return proposed
