"""The forms volunteers write in."""

import re

import pytest
from django.urls import reverse

from cms.pages.models import NewsIndexPage, SharedPage
from sites.councils.roles import ADMINISTRATOR, COORDINATOR, EDITOR
from tests.cms import factories

pytestmark = pytest.mark.django_db


def test_the_address_of_a_new_page_follows_its_title(client_for, make_user, council):
    news = NewsIndexPage.objects.descendant_of(council.site.root_page).get()
    address = reverse("wagtailadmin_pages:add", args=["quartiers_pages", "newspage", news.pk])

    form = client_for("admin", make_user(EDITOR, council)).get(address).content.decode()

    title = re.search(r'<input[^>]*name="title"[^>]*>', form).group()
    assert "w-sync" in title, "without it a volunteer meets « slug : ce champ est obligatoire »"


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


def form_of(client, page):
    return client.get(f"/admin/pages/{page.pk}/edit/").context["form"]


def new_form(client, parent, model):
    names = (model._meta.app_label, model._meta.model_name)
    return client.get(reverse("wagtailadmin_pages:add", args=[*names, parent.pk])).context["form"]


class TestSharing:
    """« Aussi pour » : a page is its own council's anyway."""

    @pytest.fixture
    def pages(self, council) -> dict:
        site = factories.site_of_all_types(council)
        pages = (page for page in vars(site).values() if isinstance(page, SharedPage))
        return {type(page): page for page in pages}

    def test_offers_the_other_councils_only(self, editor, council, other_council, pages):
        assert len(pages) >= 5
        for model, page in pages.items():
            offered = set(form_of(editor, page).fields["shared_with"].queryset)
            assert offered == {other_council}, model

    def test_offers_no_more_to_a_page_that_is_not_there_yet(
        self, editor, council, other_council, pages
    ):
        for model, page in pages.items():
            form = new_form(editor, page.get_parent(), model)
            assert set(form.fields["shared_with"].queryset) == {other_council}, model

    def test_the_portal_offers_every_council(
        self, client_for, make_user, portal, council, other_council
    ):
        client = client_for("admin", make_user(COORDINATOR))
        form = form_of(client, factories.news(portal))
        assert set(form.fields["shared_with"].queryset) == {council, other_council}

    def test_an_administrator_is_offered_the_others_too(
        self, client_for, make_user, council, other_council
    ):
        client = client_for("admin", make_user(ADMINISTRATOR))
        form = form_of(client, factories.news(other_council))
        assert set(form.fields["shared_with"].queryset) == {council}


class TestWords:
    """What the guide for volunteers says is what they read on the screen."""

    @pytest.fixture
    def screen(self, editor, council) -> str:
        page = factories.news(council)
        return editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    @pytest.mark.parametrize(
        "words",
        [
            "Adresse de la page",
            "Titre dans les moteurs de recherche",
            "Description dans les moteurs de recherche",
            "fete-du-canal",
            "200 caractères au plus",
            "Dans le menu du site",
        ],
    )
    def test_are_on_the_screen(self, screen, words):
        assert words in screen

    @pytest.mark.parametrize("words", ["my-slug", "domain.com", "meta description", "Slug"])
    def test_need_no_english(self, screen, words):
        visible = re.sub(r"<script.*?</script>|<!--.*?-->", "", screen, flags=re.S)
        visible = re.sub(r"<[^>]*>", " ", visible)
        assert words not in visible
