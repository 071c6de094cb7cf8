"""The preview beside the form: its checks run inside the page, by means of Wagtail's userbar."""

import pytest

from sites.councils.roles import EDITOR
from tests.cms import factories
from tests.cms.editing import posted

pytestmark = pytest.mark.django_db

USERBAR = "<wagtail-userbar>"


@pytest.fixture
def page(council):
    return factories.news(council)


@pytest.fixture
def user(make_user, council):
    return make_user(EDITOR, council)


@pytest.fixture
def preview(client_for, user, page):
    """``preview(where)``: the page as the editor shows it, in its panel or in a window."""
    client = client_for("admin", user)
    form = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    address = f"/admin/pages/{page.pk}/edit/preview/"
    client.post(address, posted(form))
    return lambda query="": client.get(address + query).content.decode()


def test_the_panel_finds_what_it_checks_with(preview):
    assert USERBAR in preview("?in_preview_panel=true")


def test_a_preview_in_a_window_is_the_page_alone(preview):
    content = preview()
    assert "<main" in content
    assert USERBAR not in content


def test_a_published_page_carries_none_of_it(client_for, council, page, user):
    for visitor in (None, user):
        content = client_for(council, visitor).get(page.url).content.decode()
        assert page.title in content
        assert "userbar" not in content
