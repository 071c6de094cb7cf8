"""« Partir d’un modèle » : those we ship, and those a council keeps for itself."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.editing.writing.checks import Level, findings_of
from cms.editing.writing.models import StartingPoint
from cms.editing.writing.starting import filling, kept
from cms.editing.writing.starting.shipped import STARTS
from cms.pages.models import FaqPage, NewsPage
from sites.councils.roles import ADMINISTRATOR, CONTRIBUTOR, COORDINATOR, EDITOR, LEAD, MODERATOR
from tests.cms import factories

pytestmark = pytest.mark.django_db
SHIPPED = [(model, start) for model, starts in STARTS.items() for start in starts]


@pytest.fixture
def news_list(council) -> Page:
    return factories.section(council, "actualites")


@pytest.fixture
def as_role(client_for, make_user):
    def sign_in(role, council=None):
        return client_for("admin", make_user(role, council))

    return sign_in


@pytest.fixture
def editor(as_role, council):
    return as_role(EDITOR, council)


def form_address(parent, model=NewsPage, choice="") -> str:
    names = (model._meta.app_label, model._meta.model_name)
    address = reverse("wagtailadmin_pages:add", args=[*names, parent.pk])
    return f"{address}?modele={choice}" if choice else address


def keep_address(page) -> str:
    return reverse("quartiers_writing:keep", args=[page.pk])


def make(council, name="Annonce", page=None) -> StartingPoint:
    page = page or factories.news(council, "La fête de [… date]")
    return StartingPoint.objects.create(
        council=council, page_type="quartiers_pages.newspage", name=name,
        content=kept.content_of(page),
    )  # fmt: skip


class TestShipped:
    @pytest.mark.parametrize(
        ("model", "start"), SHIPPED, ids=lambda v: getattr(v, "key", None) or v.__name__
    )
    def test_each_fills_a_page_that_can_be_kept_and_says_what_is_left(self, council, model, start):
        page = model()
        filling.fill(page, start.make())
        assert page.title
        assert any(finding.level is Level.ERROR for finding in findings_of(page))
        if body := getattr(page, "body", None):
            body.stream_block.clean(body)  # every block would be taken at publication

    def test_keys_are_used_once_for_a_type(self):
        for starts in STARTS.values():
            keys = [start.key for start in starts]
            assert len(keys) == len(set(keys))

    def test_the_form_opens_filled_in_and_nothing_is_saved(self, editor, news_list):
        before = Page.objects.count()
        form = editor.get(form_address(news_list, choice="fourni:benevoles")).context["form"]
        assert "bénévoles" in form["title"].value()
        assert [block.block_type for block in form.instance.body][:2] == ["text", "heading"]
        assert Page.objects.count() == before

    def test_an_empty_page_has_a_text_open(self, editor, news_list):
        form = editor.get(form_address(news_list)).context["form"]
        assert [block.block_type for block in form.instance.body] == ["text"]
        assert not form["title"].value()

    def test_one_choice_does_not_stay_for_the_next_page(self, editor, news_list):
        editor.get(form_address(news_list, choice="fourni:benevoles"))
        assert not editor.get(form_address(news_list)).context["form"]["title"].value()

    @pytest.mark.parametrize("choice", ["fourni:rien", "garde:x", "garde:999999999999", "x", ":"])
    def test_what_is_not_there_gives_an_empty_page(self, editor, news_list, choice):
        response = editor.get(form_address(news_list, choice=choice))
        assert response.status_code == 200
        assert not response.context["form"]["title"].value()

    def test_the_form_of_a_page_that_is_there_offers_none(self, editor, council):
        page = factories.news(council)
        screen = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert "data-starting" not in screen.content.decode()


class TestKeeping:
    def test_words_and_blocks_are_kept_but_not_the_day_or_its_pictures(self, editor, council):
        page = factories.news(council, "La fête", lead_image=factories.picture(council))
        page.photos.create(image=factories.picture(council), alt="Un banc")
        response = editor.post(keep_address(page), {"name": "Annonce de fête"})
        assert response.status_code == 302
        made = StartingPoint.objects.get()
        assert (made.council, made.name) == (council, "Annonce de fête")
        assert set(made.content) == {"title", "summary", "body"}
        assert json.loads(made.content["body"])[0]["type"] == "text"

    def test_it_is_the_newest_draft_that_is_kept(self, editor, council):
        page = factories.news(council, "Avant")
        page.title = "Après"
        page.save_revision()
        editor.post(keep_address(page), {"name": "Annonce"})
        assert StartingPoint.objects.get().content["title"] == "Après"

    def test_questions_come_along(self, editor, council, make_user):
        about = factories.section(council, "le-conseil")
        page = factories.faq(about, "Vos questions")
        editor.post(keep_address(page), {"name": "Questions"})
        made = StartingPoint.objects.get()
        form = editor.get(form_address(about, FaqPage, f"garde:{made.pk}")).context["form"]
        (question,) = form.instance.questions.all()
        assert question.question == "Faut-il s’inscrire ?"
        assert question.pk is None

    def test_looking_at_the_screen_keeps_nothing(self, editor, council):
        assert editor.get(keep_address(factories.news(council))).status_code == 200
        assert not StartingPoint.objects.exists()

    def test_a_name_is_taken_once_and_what_was_typed_stays(self, editor, council):
        make(council, "Annonce")
        response = editor.post(keep_address(factories.news(council)), {"name": "Annonce"})
        assert response.status_code == 200
        assert "existe déjà" in response.content.decode()
        assert StartingPoint.objects.count() == 1

    def test_two_councils_may_use_the_same_name(self, as_role, council, other_council):
        make(council, "Annonce")
        client = as_role(EDITOR, other_council)
        page = factories.news(other_council)
        assert client.post(keep_address(page), {"name": "Annonce"}).status_code == 302

    @pytest.mark.parametrize("role", [CONTRIBUTOR, MODERATOR])
    def test_is_for_who_publishes(self, as_role, council, role):
        page = factories.news(council)
        client = as_role(role, council)
        assert client.post(keep_address(page), {"name": "x"}).status_code in (302, 404)
        assert not StartingPoint.objects.exists()

    def test_never_of_another_councils_page(self, editor, other_council):
        page = factories.news(other_council, "Secret de Lancry")
        for response in (
            editor.get(keep_address(page)),
            editor.post(keep_address(page), {"name": "x"}),
        ):
            assert response.status_code == 404
            assert "Secret" not in response.content.decode()
        assert not StartingPoint.objects.exists()

    def test_the_menu_of_a_page_leads_there(self, editor, council, as_role):
        page = factories.news(council)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert keep_address(page) in editor.get(edit).content.decode()


class TestKept:
    def test_the_team_is_offered_its_own_and_nobody_elses(
        self, editor, council, other_council, news_list
    ):
        own, other = make(council, "De chez nous"), make(other_council, "Secret de Lancry")
        screen = editor.get(form_address(news_list)).content.decode()
        assert "De chez nous" in screen
        assert f"garde%3A{own.pk}" in screen
        assert "Secret de Lancry" not in screen
        assert f"garde%3A{other.pk}" not in screen

    def test_another_councils_fills_nothing(self, editor, other_council, news_list):
        other = make(other_council)
        form = editor.get(form_address(news_list, choice=f"garde:{other.pk}")).context["form"]
        assert not form["title"].value()

    def test_one_of_another_type_fills_nothing(self, editor, council):
        own = make(council)
        about = factories.section(council, "le-conseil")
        form = editor.get(form_address(about, FaqPage, f"garde:{own.pk}")).context["form"]
        assert not form["title"].value()

    def test_a_contributor_begins_with_them(self, as_role, council, news_list):
        own = make(council)
        client = as_role(CONTRIBUTOR, council)
        form = client.get(form_address(news_list, choice=f"garde:{own.pk}")).context["form"]
        assert form["title"].value() == "La fête de [… date]"
        assert not any(block.id for block in form.instance.body)  # as new as the page

    def test_the_portal_has_its_own(self, as_role, portal, council):
        mine = make(None, page=factories.news(portal))
        news = factories.section(portal, "actualites")
        screen = as_role(COORDINATOR).get(form_address(news)).content.decode()
        assert f"garde%3A{mine.pk}" in screen

    @pytest.mark.parametrize("role", [EDITOR, LEAD])
    def test_are_renamed_and_deleted_by_who_publishes(self, as_role, council, role):
        one, client = make(council), as_role(role, council)
        address = reverse("quartiers_writing:rename", args=[one.pk])
        assert client.post(address, {"name": "Nouveau nom"}).status_code == 302
        one.refresh_from_db()
        assert one.name == "Nouveau nom"
        assert client.get(address).status_code == 200
        assert client.post(address, {"delete": "1"}).status_code == 302
        assert not StartingPoint.objects.exists()

    def test_stay_unseen_and_untouched_by_others(self, as_role, council, other_council):
        other = make(other_council, "Secret de Lancry")
        address = reverse("quartiers_writing:rename", args=[other.pk])
        listed = reverse("quartiers_writing:starting_points")
        for client in (as_role(EDITOR, council), as_role(CONTRIBUTOR, other_council)):
            assert client.get(address).status_code == 404
            assert client.post(address, {"delete": "1"}).status_code == 404
            assert "Secret de Lancry" not in client.get(listed).content.decode()
        assert StartingPoint.objects.filter(name="Secret de Lancry").exists()

    def test_an_administrator_sees_all(self, as_role, council, other_council):
        make(council, "Un"), make(other_council, "Deux")
        screen = as_role(ADMINISTRATOR).get(reverse("quartiers_writing:starting_points"))
        assert {"Un", "Deux"} <= {row.name for row in screen.context["rows"]}

    def test_end_with_their_council(self, council):
        make(council)
        assert StartingPoint._meta.get_field("council").remote_field.on_delete.__name__ == "CASCADE"
