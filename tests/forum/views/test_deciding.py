"""A moderator's acts on a topic: asked first in words, by POST, in their own council only."""

import pytest
from wagtail.models import ModelLogEntry

from forum.board.forum_conversation import counters, moderating, services
from forum.board.forum_conversation.models import Post
from sites.moderation.models import Case, Decision
from sites.notifications.models import Mail

from .addresses import forum_path, post_path, topic_path, url_of

pytestmark = pytest.mark.django_db

ACTS = ["lock", "unlock", "hide", "show"]
REASONS = {"regle": "respect", "motif": "Une insulte."}


def path_of(topic, act: str, number: int = 1) -> str:
    if act in ("lock", "unlock"):
        return f"{topic_path(topic)}{act}/"
    return post_path(topic.posts.get(number=number), act)


@pytest.fixture
def client(client_for, council, moderator):
    return client_for(council, moderator)


def test_closing_and_opening_again(client, client_for, council, topic):
    answer = client.post(path_of(topic, "lock"), {"motif": "Le débat est clos."})
    assert (answer.status_code, answer["Location"]) == (302, topic_path(topic))
    topic.refresh_from_db()
    assert topic.is_locked
    assert "Ce sujet est fermé" in client_for(council).get(topic_path(topic)).content.decode()
    client.post(path_of(topic, "unlock"), {"motif": ""})
    topic.refresh_from_db()
    assert not topic.is_locked


def test_hiding_a_post_and_putting_it_back(client, client_for, council, topic, resident):
    post = services.reply(topic.pk, resident, "Une insulte.")
    answer = client.post(post_path(post, "hide"), {"regle": "respect", "motif": "Injure"})
    assert answer["Location"] == f"{topic_path(topic)}#message-2"
    assert "Une insulte." not in client_for(council).get(topic_path(topic)).content.decode()
    assert list(counters.differences()) == []
    client.post(post_path(post, "show"), {"motif": ""})
    assert "Une insulte." in client_for(council).get(topic_path(topic)).content.decode()
    assert list(counters.differences()) == []


def test_hiding_a_topic_and_putting_it_back(client, client_for, council, topic):
    client.post(path_of(topic, "hide"), REASONS)
    assert client_for(council).get(topic_path(topic)).status_code == 404
    assert client.get(topic_path(topic)).status_code == 200
    client.post(path_of(topic, "show"), {"motif": ""})
    assert client_for(council).get(topic_path(topic)).status_code == 200


def test_approving_what_waits(client, client_for, council, forum, topic, premoderated, resident):
    premoderated(forum)
    post = services.reply(topic.pk, resident, "Puis-je ?")
    page = client.get(topic_path(topic)).content.decode()
    assert post_path(post, "show") in page
    assert post_path(post, "hide") not in page
    client.post(post_path(post, "show"), {"motif": ""})
    assert "Puis-je\u00a0?" in client_for(council).get(topic_path(topic)).content.decode()


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("lock", "Plus personne ne pourra y répondre"),
        ("unlock", "On pourra de nouveau y répondre"),
        ("hide", "Le sujet disparaît avec toutes ses réponses"),
        ("show", "Tout le monde pourra le lire"),
    ],
)
def test_a_get_says_what_follows_and_does_nothing(client, topic, act, words):
    page = client.get(path_of(topic, act))
    assert page.status_code == 200
    assert words in page.content.decode()
    assert "Annuler" in page.content.decode()
    assert 'name="robots" content="noindex"' in page.content.decode()
    topic.refresh_from_db()
    assert (topic.is_locked, topic.approved) == (False, True)
    assert not ModelLogEntry.objects.filter(action__startswith="quartiers.forum").exists()


def test_hiding_is_a_decision_with_a_rule_and_a_reason(client, topic, moderator, author):
    for missing in ({"regle": ""}, {"motif": ""}):
        page = client.post(path_of(topic, "hide"), REASONS | missing)
        assert page.status_code == 200
        assert "Remplissez ce champ." in page.content.decode()
    assert not Decision.objects.exists()
    client.post(path_of(topic, "hide"), REASONS)
    decision = Decision.objects.get()
    assert (decision.outcome, decision.rule, decision.decided_by) == (
        "hidden",
        "respect",
        moderator,
    )
    assert Mail.objects.get(kind="decision").to == author.email
    client.post(path_of(topic, "show"))
    decision.refresh_from_db()
    assert decision.undone_by == moderator
    assert Case.objects.get().state == "decided"


def test_nobody_hides_their_own_without_another(client, talk, forum, moderator):
    own = talk(forum, by=moderator)
    page = client.post(path_of(own, "hide"), REASONS)
    assert "C’est vous qui l’avez écrit" in page.content.decode()
    own.refresh_from_db()
    assert own.approved


def test_hiding_one_answer_shows_which(client, topic, resident):
    post = services.reply(topic.pk, resident, "Une insulte, vraiment.")
    page = client.get(post_path(post, "hide")).content.decode()
    assert "Une insulte, vraiment." in page
    assert "Sureau" in page
    assert "Masquer ce message" in page


def test_each_act_is_logged_with_its_reason_in_words(client, topic, moderator):
    client.post(path_of(topic, "lock"), {"motif": "Rappel de la charte"})
    entry = ModelLogEntry.objects.get(action="quartiers.forum.lock")
    assert entry.user == moderator
    assert entry.data["reason"] == "Rappel de la charte"
    assert str(entry.message) == "A fermé le sujet"


def test_a_reason_too_long_changes_nothing_and_is_given_back(client, topic):
    answer = client.post(path_of(topic, "lock"), {"motif": "x" * 501})
    assert answer.status_code == 200
    assert "x" * 501 in answer.content.decode()
    topic.refresh_from_db()
    assert not topic.is_locked


def test_twice_is_once(client, topic):
    for _ in "ab":
        assert client.post(path_of(topic, "hide"), REASONS).status_code == 302
    assert ModelLogEntry.objects.filter(action="quartiers.forum.hide").count() == 1


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["resident", "author", "other_moderator"])
def test_whoever_may_not_finds_nothing(request, client_for, council, topic, act, who):
    client = client_for(council, request.getfixturevalue(who))
    for path in (path_of(topic, act),):
        assert client.get(path).status_code == 404
        assert client.post(path, {"motif": ""}).status_code == 404
    topic.refresh_from_db()
    assert (topic.is_locked, topic.approved) == (False, True)


@pytest.mark.parametrize("act", ACTS)
def test_anonymous_people_are_asked_to_sign_in(client_for, council, topic, act):
    path = path_of(topic, act)
    for method in ("get", "post"):
        answer = getattr(client_for(council), method)(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/compte/connexion/?next={path}")
    topic.refresh_from_db()
    assert (topic.is_locked, topic.approved) == (False, True)


@pytest.mark.parametrize("act", ACTS)
def test_ones_own_forums_number_gives_no_power_over_anothers_topic(
    client, client_for, other_council, other_forum, forum, talk, moderator, act
):
    theirs = talk(other_forum)
    head = f"{forum_path(forum)}topic/{theirs.slug}-{theirs.pk}/"
    path = f"{head}{act}/" if act in ("lock", "unlock") else f"{head}1/post/{act}/"
    assert client.post(path, {"motif": ""}).status_code == 404
    assert client.get(path).status_code == 301  # to where it is, where the same person is nobody
    there = client_for(other_council, moderator)
    assert there.get(path_of(theirs, act)).status_code == 404
    assert there.post(path_of(theirs, act), {"motif": ""}).status_code == 404
    theirs.refresh_from_db()
    assert (theirs.is_locked, theirs.approved) == (False, True)


def test_a_post_is_named_within_its_topic(client, forum, talk, resident):
    """A number that another topic has is not a post of this one."""
    short, long = talk(forum), talk(forum, replies=4)
    path = f"{topic_path(short)}4/post/hide/"
    assert client.get(path).status_code == 404
    assert client.post(path, {"motif": ""}).status_code == 404
    assert all(Post.objects.filter(topic=long).values_list("approved", flat=True))


def test_a_councils_moderator_has_no_say_in_shared_forums(
    client_for, portal, council, shared_forum, talk, moderator
):
    topic = talk(shared_forum)
    for place in (portal, council):
        client = client_for(place, moderator)
        assert client.get(path_of(topic, "lock")).status_code == 404
        assert client.post(path_of(topic, "hide"), {"motif": ""}).status_code == 404
        assert "Fermer le sujet" not in client.get(topic_path(topic)).content.decode()


def test_an_administrator_acts_everywhere(
    client_for, portal, council, other_council, forum, other_forum, shared_forum, talk, make_user
):
    administrator = make_user("administrator")
    for place, where in ((council, forum), (other_council, other_forum), (portal, shared_forum)):
        topic = talk(where)
        client = client_for(place, administrator)
        assert client.post(path_of(topic, "lock"), {"motif": ""}).status_code == 302
        topic.refresh_from_db()
        assert topic.is_locked


def test_a_right_lost_in_the_meantime_is_refused(client, topic, moderator, rule, forum):
    rule(forum, "can_lock_topics", False, moderator)
    assert client.post(path_of(topic, "lock"), {"motif": ""}).status_code == 404
    assert client.post(path_of(topic, "hide"), REASONS).status_code == 302


def test_links_stand_where_the_acts_are_allowed(client, client_for, council, topic, resident):
    mine = client.get(topic_path(topic)).content.decode()
    assert all(path_of(topic, act) in mine for act in ("lock", "hide"))
    for user in (None, resident):
        page = client_for(council, user).get(topic_path(topic)).content.decode()
        assert not any(path_of(topic, act) in page for act in ACTS)


def test_a_closed_topic_offers_to_be_opened(client, topic, moderator):
    moderating.lock(topic.pk, moderator)
    page = client.get(topic_path(topic)).content.decode()
    assert path_of(topic, "unlock") in page
    assert path_of(topic, "lock") not in page


def test_on_another_host_the_forms_are_sent_on(client_for, portal, council, topic, moderator):
    path = path_of(topic, "lock")
    answer = client_for(portal, moderator).get(path)
    assert (answer.status_code, answer["Location"]) == (301, url_of(council, path))
    assert client_for(portal, moderator).post(path, {"motif": ""}).status_code == 404
