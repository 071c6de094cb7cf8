"""Before and after a page is published: ask once about what is broken, say what could be better."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.pages.models import NewsPage
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms import factories
from tests.cms.page_forms import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


@pytest.fixture
def draft(council) -> NewsPage:
    page = factories.news(council, "Un banc", summary="Deux bancs.", live=False)
    page.save_revision()
    return page


def text(words: str) -> dict:
    block = (
        '{"blocks": [{"key": "a", "text": "%s", "type": "unstyled", "depth": 0, '
        '"inlineStyleRanges": [], "entityRanges": [], "data": {}}], "entityMap": {}}'
    )
    return {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text",
            "body-0-id": "", "body-0-value": block % words}  # fmt: skip


def send(client, page, words="Rendez-vous jeudi 12 mars.", **changes):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(client.get(address).context["form"]) | text(words)
    return client.post(address, data | {"action-publish": "action-publish"} | changes, follow=True)


def publish_all_the_same(client, page):
    return client.post(reverse("quartiers_writing:publish", args=[page.pk]), follow=True)


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_a_page_in_order_is_published_at_once(editor, draft):
    send(editor, draft)
    assert is_live(draft)


def test_words_left_to_replace_are_asked_about_and_the_draft_is_kept(editor, draft):
    response = send(editor, draft, words="Le [… date], venez.")
    assert not is_live(draft)
    assert "[… date]" in response.content.decode()
    assert "Publier quand même" in response.content.decode()
    assert "[… date]" in str(Page.objects.get(pk=draft.pk).get_latest_revision_as_object().body)


def test_whoever_insists_publishes(editor, draft):
    send(editor, draft, words="Le [… date], venez.")
    publish_all_the_same(editor, draft)
    assert is_live(draft)


def test_a_new_page_is_asked_about_too(editor, council):
    news = factories.section(council, "actualites")
    address = reverse("wagtailadmin_pages:add", args=["quartiers_pages", "newspage", news.pk])
    data = posted(editor.get(address).context["form"]) | text("Le [… date].")
    data |= {"title": "Un banc", "action-publish": "action-publish"}
    response = editor.post(address, data)
    page = NewsPage.objects.get(title="Un banc")
    assert not page.live
    assert reverse("quartiers_writing:publish", args=[page.pk]) in response.content.decode()


class TestInsisting:
    """« Publier quand même » publishes what was sent whole, and nothing that merely lies there."""

    def test_needs_the_form_to_have_been_sent(self, editor, draft):
        publish_all_the_same(editor, draft)
        assert not is_live(draft)

    def test_is_for_that_version_only(self, editor, draft):
        send(editor, draft, words="Le [… date], venez.")
        draft.get_latest_revision_as_object().save_revision()
        publish_all_the_same(editor, draft)
        assert not is_live(draft)

    def test_is_for_that_page_only(self, editor, draft, council):
        other = factories.news(council, "Autre", live=False)
        other.save_revision()
        send(editor, draft, words="Le [… date], venez.")
        publish_all_the_same(editor, other)
        assert not is_live(other)

    def test_is_asked_for_by_a_form(self, editor, draft):
        address = reverse("quartiers_writing:publish", args=[draft.pk])
        assert editor.get(address).status_code == 405

    def test_a_contributor_never_publishes(self, client_for, make_user, council):
        user = make_user(CONTRIBUTOR, council)
        client = client_for("admin", user)
        page = factories.news(council, "Le mien", live=False)
        page.owner = user
        page.save()
        page.save_revision()
        session = client.session
        session["quartiers_complete_version"] = page.latest_revision_id
        session.save()
        assert publish_all_the_same(client, page).status_code == 404
        assert not is_live(page)

    def test_nobody_publishes_for_another_council(self, editor, other_council):
        page = factories.news(other_council, "Secret de Lancry", live=False)
        page.save_revision()
        response = publish_all_the_same(editor, page)
        assert response.status_code == 404
        assert not is_live(page)


def test_what_could_be_better_is_said_once_it_is_there(editor, draft):
    response = send(editor, draft, summary="")
    assert is_live(draft)
    assert "Il manque un résumé" in response.content.decode()


class TestPanel:
    """« À la relecture », beside the form and after each save."""

    def address(self, page) -> str:
        return reverse("quartiers_writing:checks", args=[page.pk])

    def test_says_what_the_newest_draft_needs(self, editor, draft):
        draft.summary = ""
        draft.save_revision()
        for address in (self.address(draft), reverse("wagtailadmin_pages:edit", args=[draft.pk])):
            assert "Il manque un résumé" in editor.get(address).content.decode()

    def test_says_that_all_is_well(self, editor, draft):
        assert "Rien à redire" in editor.get(self.address(draft)).content.decode()

    def test_waits_for_a_new_page_to_be_saved(self, editor, council):
        news = factories.section(council, "actualites")
        address = reverse("wagtailadmin_pages:add", args=["quartiers_pages", "newspage", news.pk])
        assert "dès que le brouillon est enregistré" in editor.get(address).content.decode()

    def test_is_closed_to_others(
        self, editor, client_for, make_user, council, other_council, draft
    ):
        page = factories.news(other_council, "Secret de Lancry")
        assert editor.get(self.address(page)).status_code == 404
        contributor = client_for("admin", make_user(CONTRIBUTOR, council))
        assert contributor.get(self.address(draft)).status_code == 404  # a colleague's draft

    def test_changes_nothing(self, editor, draft):
        before = draft.revisions.count()
        editor.get(self.address(draft))
        assert draft.revisions.count() == before


def test_publishing_comes_first_for_who_may(editor, draft, client_for, make_user, council):
    screen = editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert screen.index("action-publish") < screen.index("Enregistrer le brouillon")
