"""« Merci »: once for each person and post, on nobody's own, taken back, counted exactly."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Forbidden, Gone, Refused
from forum.screens import thanking
from forum.thanks import figures, giving
from forum.thanks.models import Tally, Thank
from sites.accounts.limits import Limit
from sites.accounts.privacy import erasure
from sites.moderation import deciding
from sites.moderation.rights import circle_of

from .addresses import post_path, topic_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(topic) -> Post:
    return topic.first_post


def figure(post: Post) -> int:
    return figures.of_posts([post]).get(post.pk, figures.Thanked()).count


def text_of(page) -> str:
    return page.content.decode().replace("\xa0", " ").replace("\u202f", " ")


class TestGiving:
    def test_counts_once_however_often(self, post, resident):
        for _time in range(3):
            giving.give(post.pk, resident)
        assert (figure(post), Thank.objects.count()) == (1, 1)

    def test_each_person_counts(self, post, make_user):
        for _person in range(3):
            giving.give(post.pk, make_user())
        assert figure(post) == 3

    def test_taken_back_and_given_again(self, post, resident, make_user):
        giving.give(post.pk, make_user())
        giving.give(post.pk, resident)
        for _time in range(2):
            giving.take_back(post.pk, resident)
        assert figure(post) == 1
        giving.give(post.pk, resident)
        assert figure(post) == 2

    def test_not_for_ones_own(self, post, author):
        with pytest.raises(giving.OwnPost):
            giving.give(post.pk, author)
        assert not Thank.objects.exists()

    def test_the_database_holds_one(self, post, resident):
        giving.give(post.pk, resident)
        with pytest.raises(IntegrityError), transaction.atomic():
            Thank.objects.create(post=post, user=resident)

    def test_not_for_what_one_may_not_see(self, post, topic, resident, moderator, private, forum):
        answer = services.reply(topic.pk, moderator, "Une réponse.")
        moderating.hide(answer.pk, moderator)
        for person in (resident, moderator):
            with pytest.raises(Gone):
                giving.give(answer.pk, person)
        private(forum)
        with pytest.raises(Gone):
            giving.give(post.pk, resident)
        assert not Thank.objects.exists()

    def test_not_in_a_hidden_topic(self, post, topic, resident, moderator):
        answer = services.reply(topic.pk, moderator, "Une réponse.")
        moderating.hide(post.pk, moderator)
        with pytest.raises(Gone):
            giving.give(answer.pk, resident)

    def test_not_while_suspended_or_closed(self, post, council, resident, moderator, make_user):
        deciding.suspend(
            circle_of(moderator), resident, council, rule="respect", statement="Non.", days=7
        )
        with pytest.raises(Refused) as refusal:
            giving.give(post.pk, resident)
        assert "suspendue" in refusal.value.message
        closed = make_user(is_active=False)
        with pytest.raises(Forbidden):
            giving.give(post.pk, closed)
        assert not Thank.objects.exists()

    def test_in_a_closed_topic_too(self, post, topic, resident, moderator):
        moderating.lock(topic.pk, moderator)
        giving.give(post.pk, resident)
        assert figure(post) == 1


class TestFigures:
    @pytest.fixture
    def thanked(self, topic, author, make_user):
        """Posts 1, 2 and 3 with one, three and two thanks."""
        others = [make_user() for _n in range(3)]
        writer = make_user()
        posts = [topic.first_post]
        posts += [services.reply(topic.pk, writer, f"Réponse {n}.") for n in (2, 3)]
        for post, count in zip(posts, (1, 3, 2), strict=True):
            for person in others[:count]:
                giving.give(post.pk, person)
        return posts

    def test_the_most_thanked_come_first(self, topic, thanked):
        found = [(post.number, count) for post, count in figures.most_thanked(topic.pk)]
        assert found == [(2, 3), (3, 2), (1, 1)]
        assert len(figures.most_thanked(topic.pk, 2)) == 2

    def test_a_hidden_post_is_not_among_them_and_comes_back_with_its_figure(
        self, topic, thanked, moderator, client_for, council
    ):
        moderating.hide(thanked[1].pk, moderator)
        assert [post.number for post, _n in figures.most_thanked(topic.pk)] == [3, 1]
        assert "3 mercis" not in text_of(client_for(council).get(topic_path(topic)))
        moderating.show(thanked[1].pk, moderator)
        assert figures.most_thanked(topic.pk)[0][1] == 3
        assert "3 mercis" in text_of(client_for(council).get(topic_path(topic)))

    def test_an_erased_account_takes_its_thanks_along(self, thanked):
        giver = Thank.objects.first().user
        erasure.erase(giver)
        assert [figure(post) for post in thanked] == [0, 2, 1]
        assert list(figures.differences()) == []

    def test_so_does_a_deleted_one(self, thanked):
        Thank.objects.first().user.delete()
        assert [figure(post) for post in thanked] == [0, 2, 1]

    def test_a_post_goes_with_its_thanks(self, topic, thanked):
        Post.objects.filter(pk=thanked[2].pk).delete()
        topic.refresh_from_db()
        assert Thank.objects.count() == 4
        assert list(figures.differences()) == []

    def test_wrong_figures_are_told_and_mended(self, thanked):
        Tally.objects.filter(post=thanked[0]).update(count=9)
        Tally.objects.filter(post=thanked[1]).delete()
        out = StringIO()
        call_command("recount_thanks", stdout=out)
        assert f"message {thanked[0].pk}" in out.getvalue()
        assert [figure(post) for post in thanked] == [1, 3, 2]
        assert list(figures.differences()) == []


class TestPages:
    @pytest.fixture
    def client(self, client_for, council, resident):
        return client_for(council, resident)

    def test_a_button_without_a_script(self, client, post, topic):
        page = client.get(topic_path(topic)).content.decode()
        assert 'aria-pressed="false"' in page
        answer = client.post(post_path(post, "merci"), {"merci": "1"})
        assert (answer.status_code, answer["Location"]) == (302, f"{topic_path(topic)}#message-1")
        page = text_of(client.get(topic_path(topic)))
        assert 'aria-pressed="true"' in page
        assert "1 merci<" in page
        client.post(post_path(post, "merci"), {"merci": "0"})
        assert figure(post) == 0

    def test_anonymous_readers_see_the_figure_and_no_form(
        self, client_for, council, post, topic, resident
    ):
        giving.give(post.pk, resident)
        answer = client_for(council).get(topic_path(topic))
        page = text_of(answer)
        assert "1 merci<" in page
        assert "aria-pressed" not in page
        assert "csrf" not in page
        assert not answer.cookies

    def test_no_button_on_ones_own(self, client_for, council, topic, author):
        assert (
            "aria-pressed"
            not in client_for(council, author).get(topic_path(topic)).content.decode()
        )

    def test_who_thanked_is_listed(self, client_for, council, post, resident, make_user):
        giving.give(post.pk, resident)
        giving.give(post.pk, make_user(pseudonym="Parti", is_active=True))
        page = client_for(council).get(post_path(post, "merci"))
        assert page.status_code == 200
        names = re.findall(r"<li><bdi>(.+?)</bdi>", page.content.decode())
        assert names == ["Parti", "Sureau"]

    def test_the_list_is_bounded(self, client_for, council, post, make_user, monkeypatch):
        monkeypatch.setattr(figures, "NAMES", 2)
        for _n in range(4):
            giving.give(post.pk, make_user())
        page = client_for(council).get(post_path(post, "merci")).content.decode()
        assert page.count("<li><bdi>") == 2
        assert "4 mercis" in page.replace("\xa0", " ")

    def test_signed_out_is_sent_to_sign_in(self, client_for, council, post):
        answer = client_for(council).post(post_path(post, "merci"), {"merci": "1"})
        assert answer.status_code == 302
        assert answer["Location"].startswith("/compte/connexion/")
        assert not Thank.objects.exists()

    def test_reading_thanks_nobody(self, client, post):
        client.get(post_path(post, "merci"), {"merci": "1"})
        assert not Thank.objects.exists()

    def test_a_form_without_its_token_is_refused(self, client_for, council, post, resident):
        strict = client_for(council, resident, enforce_csrf_checks=True)
        assert strict.post(post_path(post, "merci"), {"merci": "1"}).status_code == 403
        assert not Thank.objects.exists()

    def test_a_script_gets_the_new_button(self, client, post):
        path, headers = post_path(post, "merci"), {"accept": "application/json"}
        answer = client.post(path, {"merci": "1"}, headers=headers)
        assert 'aria-pressed="true"' in answer.json()["html"]

    def test_ones_own_is_refused_in_words(self, client_for, council, post, author):
        client = client_for(council, author)
        answer = client.post(post_path(post, "merci"), {"merci": "1"})
        assert answer.status_code == 403
        assert "On ne se remercie pas soi-même" in answer.content.decode()

    def test_too_often(self, client, post, monkeypatch):
        monkeypatch.setattr(thanking, "THANKS", Limit("thanks", allowed=1, seconds=60))
        client.post(post_path(post, "merci"), {"merci": "1"})
        answer = client.post(post_path(post, "merci"), {"merci": "0"})
        assert (answer.status_code, answer["Retry-After"]) == (429, "60")
        assert figure(post) == 1

    @pytest.mark.parametrize("who", ["anonymous", "resident", "moderator"])
    def test_what_is_hidden_has_no_thanks(
        self, client_for, council, topic, author, moderator, resident, who
    ):
        answer = services.reply(topic.pk, author, "Une réponse.")
        giving.give(answer.pk, resident)
        moderating.hide(answer.pk, moderator)
        person = {"anonymous": None, "resident": resident, "moderator": moderator}[who]
        client = client_for(council, person)
        path = post_path(answer, "merci")
        assert client.get(path).status_code == 404
        if person:
            assert client.post(path, {"merci": "0"}).status_code == 404
        assert "1 merci" not in text_of(client.get(topic_path(topic)))
        assert Thank.objects.count() == 1

    def test_identifiers_must_agree(self, client, post, topic, other_forum):
        wrong = post_path(post, "merci").replace(f"-{topic.forum_id}/", f"-{other_forum.pk}/")
        assert client.post(wrong, {"merci": "1"}).status_code == 404
        assert not Thank.objects.exists()

    def test_costs_a_page_one_query(
        self, client_for, council, topic, author, make_user, settings, resident
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        for n in range(8):
            services.reply(topic.pk, author, f"Réponse {n}.")
        for person, most in ((None, 1), (resident, 1)):
            client = client_for(council, person)
            client.get(topic_path(topic))
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(topic_path(topic))
            told = [row["sql"] for row in queries if "quartiers_thanks" in row["sql"]]
            assert len(told) == most

    def test_in_the_copy_of_ones_data(self, post, resident):
        from forum.thanks.privacy import THANKS

        giving.give(post.pk, resident)
        (table,) = THANKS.export(resident)
        (row,) = table.rows
        assert row["number"] == 1
        assert timezone.now() - row["at"] < timedelta(minutes=1)
