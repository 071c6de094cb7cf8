"""« Annuler » after « Dépublier »: what was online is online again, the same version."""

import re

import pytest
from wagtail.models import Page, PageLogEntry

from cms.editing.bin import undoing
from cms.publications.publishing import differences
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms import factories
from tests.cms.editing.bin.messages import told

pytestmark = pytest.mark.django_db

PUT_BACK = "/admin/corbeille/remettre-en-ligne/"


def stored(page) -> Page:
    return Page.objects.get(pk=page.pk)


def unpublish(client, page, **data):
    return client.post(f"/admin/pages/{page.pk}/unpublish/", data)


def ticket_in(response) -> str:
    return re.search(r'name="billet" value="([^"]+)"', told(response))[1]


@pytest.fixture
def published(page):
    """Published, with a draft beside it."""
    page.save_revision().publish()
    page.title = "La mare, bientôt"
    page.save_revision()
    return stored(page)


def test_the_message_says_it_and_offers_it(editor, published):
    response = unpublish(editor, published)
    assert "La page n’est plus en ligne." in told(response)
    assert "Annuler" in told(response)
    assert not stored(published).live


def test_brings_back_the_same_version(editor, client_for, council, published):
    before = Page.objects.filter(pk=published.pk).values().get()
    ticket = ticket_in(unpublish(editor, published))
    editor.post(PUT_BACK, {"billet": ticket})
    assert Page.objects.filter(pk=published.pk).values().get() == before
    html = client_for(council).get("/actualites/la-mare/").content.decode()
    assert "La mare, bientôt" not in html
    assert differences() == []


def test_with_the_pages_below_that_went_along(editor, section):
    response = unpublish(editor, section, include_descendants="on")
    assert not Page.objects.descendant_of(section, inclusive=True).live().exists()
    assert "2 pages ne sont plus en ligne" in told(response)
    editor.post(PUT_BACK, {"billet": ticket_in(response)})
    live = Page.objects.descendant_of(section, inclusive=True).live()
    assert sorted(live.values_list("slug", flat=True)) == ["dossiers", "lavoir"]
    assert differences() == []


def test_pages_below_that_stayed_are_not_touched(editor, section):
    response = unpublish(editor, section)
    editor.post(PUT_BACK, {"billet": ticket_in(response)})
    live = Page.objects.descendant_of(section, inclusive=True).live()
    assert sorted(live.values_list("slug", flat=True)) == ["dossiers", "lavoir"]


def test_of_several_at_once(editor, council):
    pages = [factories.news(council) for _number in range(3)]
    query = "&".join(f"id={page.pk}" for page in pages)
    response = editor.post(f"/admin/bulk/wagtailcore/page/unpublish/?{query}")
    assert not Page.objects.filter(pk__in=[page.pk for page in pages], live=True).exists()
    assert "3 pages ne sont plus en ligne" in told(response)
    editor.post(PUT_BACK, {"billet": ticket_in(response)})
    assert Page.objects.filter(pk__in=[page.pk for page in pages], live=True).count() == 3
    assert differences() == []


def test_a_mirror_comes_back_too(editor, page):
    mirror = page.create_alias(update_slug="miroir")
    response = unpublish(editor, page)
    assert not stored(mirror).live
    editor.post(PUT_BACK, {"billet": ticket_in(response)})
    assert stored(mirror).live


def test_a_draft_saved_meanwhile_stays_a_draft(editor, published):
    ticket = ticket_in(unpublish(editor, published))
    draft = stored(published).specific.get_latest_revision_as_object()
    draft.title = "Encore autre chose"
    draft.save_revision()
    editor.post(PUT_BACK, {"billet": ticket})
    page = stored(published)
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "La mare", True)


def test_the_journal_says_it(editor, published):
    editor.post(PUT_BACK, {"billet": ticket_in(unpublish(editor, published))})
    assert PageLogEntry.objects.filter(page=published.pk, action="quartiers.bin.put_back").exists()


class TestRefused:
    def test_from_somebody_else(self, editor, lead, published):
        ticket = ticket_in(unpublish(editor, published))
        lead.post(PUT_BACK, {"billet": ticket})
        assert not stored(published).live

    @pytest.mark.parametrize("ticket", ["", "x", "a:b:c"])
    def test_forged(self, editor, published, ticket):
        unpublish(editor, published)
        assert editor.post(PUT_BACK, {"billet": ticket}).status_code == 302
        assert not stored(published).live

    def test_made_for_another_site(self, client_for, make_user, council, other_council):
        """A ticket is no right: who has lost theirs since, or never had it, publishes nothing."""
        foreign = factories.news(other_council, "Secret de Lancry")
        user = make_user(EDITOR, council)
        states = undoing.states_before([foreign], with_below=False)
        foreign.unpublish()
        ticket = undoing.ticket_for(states, user)
        response = client_for("admin", user).post(PUT_BACK, {"billet": ticket}, follow=True)
        assert "Secret de Lancry" not in response.content.decode()
        assert not stored(foreign).live

    def test_from_a_contributor(self, client_for, make_user, council, page):
        author = make_user(CONTRIBUTOR, council)
        states = undoing.states_before([page], with_below=False)
        page.unpublish()
        ticket = undoing.ticket_for(states, author)
        client_for("admin", author).post(PUT_BACK, {"billet": ticket})
        assert not stored(page).live

    def test_too_late(self, editor, published, time_machine_at):
        time_machine_at("2026-05-05 12:00")
        ticket = ticket_in(unpublish(editor, published))
        time_machine_at("2026-05-06 12:01")
        editor.post(PUT_BACK, {"billet": ticket})
        assert not stored(published).live

    def test_of_a_page_that_is_in_the_bin(self, editor, published, put):
        ticket = ticket_in(unpublish(editor, published))
        put(published)
        editor.post(PUT_BACK, {"billet": ticket})
        assert not stored(published).live

    def test_by_looking(self, editor):
        assert editor.get(PUT_BACK).status_code == 405
