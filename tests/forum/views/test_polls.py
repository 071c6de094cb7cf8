"""Polls: asked with a topic, one ballot for each person, counted from the ballots."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.forum_polls import asking, voting
from forum.board.forum_conversation.forum_polls.asking import Question
from forum.board.forum_conversation.forum_polls.models import (
    Ballot,
    TopicPoll,
    TopicPollOption,
    TopicPollVote,
)
from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.refusals import Forbidden, Gone
from forum.privacy import VOTES as HOLDING
from forum.screens import polls
from sites.accounts.limits import Limit
from sites.accounts.privacy import erasure
from sites.moderation import deciding
from sites.moderation.rights import circle_of

from .addresses import open_path, post_path, topic_path

pytestmark = pytest.mark.django_db

ANSWERS = ("Devant le 12", "Devant l’école", "Nulle part")
TYPED = {
    "titre": "Des arceaux",
    "texte": "Où les mettre ?",
    "sondage_question": "Où mettre les arceaux ?",
    "sondage_reponses": "\n".join(ANSWERS),
    "sondage_choix": "1",
    "sondage_fin": "",
}


@pytest.fixture(autouse=True)
def _at_any_pace(monkeypatch):
    monkeypatch.setattr("forum.board.forum_conversation.services.seconds_to_wait", lambda *whom: 0)


@pytest.fixture
def asked(forum, author):
    """``asked(most=1, closes_at=None, forum=forum)``: the poll of a new topic."""

    def make(most: int = 1, closes_at=None, forum=forum) -> TopicPoll:
        question = Question("Où mettre les arceaux ?", ANSWERS, most, closes_at)
        sent = services.Sent(along=lambda post: asking.put(post, author, question))
        post = services.open_topic(forum.pk, author, "Des arceaux", "Où ?", sent=sent)
        return TopicPoll.objects.get(topic=post.topic_id)

    return make


def keys(poll: TopicPoll) -> list[int]:
    return list(poll.options.values_list("pk", flat=True))


def counts(poll: TopicPoll) -> list[int]:
    return [option.count for option in voting.counted(poll)]


def vote_path(poll: TopicPoll) -> str:
    return f"{topic_path(poll.topic)}poll/vote/"


def text_of(page) -> str:
    return page.content.decode().replace("\xa0", " ").replace("\u202f", " ")


class TestAsking:
    @pytest.fixture
    def client(self, client_for, council, author):
        return client_for(council, author)

    def test_with_the_topic(self, client, forum):
        answer = client.post(open_path(forum), TYPED)
        poll = TopicPoll.objects.get()
        assert answer["Location"] == f"{topic_path(poll.topic)}#message-1"
        assert asking.question_of(poll.topic) == Question("Où mettre les arceaux ?", ANSWERS)
        page = text_of(client.get(topic_path(poll.topic)))
        assert "sans valeur de décision" in page
        assert all(answer in page for answer in ANSWERS)

    def test_without_words_there_is_none(self, client, forum):
        client.post(open_path(forum), TYPED | {"sondage_question": " ", "sondage_reponses": "\n"})
        assert Topic.objects.count() == 1
        assert not TopicPoll.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"sondage_question": ""}, "Écrivez la question"),
            ({"sondage_reponses": "Une seule"}, "de deux à dix"),
            ({"sondage_reponses": "\n".join(map(str, range(11)))}, "de deux à dix"),
            ({"sondage_reponses": "Oui\nNon\noui "}, "les mêmes"),
            ({"sondage_reponses": "Oui\n" + "x" * 151}, "150 caractères"),
            ({"sondage_question": "x" * 151}, "150 caractères"),
            ({"sondage_choix": "4"}, "plus qu’il n’y a de réponses"),
            ({"sondage_choix": "0"}, "sondage_choix_error"),
            ({"sondage_fin": "2020-01-01"}, "Ce jour est passé"),
            ({"sondage_fin": "demain"}, "sondage_fin_error"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_lost(self, client, forum, wrong, words):
        page = text_of(client.post(open_path(forum), TYPED | wrong))
        assert words in page
        assert TYPED["texte"] in page
        assert '<details class="asking" open>' in page
        assert not Topic.objects.exists()

    def test_a_wrong_title_loses_no_answer(self, client, forum):
        page = text_of(client.post(open_path(forum), TYPED | {"titre": ""}))
        assert all(answer in page for answer in ANSWERS)

    def test_the_last_day_counts_whole(self, client, forum):
        with time_machine.travel("2026-11-10 12:00:00+00:00", tick=False):
            client.post(open_path(forum), TYPED | {"sondage_fin": "2026-11-12"})
        assert TopicPoll.objects.get().closes_at.isoformat() == "2026-11-12T23:00:00+00:00"

    def test_changed_and_taken_away_until_somebody_votes(self, client, asked, resident):
        poll = asked()
        path = post_path(poll.topic.first_post, "update")
        assert "Devant le 12" in client.get(path).content.decode()
        client.post(path, TYPED | {"sondage_reponses": "Oui\nNon"})
        assert asking.question_of(poll.topic).answers == ("Oui", "Non")
        client.post(path, TYPED | {"sondage_question": "", "sondage_reponses": ""})
        assert not TopicPoll.objects.exists()

    def test_not_any_more_once_somebody_has(self, client, asked, author, resident):
        poll = asked()
        path = post_path(poll.topic.first_post, "update")
        voting.vote(poll.topic_id, resident, keys(poll)[:1])
        page = client.get(path).content.decode()
        assert "ne change plus" in page
        assert "sondage_question" not in page
        client.post(path, TYPED | {"sondage_reponses": "Oui\nNon"})
        assert asking.question_of(poll.topic).answers == ANSWERS
        with pytest.raises(asking.Begun):
            asking.put(poll.topic.first_post, author, None)

    def test_a_text_may_change_beside_a_poll_that_runs(self, client, asked, resident):
        poll = asked()
        voting.vote(poll.topic_id, resident, keys(poll)[:1])
        path = post_path(poll.topic.first_post, "update")
        answer = client.post(path, {"titre": "Des arceaux", "texte": "Un autre texte."})
        assert answer.status_code == 302
        assert counts(poll) == [1, 0, 0]

    def test_unchanged_is_not_modified(self, client, asked):
        poll = asked()
        path = post_path(poll.topic.first_post, "update")
        client.post(path, TYPED | {"texte": "Où ?"})
        poll.topic.first_post.refresh_from_db()
        assert poll.topic.first_post.updates_count == 0

    def test_only_where_one_may(self, client, forum, rule):
        rule(forum, "can_create_polls", False, "known")
        assert "sondage_question" not in client.get(open_path(forum)).content.decode()
        client.post(open_path(forum), TYPED)
        assert not TopicPoll.objects.exists()

    def test_machinas_formset_rewrites_nobodys_poll(
        self, client_for, council, forum, asked, make_user, author
    ):
        """Its forms had no queryset: numbers of any option of any poll were taken."""
        target = asked()
        attacker = make_user(pseudonym="Attaquant")
        post = services.open_topic(forum.pk, attacker, "À moi", "Texte.")
        first = keys(target)[0]
        forged = {
            "poll-TOTAL_FORMS": "1",
            "poll-INITIAL_FORMS": "1",
            "poll-0-id": first,
            "poll-0-text": "Réécrit",
            "form-0-id": first,
            "form-0-text": "Réécrit",
            "form-0-DELETE": "on",
        }
        client = client_for(council, attacker)
        client.post(post_path(post, "update"), TYPED | forged)
        assert tuple(target.options.values_list("text", flat=True)) == ANSWERS
        assert keys(target)[0] == first
        assert client.post(post_path(target.topic.first_post, "update"), TYPED).status_code == 404


class TestVoting:
    def test_once_and_replaced(self, asked, resident, make_user):
        poll = asked()
        first, second, _third = keys(poll)
        voting.vote(poll.topic_id, make_user(), [first])
        for choice in (first, first, second):
            voting.vote(poll.topic_id, resident, [choice])
        assert counts(poll) == [1, 1, 0]
        assert voting.ballots_in(poll) == 2

    def test_several_up_to_the_limit(self, asked, resident):
        poll = asked(most=2)
        options = keys(poll)
        voting.vote(poll.topic_id, resident, options[:2])
        assert counts(poll) == [1, 1, 0]
        with pytest.raises(voting.BadBallot):
            voting.vote(poll.topic_id, resident, options)
        voting.vote(poll.topic_id, resident, options[2:])
        assert (counts(poll), voting.ballots_in(poll)) == ([0, 0, 1], 1)

    @pytest.mark.parametrize("choices", [[], [999_999_999], "two"])
    def test_what_is_no_ballot(self, asked, resident, choices):
        poll = asked()
        choices = keys(poll)[:2] if choices == "two" else choices
        with pytest.raises(voting.BadBallot):
            voting.vote(poll.topic_id, resident, choices)
        assert not Ballot.objects.exists()

    def test_an_option_of_another_poll(self, asked, resident):
        poll, other = asked(most=2), asked()
        with pytest.raises(voting.BadBallot):
            voting.vote(poll.topic_id, resident, [keys(poll)[0], keys(other)[0]])
        assert not TopicPollVote.objects.exists()

    def test_from_its_opening_until_just_before_its_end(self, asked, resident):
        poll = asked(closes_at=timezone.now() + timedelta(days=2))
        choice = keys(poll)[:1]
        too_early = time_machine.travel(poll.opens_at - timedelta(microseconds=1), tick=False)
        with too_early, pytest.raises(voting.Closed):
            voting.vote(poll.topic_id, resident, choice)
        for moment in (poll.opens_at, poll.closes_at - timedelta(microseconds=1)):
            with time_machine.travel(moment, tick=False):
                voting.vote(poll.topic_id, resident, choice)
        with time_machine.travel(poll.closes_at, tick=False), pytest.raises(voting.Closed):
            voting.vote(poll.topic_id, resident, keys(poll)[1:2])
        assert counts(poll) == [1, 0, 0]

    def test_not_in_a_closed_topic(self, asked, resident, moderator):
        poll = asked()
        moderating.lock(poll.topic_id, moderator)
        for person in (resident, moderator):
            with pytest.raises(voting.Closed):
                voting.vote(poll.topic_id, person, keys(poll)[:1])

    def test_not_in_a_hidden_topic_or_an_unreadable_forum(
        self, asked, resident, moderator, private, forum
    ):
        poll = asked()
        moderating.hide(poll.topic.first_post_id, moderator)
        for person in (resident, moderator):
            with pytest.raises(Gone):
                voting.vote(poll.topic_id, person, keys(poll)[:1])
        moderating.show(poll.topic.first_post_id, moderator)
        private(forum)
        with pytest.raises(Gone):
            voting.vote(poll.topic_id, resident, keys(poll)[:1])

    @pytest.mark.parametrize("codename", ["can_vote_in_polls", "can_reply_to_topics"])
    def test_not_where_one_may_not(self, asked, resident, rule, forum, codename):
        poll = asked()
        rule(forum, codename, False, "known")
        with pytest.raises(Forbidden):
            voting.vote(poll.topic_id, resident, keys(poll)[:1])

    def test_not_while_suspended_or_closed(self, asked, resident, council, moderator, make_user):
        poll = asked()
        deciding.suspend(
            circle_of(moderator), resident, council, rule="respect", statement="Non.", days=7
        )
        for person in (resident, make_user(is_active=False)):
            with pytest.raises((Forbidden, voting.Refused)):
                voting.vote(poll.topic_id, person, keys(poll)[:1])
        assert not Ballot.objects.exists()

    def test_the_database_holds_one_ballot(self, asked, resident):
        poll = asked()
        ballot = voting.vote(poll.topic_id, resident, keys(poll)[:1])
        with pytest.raises(IntegrityError), transaction.atomic():
            Ballot.objects.create(poll=poll, voter=resident)
        option = TopicPollOption.objects.get(pk=keys(poll)[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            TopicPollVote.objects.create(ballot=ballot, poll_option=option)
        other = TopicPollOption.objects.get(pk=keys(poll)[1])
        with pytest.raises(IntegrityError), transaction.atomic():
            TopicPollVote.objects.create(ballot=ballot, poll_option=other, voter=resident)


class TestPages:
    @pytest.fixture
    def client(self, client_for, council, resident):
        return client_for(council, resident)

    def vote(self, client, poll, *choices):
        return client.post(vote_path(poll), {"choix": choices})

    def test_a_ballot_without_a_script(self, client, asked):
        poll = asked()
        page = client.get(topic_path(poll.topic)).content.decode()
        assert page.count('type="radio" name="choix"') == 3
        assert "poll-results" not in page
        answer = self.vote(client, poll, keys(poll)[1])
        assert answer["Location"] == f"{topic_path(poll.topic)}#sondage"
        page = text_of(client.get(topic_path(poll.topic)))
        assert "poll-results" in page
        assert "votre réponse" in page
        assert "1 personne a voté" in page
        assert re.findall(r"(\d+) %", page) == ["0", "100", "0"]

    def test_several_answers_are_boxes_and_shares_are_of_people(self, client, asked, make_user):
        poll = asked(most=2)
        voting.vote(poll.topic_id, make_user(), keys(poll)[:1])
        assert client.get(topic_path(poll.topic)).content.decode().count('type="checkbox"') == 3
        self.vote(client, poll, *keys(poll)[:2])
        page = text_of(client.get(topic_path(poll.topic)))
        assert re.findall(r"(\d+) %", page) == ["100", "50", "0"]

    def test_results_are_for_who_voted_until_it_is_closed(
        self, client_for, council, asked, resident, make_user, moderator
    ):
        poll = asked()
        voting.vote(poll.topic_id, resident, keys(poll)[:1])
        for person in (None, make_user(), moderator):
            page = client_for(council, person).get(topic_path(poll.topic)).content.decode()
            assert "poll-results" not in page
        moderating.lock(poll.topic_id, moderator)
        page = text_of(client_for(council).get(topic_path(poll.topic)))
        assert "poll-results" in page
        assert "sondage clos" in page

    def test_nobody_reads_who_voted_what(self, client_for, council, asked, make_user, moderator):
        poll = asked()
        voter = make_user(pseudonym="Votant-discret")
        voting.vote(poll.topic_id, voter, keys(poll)[:1])
        voting.vote(poll.topic_id, moderator, keys(poll)[:1])
        page = client_for(council, moderator).get(topic_path(poll.topic))
        assert "Votant-discret" not in page.content.decode()

    def test_an_anonymous_reader_is_led_to_sign_in_and_gets_no_form(
        self, client_for, council, asked
    ):
        poll = asked()
        answer = client_for(council).get(topic_path(poll.topic))
        page = answer.content.decode()
        assert "Connectez-vous pour voter" in page
        assert 'name="choix"' not in page
        assert not answer.cookies
        assert self.vote(client_for(council), poll, keys(poll)[0]).status_code == 302
        assert not Ballot.objects.exists()

    @pytest.mark.parametrize("choices", [[], ["x"], ["-1"], ["9" * 40], ["²"], [" 1"]])
    def test_junk_is_refused_in_words(self, client, asked, choices):
        poll = asked()
        answer = self.vote(client, poll, *choices)
        assert answer.status_code == 422
        assert "Choisissez une réponse" in answer.content.decode()

    def test_what_was_ticked_stays_ticked(self, client, asked):
        poll = asked(most=1)
        answer = self.vote(client, poll, *keys(poll)[:2])
        assert answer.status_code == 422
        assert "1 réponse au plus" in text_of(answer)
        assert answer.content.decode().count(" checked") == 2

    def test_closed_meanwhile(self, client, asked, moderator):
        poll = asked()
        moderating.lock(poll.topic_id, moderator)
        answer = self.vote(client, poll, keys(poll)[0])
        assert answer.status_code == 409
        assert "Ce sondage est clos" in text_of(answer)

    def test_gone_with_its_topic(self, client_for, council, asked, moderator, resident):
        poll = asked()
        moderating.hide(poll.topic.first_post_id, moderator)
        for person in (None, resident):
            client = client_for(council, person)
            assert client.get(topic_path(poll.topic)).status_code == 404
            assert self.vote(client, poll, keys(poll)[0]).status_code == 404
        assert self.vote(client_for(council, moderator), poll, keys(poll)[0]).status_code == 404

    def test_a_topic_without_one(self, client, topic):
        assert client.post(f"{topic_path(topic)}poll/vote/", {"choix": "1"}).status_code == 404

    def test_identifiers_must_agree(self, client, asked, other_forum):
        poll = asked()
        path = vote_path(poll).replace(f"-{poll.topic.forum_id}/", f"-{other_forum.pk}/")
        assert client.post(path, {"choix": keys(poll)[0]}).status_code == 404
        assert not Ballot.objects.exists()

    def test_a_form_without_its_token_is_refused(self, client_for, council, asked, resident):
        poll = asked()
        strict = client_for(council, resident, enforce_csrf_checks=True)
        assert self.vote(strict, poll, keys(poll)[0]).status_code == 403
        assert not Ballot.objects.exists()

    def test_reading_casts_nothing(self, client, asked):
        poll = asked()
        assert client.get(vote_path(poll), {"choix": keys(poll)[0]}).status_code == 302
        assert not Ballot.objects.exists()

    def test_too_often(self, client, asked, monkeypatch):
        monkeypatch.setattr(polls, "VOTES", Limit("votes", allowed=1, seconds=60))
        poll = asked()
        self.vote(client, poll, keys(poll)[0])
        answer = self.vote(client, poll, keys(poll)[1])
        assert answer.status_code == 429
        assert 55 <= int(answer["Retry-After"]) <= 60
        assert counts(poll) == [1, 0, 0]

    def test_only_on_the_first_page(self, client, asked, author):
        poll = asked()
        for n in range(16):
            services.reply(poll.topic_id, author, f"Réponse {n}.")
        assert 'id="sondage"' not in client.get(f"{topic_path(poll.topic)}?page=2").content.decode()

    def test_costs_two_queries_and_none_without(
        self, client_for, council, asked, topic, settings, resident
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        for found, most in ((asked().topic, 2), (topic, 0)):
            client = client_for(council)
            client.get(topic_path(found))
            with CaptureQueriesContext(connection) as queries:
                client.get(topic_path(found))
            own = [q for q in queries if 'FROM "forum_polls' in q["sql"]]
            assert len(own) == most


class TestEnds:
    def test_an_erased_accounts_answer_counts_without_a_name(self, asked, resident):
        poll = asked()
        voting.vote(poll.topic_id, resident, keys(poll)[:1])
        erasure.erase(resident)
        assert Ballot.objects.get().voter is None
        assert counts(poll) == [1, 0, 0]

    def test_so_does_a_deleted_ones(self, asked, resident):
        poll = asked()
        voting.vote(poll.topic_id, resident, keys(poll)[:1])
        resident.delete()
        assert (counts(poll), voting.ballots_in(poll)) == ([1, 0, 0], 1)

    def test_in_the_copy_of_ones_data(self, asked, resident):
        poll = asked()
        voting.vote(poll.topic_id, resident, keys(poll)[:1])
        (table,) = HOLDING.export(resident)
        (row,) = table.rows
        assert (row["poll"], row["choice"]) == (poll.question, ANSWERS[0])
