"""What of pages is handed over, and that it stays within one council."""

import pytest
from wagtail.models import Comment, Page, PageSubscription

from cms.pages.models import NewsPage
from sites.councils.roles import EDITOR
from sites.teams.handover import registry
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaver(make_user, council):
    return make_user(EDITOR, council, pseudonym="Partante")


@pytest.fixture
def successor(make_user, council):
    return make_user(EDITOR, council, pseudonym="Suivant")


def news(council, title: str, **fields) -> Page:
    return factories.child(factories.section(council, "actualites"), NewsPage, title, **fields)


def counts(user, council) -> dict[str, int]:
    return {held.label: held.count for held in registry.held_by(user, council)}


def test_drafts_pages_and_locks(council, other_council, leaver, successor, resident):
    draft = news(council, "Brouillon", owner=leaver, live=False)
    page = news(council, "En ligne", owner=leaver)
    locked = news(council, "Verrouillée", owner=resident, locked=True, locked_by=leaver)
    elsewhere = news(other_council, "Ailleurs", owner=leaver, live=False)
    somebody_s = news(council, "À quelqu’un", owner=resident)
    assert counts(leaver, council) == {
        "Brouillons": 1,
        "Pages publiées": 1,
        "Pages verrouillées": 1,
    }
    moved = registry.move_all(leaver, successor, council)
    assert moved == {"drafts": 1, "pages": 1, "locks": 1}
    assert registry.held_by(leaver, council) == []
    owners = {one.pk: one.owner for one in Page.objects.filter(title__in=[
        one.title for one in (draft, page, locked, elsewhere, somebody_s)
    ])}  # fmt: skip
    assert owners == {
        draft.pk: successor,
        page.pk: successor,
        locked.pk: resident,
        elsewhere.pk: leaver,
        somebody_s.pk: resident,
    }
    assert Page.objects.get(pk=locked.pk).locked_by == successor
    assert registry.in_words(moved)[0] == "Brouillons : 1"


def test_the_next_version_keeps_its_new_owner(council, leaver, successor):
    page = news(council, "Brouillon", owner=leaver, live=False)
    page.save_revision()
    registry.move_all(leaver, successor, council)
    fresh = Page.objects.get(pk=page.pk).specific
    assert fresh.get_latest_revision_as_object().owner == successor
    fresh.get_latest_revision().publish()
    assert Page.objects.get(pk=page.pk).owner == successor


def test_a_draft_of_a_published_page_counts_as_a_draft(council, leaver):
    page = news(council, "En ligne", owner=leaver)
    page.title = "En ligne, corrigé"
    page.save_revision()
    assert counts(leaver, council) == {"Brouillons": 1}


def test_open_discussions_are_followed_by_the_successor(council, leaver, successor, resident):
    page = news(council, "Discutée", owner=resident)
    closed = news(council, "Close", owner=resident)
    for one in (page, closed):
        PageSubscription.objects.create(user=leaver, page=one, comment_notifications=True)
    Comment.objects.create(page=page, user=leaver, text="Et la date ?", contentpath="title")
    assert counts(leaver, council) == {"Discussions à suivre": 1}
    assert registry.move_all(leaver, successor, council) == {"comments": 1}
    assert counts(leaver, council) == {}
    assert PageSubscription.objects.get(user=successor).page_id == page.pk
    assert Comment.objects.get().user == leaver  # words stay their author's


def test_what_is_named_can_be_opened(council, leaver, client_for):
    news(council, "Brouillon de mars", owner=leaver, live=False)
    (held,) = registry.held_by(leaver, council)
    (thing,) = held.things
    assert thing.title == "Brouillon de mars"
    assert client_for("admin", leaver).get(thing.url).status_code == 200


def test_many_are_counted_and_a_few_named(council, leaver):
    for number in range(registry.SHOWN + 3):
        news(council, f"Brouillon {number}", owner=leaver, live=False)
    (held,) = registry.held_by(leaver, council)
    assert (held.count, len(held.things), held.more) == (registry.SHOWN + 3, registry.SHOWN, 3)
