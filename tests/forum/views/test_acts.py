"""What moderators do to whole topics, through their pages: asked first, done by POST, in words."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forum.acts import merging, moving, splitting, standing, undoing, wording
from forum.acts.models import Act, Trace
from forum.acts.splitting import Chosen
from forum.board.forum_conversation import counters, moderating, services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Locked, Slowed
from forum.board.forum_conversation.services import Sent
from forum.board.forum_tracking.reading import mark_seen, marks
from sites.notifications.models import Mail

from .addresses import forum_path, post_path, reply_path, topic_path, url_of
from .conftest import forums_of

pytestmark = pytest.mark.django_db

PEOPLE = Sent(is_paced=True)


def seen(user, topics) -> dict[int, int]:
    return {pk: mark.seen for pk, mark in marks(user, topics).items()}


def text_of(response) -> str:
    return re.sub("[\u00a0\u202f]", " ", response.content.decode())


def path_of(topic, act: str) -> str:
    return f"{topic_path(topic)}{act}/"


def typed(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def client(client_for, council, moderator):
    return client_for(council, moderator)


@pytest.fixture
def reader(client_for, council):
    return client_for(council)


@pytest.fixture
def long(talk, forum) -> Topic:
    """A topic of six posts."""
    return talk(forum, replies=5, title="Une longue histoire")


@pytest.fixture
def sibling(council):
    return forums_of(council)[1]


def with_envoi(client, path: str, data: dict) -> dict:
    """The data with the mark of a form that was opened."""
    mark = re.search(r'name="envoi" value="([0-9a-f-]{36})"', client.get(path).content.decode())
    return data | {"envoi": mark[1]}


class TestMoving:
    def test_the_list_left_says_where_it_went(self, client, reader, topic, forum, sibling):
        old = topic_path(topic)
        answer = client.post(path_of(topic, "move"), {"forum": sibling.pk, "trace": "on"})
        topic.refresh_from_db()
        assert (answer.status_code, answer["Location"]) == (302, topic_path(topic))
        assert topic.forum == sibling
        left = text_of(reader.get(forum_path(forum)))
        assert f"déplacé vers {sibling.name}" in left
        assert topic_path(topic) in left
        moved = reader.get(old)
        assert (moved.status_code, moved["Location"]) == (301, topic_path(topic))
        assert "no-cache" in moved["Cache-Control"]
        assert list(counters.differences()) == []

    def test_without_a_trace_and_after_its_time_nothing_is_left(
        self, client, reader, talk, forum, sibling
    ):
        quiet, loud = talk(forum, title="Sans bruit"), talk(forum, title="Avec bruit")
        client.post(path_of(quiet, "move"), {"forum": sibling.pk})
        client.post(path_of(loud, "move"), {"forum": sibling.pk, "trace": "on"})
        page = text_of(reader.get(forum_path(forum)))
        assert "Sans bruit" not in page
        assert "Avec bruit" in page
        with time_machine.travel(timezone.now() + moving.TRACE_FOR, tick=False):
            assert "Avec bruit" not in text_of(reader.get(forum_path(forum)))
            call_command("settle_topics")
        assert not Trace.objects.exists()

    def test_a_trace_is_removed_by_moderators_of_that_forum_only(
        self, client, client_for, council, topic, forum, sibling, resident, other_moderator
    ):
        client.post(path_of(topic, "move"), {"forum": sibling.pk, "trace": "on"})
        path = f"{forum_path(forum)}trace/{Trace.objects.get().pk}/remove/"
        for user in (resident, other_moderator):
            assert client_for(council, user).post(path).status_code == 404
        swapped = path.replace(forum_path(forum), forum_path(sibling))
        assert client.get(swapped).status_code == 404
        assert client.get(path).status_code == 200
        assert Trace.objects.exists()
        assert client.post(path, {"motif": ""})["Location"] == forum_path(forum)
        assert not Trace.objects.exists()

    def test_only_ones_own_forums_are_offered_and_taken(self, client, topic, other_forum, forum):
        page = text_of(client.get(path_of(topic, "move")))
        assert f'value="{other_forum.pk}"' not in page
        answer = client.post(path_of(topic, "move"), {"forum": other_forum.pk})
        assert answer.status_code == 200
        topic.refresh_from_db()
        assert topic.forum == forum

    def test_a_trace_says_nothing_of_a_forum_that_one_does_not_read(
        self, reader, topic, forum, sibling, private, make_user
    ):
        private(sibling)
        moving.move(topic.pk, sibling.pk, make_user(is_superuser=True))
        assert topic.subject not in text_of(reader.get(forum_path(forum)))

    def test_undone_it_is_where_it_was(self, client, reader, topic, forum, sibling):
        client.post(path_of(topic, "move"), {"forum": sibling.pk, "trace": "on"})
        topic.refresh_from_db()
        act = Act.objects.get()
        client.post(f"{topic_path(topic)}history/{act.pk}/undo/", {"motif": "Par erreur"})
        topic.refresh_from_db()
        assert topic.forum == forum
        assert not Trace.objects.exists()
        assert "déplacé vers" not in text_of(reader.get(forum_path(forum)))
        assert list(counters.differences()) == []


class TestSplitting:
    def split(self, client, topic, forum, **more):
        data = {"n": [3, 5], "titre": "Autre chose", "forum": forum.pk}
        return client.post(path_of(topic, "split"), data | more)

    def test_chosen_posts_make_a_topic_in_their_order(self, client, long, forum, author):
        words = [post.content.raw for post in long.posts.filter(number__in=[3, 5])]
        answer = self.split(client, long, forum)
        made = Topic.objects.latest("pk")
        assert answer["Location"] == topic_path(made)
        assert (made.subject, made.poster, made.posts_count) == ("Autre chose", author, 2)
        assert [post.content.raw for post in made.posts.order_by("number")] == words
        assert list(made.posts.order_by("number").values_list("number", flat=True)) == [1, 2]
        long.refresh_from_db()
        assert (long.posts_count, long.last_number) == (4, 6)
        assert services.reply(long.pk, author, "Encore").number == 7
        assert list(counters.differences()) == []

    def test_links_lead_to_where_they_stand(self, client, reader, long, forum):
        self.split(client, long, forum)
        made = Topic.objects.latest("pk")
        answer = reader.get(f"{topic_path(long)}?post=5")
        assert (answer.status_code, answer["Location"]) == (302, f"{topic_path(made)}#message-2")
        page = text_of(reader.get(topic_path(long)))
        assert 'id="message-3"' in page  # a link to the number still finds its place
        assert page.count("Autre chose") >= 2
        assert f"{topic_path(made)}#message-1" in page

    def test_all_from_a_number_on(self, client, reader, talk, forum):
        topic = talk(forum, replies=39)
        self.split(client, topic, forum, n=[], onwards=12)
        made = Topic.objects.latest("pk")
        assert (made.posts_count, topic.posts.count()) == (29, 11)
        page = text_of(reader.get(topic_path(topic)))
        assert "29 messages (n° 12 à 40) sont maintenant dans" in page
        gone = reader.get(f"{topic_path(topic)}?page=3")
        place = f"{topic_path(made)}?page=2#message-20"
        assert (gone.status_code, gone["Location"]) == (302, place)

    def test_choices_of_other_pages_go_along(self, client, talk, forum):
        topic = talk(forum, replies=19)
        data = {"n": [2, 4], "page": "2", "titre": "À part", "forum": forum.pk}
        page = text_of(client.post(path_of(topic, "split"), data))
        assert '<input type="hidden" name="n" value="4">' in page
        assert 'value="À part"' in page
        assert "erreur" not in page
        assert Topic.objects.count() == 1
        self.split(client, topic, forum, n=[2, 4, 18])
        assert Topic.objects.latest("pk").posts_count == 3

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"n": [1, 3]}, "Le premier message reste"),
            ({"n": []}, "Choisissez au moins un message"),
            ({"n": [99]}, "Aucun des messages choisis"),
            ({"titre": " "}, "Écrivez un titre"),
        ],
    )
    def test_what_makes_no_topic_is_refused_in_words(self, client, long, forum, more, words):
        answer = self.split(client, long, forum, **more)
        assert answer.status_code in (200, 409)
        assert words in text_of(answer)
        assert Topic.objects.count() == 1

    def test_it_does_not_begin_with_a_hidden_post(self, client, long, forum, moderator):
        moderating.hide(long.posts.get(number=3).pk, moderator)
        assert "n’est pas public" in text_of(self.split(client, long, forum))
        moderating.show(long.posts.get(number=3).pk, moderator)
        moderating.hide(long.posts.get(number=5).pk, moderator)
        self.split(client, long, forum)
        made = Topic.objects.latest("pk")
        assert (made.posts_count, made.posts.count()) == (1, 2)
        assert list(counters.differences()) == []

    def test_sent_twice_it_is_split_once(self, client, long, forum):
        path = path_of(long, "split")
        data = with_envoi(client, path, {"n": [3], "titre": "Une fois", "forum": forum.pk})
        first, second = client.post(path, data), client.post(path, data)
        assert first["Location"] == second["Location"]
        assert Topic.objects.count() == 2

    def test_what_one_has_read_is_read_there(self, client, long, forum, make_user):
        reader = make_user(date_joined=long.created)
        mark_seen(reader, long, 4)
        self.split(client, long, forum)
        made = Topic.objects.latest("pk")
        assert seen(reader, [made, long]) == {made.pk: 1, long.pk: 4}

    def test_undone_late_answers_follow(self, client, reader, long, forum, resident, moderator):
        self.split(client, long, forum)
        made = Topic.objects.latest("pk")
        old = topic_path(made)
        late = services.reply(made.pk, resident, "Plus tard")
        undoing.undo(Act.objects.get().pk, moderator)
        late.refresh_from_db()
        assert (late.topic, late.number) == (long, 7)
        numbers = long.posts.order_by("number").values_list("number", flat=True)
        assert list(numbers) == [*range(1, 8)]
        for query, number in (("", 3), ("?post=2", 5), ("?post=3", 7)):
            answer = reader.get(old + query)
            assert answer.status_code == 301
            assert answer["Location"] == f"{topic_path(long)}#message-{number}"
        assert "sont maintenant dans" not in text_of(reader.get(topic_path(long)))


class TestMerging:
    @pytest.fixture
    def two(self, talk, forum, resident):
        """Two topics whose posts alternate."""
        start = timezone.now() - timedelta(days=1)
        one = talk(forum, title="Les pavés", at=start)
        other = talk(forum, title="Des pavés ?", at=start + timedelta(minutes=1))
        for n in range(4):
            topic = (one, other)[n % 2]
            services.reply(topic.pk, resident, f"Message {n}", at=start + timedelta(hours=n + 1))
        return one, other

    def merge(self, client, topic, other, **more):
        data = {"sujet": other.pk, "garde": other.pk}
        return client.post(path_of(topic, "merge"), data | more)

    def test_posts_follow_by_date_under_the_title_that_is_kept(self, client, two):
        one, other = two
        dates = sorted(Post.objects.values_list("created", flat=True))
        answer = self.merge(client, one, other)
        made = Topic.objects.latest("pk")
        assert answer["Location"] == topic_path(made)
        assert (made.subject, made.posts_count) == ("Des pavés ?", 6)
        posts = made.posts.order_by("number")
        assert [post.created for post in posts] == dates
        assert [post.number for post in posts] == [1, 2, 3, 4, 5, 6]
        assert made.first_post == posts[0]
        assert list(counters.differences()) == []

    def test_links_of_both_lead_to_the_very_posts(self, client, reader, two):
        places = {
            (topic.pk, topic_path(topic), post.number): post.pk
            for topic in two
            for post in topic.posts.all()
        }
        self.merge(client, *two)
        made = Topic.objects.latest("pk")
        for (_pk, path, number), post_pk in places.items():
            answer = reader.get(f"{path}?post={number}")
            now = Post.objects.get(pk=post_pk)
            assert answer.status_code == 301
            assert answer["Location"] == f"{topic_path(made)}#message-{now.number}"
        first = two[1].pk
        where = Post.objects.get(pk=next(v for k, v in places.items() if k[0] == first))
        answer = reader.get(topic_path(two[1]))
        assert answer["Location"] == f"{topic_path(made)}#message-{where.number}"

    def test_found_by_address_or_by_words_of_the_title(self, client, two, council):
        path = path_of(two[0], "merge")
        for query in ("pavés des", url_of(council, topic_path(two[1])), topic_path(two[1])):
            page = text_of(client.get(path, {"avec": query}))
            assert f"{path}?sujet={two[1].pk}" in page
        assert "Aucun sujet" in text_of(client.get(path, {"avec": "girafe"}))
        confirm = text_of(client.get(path, {"sujet": two[1].pk}))
        assert "se suivent par date" in confirm
        assert Topic.objects.count() == 2

    def test_others_topics_do_not_exist(self, client, two, talk, other_forum):
        theirs = talk(other_forum, title="Chez les autres")
        path = path_of(two[0], "merge")
        assert "Chez les autres" not in text_of(client.get(path, {"avec": topic_path(theirs)}))
        assert client.get(path, {"sujet": theirs.pk}).status_code == 404
        for kept in (theirs, two[0]):
            data = {"sujet": theirs.pk, "garde": kept.pk}
            assert client.post(path, data).status_code == 404
        assert Topic.objects.count() == 3

    def test_a_reply_that_was_being_written_arrives(
        self, client, client_for, council, two, resident
    ):
        paths = [reply_path(topic) for topic in two]
        self.merge(client, *two)
        made = Topic.objects.latest("pk")
        late = client_for(council, resident)
        Post.objects.filter(poster=resident).update(created=timezone.now() - timedelta(hours=2))
        for n, path in enumerate(paths):
            answer = late.post(path, {"texte": f"Pendant ce temps {n}"})
            assert answer.status_code == 302
            assert answer["Location"] == f"{topic_path(made)}#message-{7 + n}"
            Post.objects.filter(poster=resident).update(created=timezone.now() - timedelta(hours=2))

    def test_sent_twice_it_is_merged_once(self, client, two):
        path = path_of(two[0], "merge")
        data = {"sujet": two[1].pk, "garde": two[1].pk}
        client.post(path, data)
        made = Topic.objects.latest("pk")
        answer = client.post(path, data)
        assert answer.status_code == 302
        assert answer["Location"].startswith(topic_path(made))
        assert Topic.objects.count() == 3

    def test_what_is_unread_in_either_is_never_taken_for_read(
        self, client, two, resident, make_user
    ):
        one, other = two
        keen, half = make_user(date_joined=one.created), make_user(date_joined=one.created)
        mark_seen(keen, one, 3)
        mark_seen(keen, other, 3)
        mark_seen(half, one, 3)
        mark_seen(half, other, 1)
        self.merge(client, one, other)
        made = Topic.objects.latest("pk")
        assert seen(keen, [made]) == {made.pk: 6}
        first_unread = made.posts.get(content__startswith="Message 1").number
        assert seen(half, [made]) == {made.pk: first_unread - 1}

    def test_undone_both_are_back(self, client, reader, two, moderator, resident):
        one, other = two
        before = {t.pk: list(t.posts.order_by("number").values_list("pk", "number")) for t in two}
        self.merge(client, one, other)
        made = Topic.objects.latest("pk")
        late = services.reply(made.pk, resident, "Plus tard")
        undoing.undo(Act.objects.get().pk, moderator)
        late.refresh_from_db()
        assert (late.topic, late.number) == (other, 4)
        after = {t.pk: list(t.posts.order_by("number").values_list("pk", "number")) for t in two}
        after[other.pk].remove((late.pk, 4))
        assert after == before
        for topic in two:
            assert reader.get(topic_path(topic)).status_code == 200
        answer = reader.get(f"{topic_path(made)}?post=7")
        assert answer["Location"] == f"{topic_path(other)}#message-4"
        assert list(counters.differences()) == []


class TestStanding:
    def test_slow_mode_says_how_long_and_keeps_the_text(
        self, client, client_for, council, topic, resident
    ):
        client.post(path_of(topic, "slow"), {"duree": 10})
        writer = client_for(council, resident)
        assert writer.post(reply_path(topic), {"texte": "Une fois"}).status_code == 302
        with time_machine.travel(timezone.now() + timedelta(minutes=4), tick=False):
            answer = writer.post(reply_path(topic), {"texte": "Deux fois"})
            assert answer.status_code == 429
            assert int(answer["Retry-After"]) <= 360
            assert "Vous pourrez y répondre dans 6 minutes" in text_of(answer)
            assert "Deux fois" in text_of(answer)
            page = text_of(writer.get(topic_path(topic)))
            assert "Mode lent" in page
            assert "Vous pourrez répondre dans 6 minutes" in page
        with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
            assert writer.post(reply_path(topic), {"texte": "Deux fois"}).status_code == 302

    def test_slow_mode_ends_exactly_and_is_not_for_moderators(self, topic, moderator, resident):
        standing.slow(topic.pk, 10, moderator)
        start = timezone.now() + timedelta(hours=1)
        with time_machine.travel(start, tick=False):
            for user in (resident, moderator):
                services.reply(topic.pk, user, "Un", sent=PEOPLE)
        with time_machine.travel(start + timedelta(seconds=599), tick=False):
            with pytest.raises(Slowed):
                services.reply(topic.pk, resident, "Deux", sent=PEOPLE)
            services.reply(topic.pk, moderator, "Deux", sent=PEOPLE)
        with time_machine.travel(start + timedelta(seconds=600), tick=False):
            services.reply(topic.pk, resident, "Deux", sent=PEOPLE)

    def test_a_topic_closes_at_its_moment_and_not_before(
        self, client, client_for, council, topic, resident, author
    ):
        end = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
        client.post(path_of(topic, "close"), {"quand": typed(end)})
        writer = client_for(council, author)
        assert "Se ferme le" in text_of(writer.get(topic_path(topic)))
        with time_machine.travel(end - timedelta(microseconds=1), tick=False):
            services.reply(topic.pk, resident, "À temps")
        with time_machine.travel(end, tick=False):
            with pytest.raises(Locked):
                services.reply(topic.pk, resident, "Trop tard")
            answer = writer.post(reply_path(topic), {"texte": "Trop tard, mais gardé"})
            assert answer.status_code == 409
            assert "Trop tard, mais gardé" in text_of(answer)
            assert "Fermé" in text_of(writer.get(topic_path(topic)))
            call_command("settle_topics")
        topic.refresh_from_db()
        assert topic.status == Topic.TOPIC_LOCKED

    def test_opened_again_after_its_date_it_stays_open(self, client, topic, moderator):
        end = timezone.now() + timedelta(days=2)
        standing.close_on(topic.pk, end, moderator)
        with time_machine.travel(end, tick=False):
            standing.unlock(topic.pk, moderator)
            call_command("settle_topics")
            topic.refresh_from_db()
            assert not topic.is_locked

    def test_undoing_a_closing_that_has_come_opens_it(self, topic, moderator):
        end = timezone.now() + timedelta(days=2)
        standing.close_on(topic.pk, end, moderator)
        with time_machine.travel(end, tick=False):
            call_command("settle_topics")
            undoing.undo(Act.objects.get().pk, moderator)
            topic.refresh_from_db()
            assert not topic.is_locked
            assert topic.closes_at is None

    def test_a_pin_ends_at_its_moment_in_every_page_of_the_list(
        self, client, reader, talk, forum, moderator
    ):
        old = talk(forum, title="Épinglé jadis", at=timezone.now() - timedelta(days=9))
        for n in range(24):
            talk(forum, title=f"Sujet {n:02}", at=timezone.now() - timedelta(hours=n + 1))
        until = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
        client.post(path_of(old, "pin"), {"place": 1, "jusqu_au": typed(until)})

        def pages() -> list[bool]:
            texts = [text_of(reader.get(f"{forum_path(forum)}?page={n}")) for n in (1, 2)]
            return ["Épinglé jadis" in text for text in texts]

        assert pages() == [True, False]
        assert ">Épinglé</span>" in text_of(reader.get(forum_path(forum)))
        with time_machine.travel(until, tick=False):
            assert pages() == [False, True]
            call_command("settle_topics")
            assert pages() == [False, True]
        old.refresh_from_db()
        assert (old.type, old.pinned_until) == (Topic.TOPIC_POST, None)

    def test_moments_that_have_passed_are_refused(self, client, topic):
        past = typed(timezone.now() - timedelta(hours=1))
        for act, data in (
            ("close", {"quand": past}),
            ("pin", {"place": 1, "jusqu_au": past}),
        ):
            answer = client.post(path_of(topic, act), data)
            assert answer.status_code == 409
            assert "Choisissez un moment à venir" in text_of(answer)
        assert not Act.objects.exists()


class TestWords:
    EDIT = {"texte": "Sans le numéro.", "regle": "privacy", "motif": "Un numéro de téléphone."}

    def test_a_post_says_that_and_why_it_was_changed(
        self, client, reader, topic, resident, council
    ):
        post = services.reply(topic.pk, resident, "Mon numéro : 06 00 00 00 00")
        answer = client.post(post_path(post, "moderate"), self.EDIT)
        assert answer["Location"] == f"{topic_path(topic)}#message-2"
        page = text_of(reader.get(topic_path(topic)))
        assert "modifié par la modération" in page
        assert "Un numéro de téléphone." in page
        assert "06 00" not in page
        assert Act.objects.get().text_before == "Mon numéro : 06 00 00 00 00"
        (mail,) = Mail.objects.filter(kind="post_edited")
        assert mail.to == resident.email
        for words in ("06 00 00 00 00", "Un numéro de téléphone.", "Pas de renseignement privé"):
            assert words in re.sub("[\u00a0\u202f]", " ", mail.text)

    def test_undone_it_is_as_it_was_written(self, topic, resident, moderator):
        post = services.reply(topic.pk, resident, "D’abord")
        before = Post.objects.filter(pk=post.pk).values().get()
        wording.edit(post.pk, "Ensuite", moderator, "Parce que", "order")
        undoing.undo(Act.objects.get().pk, moderator)
        assert Post.objects.filter(pk=post.pk).values().get() == before
        assert Mail.objects.filter(kind="words_restored", to=resident.email).exists()

    def test_not_undone_over_what_the_author_wrote_since(self, client, topic, resident, moderator):
        post = services.reply(topic.pk, resident, "D’abord")
        wording.edit(post.pk, "Ensuite", moderator, "Parce que", "order")
        services.edit(post.pk, resident, "Enfin")
        path = f"{topic_path(topic)}history/{Act.objects.get().pk}/undo/"
        answer = client.post(path, {"motif": ""})
        assert answer.status_code == 409
        assert "a encore changé depuis" in text_of(answer)
        post.refresh_from_db()
        assert post.content.raw == "Enfin"

    def test_a_new_title_makes_a_new_address(self, client, reader, topic, author):
        old = topic_path(topic)
        data = {"titre": "Des pavés manquent", "regle": "order", "motif": "Plus clair"}
        client.post(path_of(topic, "rename"), data)
        topic.refresh_from_db()
        assert topic.subject == topic.first_post.subject == "Des pavés manquent"
        assert reader.get(old)["Location"] == topic_path(topic)
        assert Mail.objects.filter(kind="topic_renamed", to=author.email).exists()

    def test_rule_and_reason_are_asked(self, client, topic, resident):
        post = services.reply(topic.pk, resident, "Bonjour")
        answer = client.post(post_path(post, "moderate"), {"texte": "Bonsoir"})
        assert answer.status_code == 200
        assert "2 erreurs à corriger" in text_of(answer)
        post.refresh_from_db()
        assert post.content.raw == "Bonjour"

    def test_nobody_decides_on_what_is_theirs(self, client, talk, forum, moderator):
        own = talk(forum, by=moderator)
        answer = client.post(post_path(own.first_post, "moderate"), self.EDIT)
        assert answer.status_code == 403
        assert "votre propre contribution" in text_of(answer)
        data = {"titre": "Mieux", "regle": "order", "motif": "x"}
        assert client.post(path_of(own, "rename"), data).status_code == 403
        assert not Act.objects.exists()

    def test_nor_undoes_what_others_decided_on_it(self, client, talk, forum, moderator, make_user):
        own, administrator = talk(forum, by=moderator), make_user("administrator")
        standing.lock(own.pk, administrator)
        wording.edit(own.first_post_id, "Plus calme", administrator, "Charte", "respect")
        assert client.post(path_of(own, "unlock"), {"motif": ""}).status_code == 403
        for act in Act.objects.all():
            answer = client.post(f"{topic_path(own)}history/{act.pk}/undo/", {"motif": ""})
            assert answer.status_code == 403
        own.refresh_from_db()
        assert own.is_locked
        undoing.undo(Act.objects.latest("pk").pk, administrator)


class TestUndoing:
    def test_an_act_that_another_stands_on_waits(self, client, long, forum, moderator):
        made = splitting.split(long.pk, Chosen([2, 3, 4]), forum.pk, "Un", moderator)
        splitting.split(made.pk, Chosen([2]), forum.pk, "Deux", moderator)
        first, second = Act.objects.order_by("pk")
        path = f"{topic_path(long)}history/{first.pk}/undo/"
        answer = client.post(path, {"motif": ""})
        assert answer.status_code == 409
        assert "Un acte plus récent en dépend" in text_of(answer)
        undoing.undo(second.pk, moderator)
        assert client.post(path, {"motif": ""}).status_code == 302
        assert long.posts.count() == 6

    def test_undone_twice_is_undone_once(self, topic, moderator):
        standing.lock(topic.pk, moderator)
        act = Act.objects.get()
        undoing.undo(act.pk, moderator)
        standing.lock(topic.pk, moderator)
        undoing.undo(act.pk, moderator)
        topic.refresh_from_db()
        assert topic.is_locked

    def test_the_history_says_who_when_why(self, client, topic, moderator, sibling):
        standing.lock(topic.pk, moderator, "Le débat est clos")
        moving.move(topic.pk, sibling.pk, moderator, "Mauvais forum")
        undoing.undo(Act.objects.order_by("pk").first().pk, moderator)
        topic.refresh_from_db()
        page = text_of(client.get(path_of(topic, "history")))
        for words in ("Sujet déplacé", "Mauvais forum", "Modératrice", "Annulé par Modératrice"):
            assert words in page
        assert page.count("Annuler cet acte") == 1

    def test_an_act_is_named_within_its_topic(self, client, talk, forum, moderator):
        one, other = talk(forum), talk(forum)
        standing.lock(other.pk, moderator)
        path = f"{topic_path(one)}history/{Act.objects.get().pk}/undo/"
        assert client.get(path).status_code == 404
        assert client.post(path, {"motif": ""}).status_code == 404
        other.refresh_from_db()
        assert other.is_locked


ADDRESSES = ["slow", "pin", "close", "rename", "move", "split", "merge", "history"]


def attacks(topic, sibling) -> dict[str, dict]:
    """What each page is sent, valid in every other respect."""
    tomorrow = typed(timezone.now() + timedelta(days=1))
    words = {"regle": "order", "motif": "Parce que"}
    return {
        f"{topic_path(topic)}slow/": {"duree": 5},
        f"{topic_path(topic)}pin/": {"place": 1},
        f"{topic_path(topic)}close/": {"quand": tomorrow},
        f"{topic_path(topic)}rename/": {"titre": "Piraté", **words},
        f"{topic_path(topic)}move/": {"forum": sibling.pk},
        f"{topic_path(topic)}split/": {"n": [2], "titre": "Piraté", "forum": sibling.pk},
        f"{topic_path(topic)}merge/": {"sujet": topic.pk, "garde": topic.pk},
        f"{topic_path(topic)}2/post/moderate/": {"texte": "Piraté", **words},
        f"{topic_path(topic)}lock/": {"motif": ""},
        f"{topic_path(topic)}history/": {},
    }


class TestAttacks:
    def state(self) -> list:
        return [
            list(Topic.objects.order_by("pk").values()),
            list(Post.objects.order_by("pk").values()),
        ]

    @pytest.mark.parametrize("who", ["resident", "author", "other_moderator", None])
    def test_whoever_may_not_finds_nothing_and_changes_nothing(
        self, request, client_for, council, long, sibling, who
    ):
        user = request.getfixturevalue(who) if who else None
        client, before = client_for(council, user), self.state()
        for path, data in attacks(long, sibling).items():
            for answer in (client.get(path), client.post(path, data)):
                if user is None:
                    assert answer.status_code == 302, path
                    assert answer["Location"].startswith("/compte/connexion/")
                else:
                    assert answer.status_code == 404, path
        assert self.state() == before

    def test_ones_own_forums_number_gives_no_power_over_anothers_topic(
        self, client, client_for, other_council, other_forum, forum, talk, moderator, sibling
    ):
        theirs = talk(other_forum, replies=2)
        before = self.state()
        there = client_for(other_council, moderator)
        for path, data in attacks(theirs, sibling).items():
            swapped = path.replace(forum_path(other_forum), forum_path(forum))
            assert client.post(swapped, data).status_code == 404, swapped
            assert there.get(path).status_code == 404, path
            assert there.post(path, data).status_code == 404, path
        assert self.state() == before

    def test_into_anothers_forum_nothing_goes(self, client, long, other_forum):
        before = self.state()
        for act, data in (
            ("move", {"forum": other_forum.pk}),
            ("split", {"n": [2], "titre": "Chez eux", "forum": other_forum.pk}),
        ):
            assert client.post(path_of(long, act), data).status_code == 200
        assert self.state() == before

    def test_services_ask_for_themselves(
        self, long, talk, other_forum, forum, moderator, other_moderator, sibling
    ):
        theirs = talk(other_forum, replies=2)
        chosen, later = Chosen([2]), timezone.now() + timedelta(days=1)
        post = long.posts.get(number=2)
        act = standing.slow(long.pk, 5, moderator) and Act.objects.get()
        before = self.state()
        for by, work in [
            *[
                (other_moderator, work)
                for work in (
                    lambda by: standing.lock(long.pk, by),
                    lambda by: standing.slow(long.pk, 9, by),
                    lambda by: standing.pin(long.pk, 1, None, by),
                    lambda by: standing.close_on(long.pk, later, by),
                    lambda by: wording.rename(long.pk, "Piraté", by, "x", "order"),
                    lambda by: wording.edit(post.pk, "Piraté", by, "x", "order"),
                    lambda by: moving.move(long.pk, other_forum.pk, by),
                    lambda by: splitting.split(long.pk, chosen, other_forum.pk, "Piraté", by),
                    lambda by: merging.merge(long.pk, theirs.pk, by),
                    lambda by: undoing.undo(act.pk, by),
                )
            ],
            (moderator, lambda by: moving.move(long.pk, other_forum.pk, by)),
            (moderator, lambda by: splitting.split(long.pk, chosen, other_forum.pk, "X", by)),
            (moderator, lambda by: merging.merge(long.pk, theirs.pk, by)),
            (moderator, lambda by: merging.merge(theirs.pk, long.pk, by)),
        ]:
            with pytest.raises(services.Forbidden):
                work(by)
        assert self.state() == before

    def test_an_act_into_anothers_council_is_undone_only_by_who_may_in_both(
        self, long, other_forum, moderator, other_moderator, make_user
    ):
        administrator = make_user("administrator")
        moving.move(long.pk, other_forum.pk, administrator)
        act = Act.objects.get()
        for by in (moderator, other_moderator):
            with pytest.raises(services.Forbidden):
                undoing.undo(act.pk, by)
        undoing.undo(act.pk, administrator)

    def test_a_get_changes_nothing(self, client, long, sibling):
        before = self.state()
        for path in attacks(long, sibling):
            assert client.get(path).status_code == 200, path
        assert self.state() == before
        assert not Act.objects.exists()
        assert not ModelLogEntry.objects.filter(action__startswith="quartiers.forum").exists()

    def test_the_menu_stands_where_acts_are_allowed(
        self, client, client_for, council, long, resident
    ):
        mine = client.get(topic_path(long)).content.decode()
        for act in ADDRESSES:
            assert path_of(long, act) in mine
        for user in (None, resident):
            page = client_for(council, user).get(topic_path(long)).content.decode()
            assert not any(path_of(long, act) in page for act in ADDRESSES)

    def test_every_address_of_an_act_is_attacked_here(self, long, sibling):
        """Who adds a page adds it to ``attacks``."""
        from forum.acts.urls import patterns

        routes = {str(pattern.pattern) for pattern in patterns("f/", "t/", "p/")}
        names = {route.rstrip("/").rpartition("/")[2] for route in routes} - {"undo", "remove"}
        ends = {path.rstrip("/").rpartition("/")[2] for path in attacks(long, sibling)}
        assert names <= ends
        assert reverse("forum:index")


def test_each_act_is_in_wagtails_log_in_words(topic, moderator, sibling, resident):
    services.reply(topic.pk, resident, "Bonjour")
    standing.slow(topic.pk, 5, moderator, "Trop vite")
    splitting.split(topic.pk, Chosen([2]), sibling.pk, "Ailleurs", moderator)
    undoing.undo(Act.objects.latest("pk").pk, moderator, "Par erreur")
    entries = ModelLogEntry.objects.filter(action__startswith="quartiers.forum.").order_by("pk")
    assert [str(entry.message) for entry in entries] == [
        "A réglé le mode lent du sujet",
        "A scindé le sujet",
        "A annulé un acte sur le sujet",
    ]
    assert entries[0].data["reason"] == "Trop vite"


def test_an_act_costs_the_same_whatever_the_number_of_posts(
    talk, forum, moderator, settings, make_user
):
    settings.HOST_TABLE_MAX_AGE = 3600

    def cost(replies: int) -> list[int]:
        one, other = (talk(forum, replies=replies) for _ in "ab")
        for topic in (one, other):
            mark_seen(make_user(date_joined=topic.created), topic, 2)
        counts = []
        for act in (
            lambda: splitting.split(one.pk, Chosen(onwards=3), forum.pk, "À part", moderator),
            lambda: undoing.undo(Act.objects.latest("pk").pk, moderator),
            lambda: merging.merge(one.pk, other.pk, moderator),
            lambda: undoing.undo(Act.objects.latest("pk").pk, moderator),
        ):
            with CaptureQueriesContext(connection) as queries:
                act()
            counts.append(len(queries))
        return counts

    few, many = cost(3), cost(30)
    # One batch of what people were told, or none.
    assert all(abs(a - b) <= 5 for a, b in zip(few, many, strict=True))
    assert max(many) < 120


def test_queries_of_a_topic_are_no_more_after_acts(
    reader, talk, forum, moderator, settings, django_assert_max_num_queries
):
    settings.HOST_TABLE_MAX_AGE = 3600
    topic = talk(forum, replies=20)
    splitting.split(topic.pk, Chosen([3, 4, 9], 15), forum.pk, "Ailleurs", moderator)
    for path in (topic_path(topic), forum_path(forum)):
        reader.get(path)
        with django_assert_max_num_queries(14 if path == topic_path(topic) else 12):
            assert reader.get(path).status_code == 200


class TestThePagesOfTheHistory:
    """All that was ever done to a topic can be read, twenty-five acts a page."""

    @pytest.fixture
    def acted(self, topic, moderator):
        for n in range(27):
            Act.objects.create(
                topic=topic, kind=Act.Kind.LOCK, by=moderator, by_name="Sureau", reason=f"Acte {n}."
            )
        return topic

    def page(self, client, topic, number: int | str = 1):
        return client.get(f"{topic_path(topic)}history/", {"page": number})

    def test_the_latest_first_and_each_once(self, client_for, council, acted, moderator):
        client = client_for(council, moderator)
        first, second = (self.page(client, acted, n).content.decode() for n in (1, 2))
        told = re.findall(r"Acte (\d+)\.", first + second)
        assert told == [str(n) for n in range(26, -1, -1)]
        assert 'start="27"' in first
        assert 'start="2"' in second
        assert 'href="?page=2"' in first
        assert ", page 2" in second.partition("</title>")[0]

    @pytest.mark.parametrize("number", ["3", "0", "-1", "x", "99999999999"])
    def test_there_are_no_others(self, client_for, council, acted, moderator, number):
        assert self.page(client_for(council, moderator), acted, number).status_code == 404

    def test_are_nobody_elses(self, client_for, council, acted, resident, other_moderator):
        for user in (None, resident, other_moderator):
            assert self.page(client_for(council, user), acted, 2).status_code in (302, 403, 404)

    def test_splits_cost_no_query_each(self, client_for, council, forum, talk, moderator, settings):
        settings.HOST_TABLE_MAX_AGE = 3600
        topic, client = talk(forum, replies=12), client_for(council, moderator)

        def cost() -> int:
            self.page(client, topic)
            with CaptureQueriesContext(connection) as queries:
                shown = self.page(client, topic).content.decode()
            assert "2 messages, vers" in shown.replace("\xa0", " ")
            return len(queries)

        splitting.split(topic.pk, Chosen([2, 3]), forum.pk, "Ailleurs", moderator)
        few = cost()
        for numbers in ([4, 5], [6, 7], [8, 9]):
            splitting.split(topic.pk, Chosen(numbers), forum.pk, "Ailleurs", moderator)
        assert cost() == few
