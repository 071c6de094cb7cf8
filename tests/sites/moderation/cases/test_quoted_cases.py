"""Whoever hides a post is told where its words stand as well: quotes of it are others' messages."""

import pytest

from forum import quotes
from forum.board.forum_conversation import moderating, services
from forum.board.forum_permission.models import ForumPermission, UserForumPermission
from forum.moderated import MOST_QUOTES
from forum.scope.tree import tree
from sites.moderation import subjects

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote(post, resident):
    """``quote(after, within=…)``: an answer that quotes ``post``, as the form makes it."""

    def make(after: str = "Vraiment ?", within=None):
        begun = quotes.quotation(tree().nodes[post.topic.forum_id], post)
        return services.reply((within or post.topic).pk, resident, f"{begun}{after}")

    return make


@pytest.fixture
def page_of(client_for, moderator):
    """``page_of(case)``: the case as its moderator reads it."""
    browser = client_for("admin", moderator)
    return lambda case: browser.get(f"/admin/moderation/{case.pk}/").content.decode()


def test_they_are_named_with_the_way_to_them(case, quote, page_of, resident):
    assert "Cité par d’autres" not in page_of(case)
    other = quote("Je n’en reviens pas.")
    page = page_of(case)
    assert "Cité par d’autres" in page
    assert f"#message-{other.number}" in page
    assert str(resident) in page


def test_what_only_speaks_of_it_is_no_quote(case, post, page_of, resident):
    address = quotes.permalink(tree().nodes[post.topic.forum_id], post)
    services.reply(post.topic_id, resident, f"Voir {address}, c’est là.")
    assert "Cité par d’autres" not in page_of(case)


def test_only_what_everybody_reads(
    case, post, quote, page_of, moderator, kind, shared_forum, author
):
    hidden = quote("À masquer.")
    moderating.hide(hidden.pk, moderator)
    elsewhere = services.open_topic(shared_forum.pk, author, "Ailleurs", "x").topic
    quote("Entre nous.", within=elsewhere)
    assert len(kind.quoted(str(post.pk))) == 1
    reading, _new = ForumPermission.objects.get_or_create(codename="can_read_forum")
    UserForumPermission.objects.create(
        forum=shared_forum, permission=reading, has_perm=False, anonymous_user=True
    )
    assert kind.quoted(str(post.pk)) == []
    assert "Cité par d’autres" not in page_of(case)


def test_their_number_is_bounded(post, quote, kind):
    for n in range(MOST_QUOTES + 1):
        quote(f"Encore {n}.")
    assert len(subjects.quoted(kind, str(post.pk))) == MOST_QUOTES


@pytest.mark.parametrize("key", ["0", "x", "999999999"])
def test_of_nothing_there_is_none(kind, key):
    assert subjects.quoted(kind, key) == []
    assert subjects.quoted(None, key) == ()
