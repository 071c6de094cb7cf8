"""What somebody may not read is nowhere: no page, no form, no list, no hint that it exists."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post, Topic

from .addresses import forum_path, open_path, post_path, reply_path, topic_path

pytestmark = pytest.mark.django_db

SECRET = "Le code de la porte est 1871"


def unknown_of(path: str, number: int) -> str:
    """The same address with a number that nothing has."""
    return path.replace(f"-{number}/", "-999999999/")


def paths_of(topic: Topic) -> list[str]:
    head = topic.posts.get(number=1)
    acts = [post_path(head, act) for act in ("update", "hide", "show")]
    return [topic_path(topic), reply_path(topic), *acts, f"{topic_path(topic)}lock/"]


@pytest.fixture
def secret(forum, talk) -> Topic:
    return talk(forum, title=SECRET, text=f"{SECRET}, ne le dites pas.", replies=1)


@pytest.fixture
def closed_forum(forum, secret, private):
    private(forum)
    return forum


class TestHiddenTopic:
    @pytest.fixture(autouse=True)
    def _hidden(self, secret, moderator):
        moderating.hide(secret.first_post_id, moderator)

    @pytest.mark.parametrize("who", ["anonymous", "resident", "author", "other_moderator"])
    def test_is_unknown_to_all_but_its_moderators(self, request, client_for, council, secret, who):
        user = None if who == "anonymous" else request.getfixturevalue(who)
        client = client_for(council, user)
        for path in paths_of(secret):
            assert client.get(path).status_code == 404, path
            assert client.post(path, {"texte": "x"}).status_code in (404, 405), path

    def test_the_answer_is_that_of_an_unknown_topic(self, client_for, council, secret, resident):
        for user in (None, resident):
            client = client_for(council, user)
            path = topic_path(secret)
            other = unknown_of(path, secret.pk)
            hidden, unknown = client.get(path), client.get(other)
            assert hidden.status_code == unknown.status_code
            # Each page has the way in that leads back to its own address, and nothing else.
            plain = unknown.content.replace(quote(other, "").encode(), quote(path, "").encode())
            assert hidden.content == plain

    def test_stands_in_no_list(self, client_for, council, portal, secret, resident):
        for place in (council, portal):
            for path in ("/forum/", forum_path(secret.forum)):
                page = client_for(place, resident).get(path, follow=False)
                assert SECRET not in page.content.decode()

    def test_its_moderator_sees_it_marked(self, client_for, council, secret, moderator):
        client = client_for(council, moderator)
        page = client.get(topic_path(secret)).content.decode()
        assert "Ce sujet est masqué" in page
        assert "Masqué par la modération" in page
        listed = client.get(forum_path(secret.forum)).content.decode()
        assert SECRET in listed
        assert "Sujets masqués ou en attente" in listed

    def test_a_link_of_another_host_says_nothing_either(self, client_for, portal, secret):
        assert client_for(portal).get(topic_path(secret)).status_code == 404


class TestHiddenPost:
    @pytest.fixture
    def hidden(self, topic, resident, moderator) -> Post:
        post = services.reply(topic.pk, resident, SECRET)
        return moderating.hide(post.pk, moderator)

    @pytest.mark.parametrize("who", ["anonymous", "author", "other_moderator"])
    def test_others_do_not_see_it(self, request, client_for, council, topic, hidden, who):
        user = None if who == "anonymous" else request.getfixturevalue(who)
        client = client_for(council, user)
        for path in (topic_path(topic), forum_path(topic.forum), "/forum/"):
            page = client.get(path).content.decode()
            assert SECRET not in page
            assert "Sureau" not in page
        assert f'id="message-{hidden.number}"' not in client.get(topic_path(topic)).content.decode()

    @pytest.mark.parametrize("who", ["resident", "moderator"])
    def test_its_author_and_moderators_see_it_marked(
        self, request, client_for, council, topic, hidden, who
    ):
        page = client_for(council, request.getfixturevalue(who)).get(topic_path(topic))
        assert SECRET in page.content.decode()
        assert "Masqué par la modération" in page.content.decode()

    def test_its_author_cannot_edit_it_back(self, client_for, council, hidden, resident):
        client = client_for(council, resident)
        assert client.get(post_path(hidden, "update")).status_code in (302, 404)
        answer = client.post(post_path(hidden, "update"), {"texte": "Autre chose"})
        assert answer.status_code == 404
        hidden.refresh_from_db()
        assert (hidden.content.raw, hidden.approved) == (SECRET, False)

    def test_the_link_to_it_is_unknown_when_it_was_the_last(
        self, client_for, council, topic, hidden
    ):
        assert (
            client_for(council).get(topic_path(topic), {"post": hidden.number}).status_code == 404
        )


class TestWaiting:
    """A forum where posts wait for approval."""

    @pytest.fixture
    def waiting(self, forum, premoderated, resident) -> Topic:
        premoderated(forum)
        an_hour_ago = timezone.now() - timedelta(hours=1)
        return services.open_topic(forum.pk, resident, SECRET, SECRET, at=an_hour_ago).topic

    def test_a_topic_is_seen_by_its_author_and_moderators_only(
        self, client_for, council, waiting, resident, moderator, author
    ):
        for user, status in ((None, 404), (author, 404), (resident, 200), (moderator, 200)):
            page = client_for(council, user).get(topic_path(waiting))
            assert page.status_code == status
            listed = client_for(council, user).get(forum_path(waiting.forum)).content.decode()
            assert (SECRET in listed) == (status == 200)
            assert ("En attente de validation" in listed) == (status == 200)

    def test_nobodys_topic_is_not_that_of_whoever_is_nobody(
        self, client_for, council, waiting, resident
    ):
        resident.delete()
        client = client_for(council)
        assert client.get(topic_path(waiting)).status_code == 404
        assert SECRET not in client.get(forum_path(waiting.forum)).content.decode()

    def test_nobody_answers_it(self, client_for, council, waiting, resident):
        page = client_for(council, resident).get(topic_path(waiting)).content.decode()
        assert 'id="repondre"' not in page
        answer = client_for(council, resident).post(reply_path(waiting), {"texte": "Alors ?"})
        assert answer.status_code == 404
        assert "Alors ?" in answer.content.decode()

    def test_an_answer_is_seen_by_its_author_where_it_will_stand(
        self, client_for, council, forum, talk, premoderated, resident
    ):
        topic = talk(forum, replies=14)
        premoderated(forum)
        client = client_for(council, resident)
        answer = client.post(reply_path(topic), {"texte": SECRET})
        assert answer["Location"] == f"{topic_path(topic)}?page=2#message-16"
        page = client.get(f"{topic_path(topic)}?page=2").content.decode()
        assert SECRET in page
        assert "En attente de validation" in page
        assert client_for(council).get(f"{topic_path(topic)}?page=2").status_code == 404

    def test_a_changed_post_waits_again(
        self, client_for, council, forum, topic, premoderated, resident
    ):
        post = services.reply(topic.pk, resident, "Bonjour.")
        assert post.approved
        premoderated(forum)
        client = client_for(council, resident)
        client.post(post_path(post, "update"), {"texte": SECRET})
        post.refresh_from_db()
        assert not post.approved
        assert SECRET not in client_for(council).get(topic_path(topic)).content.decode()
        assert SECRET in client.get(topic_path(topic)).content.decode()

    def test_a_post_sent_unchanged_does_not_wait_again(
        self, client_for, council, forum, topic, premoderated, resident
    ):
        post = services.reply(topic.pk, resident, "Bonjour.\nMerci.")
        premoderated(forum)
        client_for(council, resident).post(
            post_path(post, "update"), {"texte": "Bonjour.\r\nMerci."}
        )
        post.refresh_from_db()
        assert post.approved
        assert post.updates_count == 0

    def test_the_number_of_an_open_forum_does_not_spare_the_approval(
        self, client_for, council, forum, topic, premoderated, resident
    ):
        premoderated(forum)
        sibling = forum.get_next_sibling()
        answer = client_for(council, resident).post(reply_path(topic, sibling), {"texte": SECRET})
        assert answer.status_code == 404
        assert not Post.objects.filter(poster=resident).exists()


class TestPrivateForum:
    @pytest.mark.parametrize("who", ["anonymous", "resident"])
    def test_nothing_of_it_is_shown(self, request, client_for, council, closed_forum, secret, who):
        user = None if who == "anonymous" else request.getfixturevalue(who)
        client = client_for(council, user)
        for path in (forum_path(closed_forum), open_path(closed_forum), *paths_of(secret)):
            assert client.get(path).status_code == 404, path
            assert client.post(path, {"titre": "x", "texte": "x"}).status_code in (404, 405)
        index = client.get("/forum/").content.decode()
        assert SECRET not in index
        assert forum_path(closed_forum) not in index
        assert Post.objects.count() == 2

    def test_is_not_in_the_portals_index(self, client_for, portal, closed_forum):
        assert forum_path(closed_forum) not in client_for(portal).get("/forum/").content.decode()

    def test_who_has_the_right_reads_it(
        self, client_for, council, closed_forum, secret, make_user, rule
    ):
        member = make_user()
        rule(closed_forum, "can_read_forum", True, member)
        client = client_for(council, member)
        assert client.get(topic_path(secret)).status_code == 200
        assert forum_path(closed_forum) in client.get("/forum/").content.decode()

    def test_a_right_on_one_forum_opens_no_other(
        self, client_for, council, closed_forum, secret, resident, rule
    ):
        rule(closed_forum.get_next_sibling(), "can_read_forum", True, resident)
        assert client_for(council, resident).get(topic_path(secret)).status_code == 404

    def test_a_forum_below_a_hidden_category_is_hidden(
        self, client_for, council, forum, talk, private, resident, rule
    ):
        child = Forum.objects.create(parent=forum, name="Bureau", type=Forum.FORUM_POST)
        topic = talk(child, title=SECRET)
        rule(forum, "can_see_forum", False, "everybody")
        rule(child, "can_read_forum", True, resident)
        client = client_for(council, resident)
        for path in (forum_path(child), open_path(child), topic_path(topic), reply_path(topic)):
            assert client.get(path).status_code == 404, path
        assert SECRET not in client.get("/forum/").content.decode()

    def test_a_forum_readable_but_not_seen_is_not_readable(
        self, client_for, council, forum, secret, rule
    ):
        rule(forum, "can_see_forum", False, "anonymous")
        assert client_for(council).get(topic_path(secret)).status_code == 404

    def test_members_only_is_not_readable_without_an_account(
        self, client_for, council, forum, secret, resident, rule
    ):
        rule(forum, "can_read_forum", False, "anonymous")
        assert client_for(council).get(topic_path(secret)).status_code == 404
        assert client_for(council, resident).get(topic_path(secret)).status_code == 200

    def test_a_redirect_does_not_betray_its_words(self, client_for, portal, closed_forum, secret):
        client = client_for(portal)
        for path in (
            topic_path(secret),
            f"/forum/forum/x-{closed_forum.pk}/",
            f"/forum/forum/x-{closed_forum.pk}/topic/x-{secret.pk}/",
        ):
            assert client.get(path).status_code == 404


class TestPeople:
    @pytest.mark.parametrize("role", [None, "moderator"])
    def test_a_closed_account_is_nobody(self, client_for, council, topic, make_user, forum, role):
        user = make_user(role, council if role else None)
        client = client_for(council, user)
        user.is_active = False
        user.save()
        assert client.get(open_path(forum)).status_code == 302
        answer = client.post(reply_path(topic), {"texte": SECRET})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/compte/connexion/")
        assert client.post(post_path(topic.first_post, "hide"), {}).status_code == 302
        topic.refresh_from_db()
        assert topic.approved
        assert Post.objects.count() == 1

    def test_staff_without_a_role_is_anybody(self, client_for, council, topic, make_user):
        staff = make_user(is_staff=True)
        client = client_for(council, staff)
        assert client.get(post_path(topic.first_post, "hide")).status_code == 404
        assert client.get(f"{topic_path(topic)}lock/").status_code == 404

    @pytest.mark.parametrize("codename", ["can_start_new_topics", "can_reply_to_topics"])
    def test_somebody_refused_in_one_forum_writes_in_the_others(
        self, client_for, council, forum, talk, resident, rule, codename
    ):
        here, there = talk(forum), talk(forum.get_next_sibling())
        rule(forum, codename, False, resident)
        client = client_for(council, resident)
        paths = {"can_start_new_topics": open_path, "can_reply_to_topics": lambda f: None}
        if codename == "can_start_new_topics":
            assert client.get(paths[codename](forum)).status_code == 403
            assert client.get(paths[codename](forum.get_next_sibling())).status_code == 200
        else:
            assert client.get(reply_path(here)).status_code == 403
            assert client.get(reply_path(there)).status_code == 200

    def test_a_right_lost_while_writing_gives_the_text_back(
        self, client_for, council, topic, resident, rule
    ):
        rule(topic.forum, "can_reply_to_topics", False, resident)
        answer = client_for(council, resident).post(reply_path(topic), {"texte": SECRET})
        assert answer.status_code == 403
        assert SECRET in answer.content.decode()
        assert Post.objects.count() == 1

    @pytest.mark.parametrize("who", ["resident", "moderator", "other_moderator"])
    def test_nobody_edits_somebody_elses_post(self, request, client_for, council, topic, who):
        client = client_for(council, request.getfixturevalue(who))
        path = post_path(topic.first_post, "update")
        assert client.get(path).status_code == 404
        assert client.post(path, {"titre": "Volé", "texte": "Volé"}).status_code == 404
        topic.refresh_from_db()
        assert (topic.subject, topic.first_post.content.raw) == (
            "Les pavés",
            "Deux pavés manquent.",
        )

    def test_one_edits_in_the_topic_the_address_names_only(
        self, client_for, council, forum, talk, resident
    ):
        mine, theirs = talk(forum, by=resident), talk(forum, title="Autre sujet")
        path = f"{topic_path(theirs)}1/post/update/"
        assert client_for(council, resident).get(path).status_code == 404
        assert mine.first_post_id != theirs.first_post_id

    def test_a_council_forum_is_not_written_from_another_host(
        self, client_for, portal, other_council, topic, resident
    ):
        for place in (portal, other_council):
            client = client_for(place, resident)
            answer = client.post(reply_path(topic), {"texte": SECRET})
            assert answer.status_code == 404
            answer = client.post(open_path(topic.forum), {"titre": "x", "texte": SECRET})
            assert answer.status_code == 404
        assert Post.objects.count() == 1


def test_a_topic_of_tomorrow_is_not_special(client_for, council, forum, talk):
    """Dates never decide who reads: only approval and rights do."""
    topic = talk(forum, at=timezone.now() + timedelta(days=1))
    assert client_for(council).get(topic_path(topic)).status_code == 200
