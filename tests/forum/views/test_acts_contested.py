"""Acts on somebody's topic are decisions: a rule, reasons, an appeal that somebody else answers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.acts import merging, moving, splitting, standing, undoing, wording
from forum.acts.models import Act
from forum.acts.refusals import Impossible
from forum.acts.splitting import Chosen
from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Topic
from sites.accounts.privacy import erasure
from sites.moderation.appealing import Refused
from sites.moderation.cases import appealing, deciding, links
from sites.moderation.cases.admin.showing import record_of
from sites.moderation.deciding import Outdated
from sites.moderation.figures.counting import figures
from sites.moderation.models import Case, Decision, DecisionAppeal
from sites.moderation.rights import NotAllowed, circle_of
from sites.notifications.models import Mail

from .addresses import topic_path
from .conftest import forums_of

pytestmark = pytest.mark.django_db

REASON = "On en parle déjà là-bas."
WORDS = "Ce n’est pas la même rue."


@pytest.fixture
def sibling(council):
    return forums_of(council)[1]


@pytest.fixture
def judge(make_user, council):
    return make_user("moderator", council, pseudonym="Deuxième")


@pytest.fixture
def moved(topic, sibling, moderator) -> Decision:
    moving.move(topic.pk, sibling.pk, moderator, REASON, "order")
    return Decision.objects.get()


def by_path(client, decision) -> str:
    return client.get(links.path_of(decision)).content.decode().replace("\xa0", " ")


class TestReasons:
    def test_each_act_on_what_is_anothers_is_a_decision(
        self, talk, forum, sibling, author, make_user, moderator
    ):
        other = talk(forum, by=make_user(), title="Le square")
        topic = talk(forum, 3)
        soon = timezone.now() + timedelta(days=2)
        standing.close_on(topic.pk, soon, moderator)
        standing.lock(topic.pk, moderator)
        standing.unlock(topic.pk, moderator)
        wording.rename(topic.pk, "Autrement", moderator, REASON, "order")
        wording.edit(topic.first_post_id, "Autre texte", moderator, REASON, "privacy")
        moving.move(topic.pk, sibling.pk, moderator)
        splitting.split(topic.pk, Chosen((2,)), sibling.pk, "À part", moderator)
        merging.merge(topic.pk, other.pk, moderator)
        made = Decision.objects.order_by("pk")
        assert [one.author_id for one in made] == [author.pk] * 7 + [other.poster_id]
        assert {one.outcome for one in made} == {"arranged"}
        assert all(one.rule and one.statement for one in made)
        assert made[3].rule == "privacy"
        assert not Case.objects.filter(state="open").exists()

    def test_none_on_ones_own_nor_on_what_nobody_owns(self, talk, forum, author, moderator):
        own, gone = talk(forum, by=moderator), talk(forum)
        erasure.close(author)
        Topic.objects.filter(pk=gone.pk).update(poster=None)
        for topic in (own, gone):
            standing.lock(topic.pk, moderator)
        assert not Decision.objects.exists()

    def test_none_for_what_takes_nothing(self, topic, moderator):
        standing.slow(topic.pk, 30, moderator)
        standing.pin(topic.pk, 1, None, moderator)
        standing.close_on(topic.pk, timezone.now() + timedelta(days=1), moderator)
        standing.close_on(topic.pk, None, moderator)
        assert Decision.objects.count() == 1

    def test_the_mail_says_rule_reasons_and_where_to_contest(self, moved, author):
        text = Mail.objects.get(person=author, kind="topic_arranged").text.replace("\xa0", " ")
        assert REASON in text
        assert "Un sujet par discussion" in text
        assert "/moderation/decision/" in text

    def test_the_form_begins_with_reasons_and_keeps_what_is_chosen(
        self, client_for, council, topic, sibling, moderator
    ):
        client, path = client_for(council, moderator), f"{topic_path(topic)}move/"
        assert "a sa place dans un autre forum" in client.get(path).content.decode()
        client.post(path, {"forum": sibling.pk, "regle": "advertising", "motif": REASON})
        made = Decision.objects.get()
        assert (made.rule, made.statement) == ("advertising", REASON)


class TestPage:
    def test_whom_it_concerns_reads_it_and_contests_it_once(self, client_for, council, moved):
        client = client_for(council)
        page = by_path(client, moved)
        for words in ("Les pavés", "Sujet déplacé", REASON, "Un sujet par discussion"):
            assert words in page
        assert client.post(links.path_of(moved), {"texte": WORDS}).status_code == 302
        assert DecisionAppeal.objects.get().text == WORDS
        with pytest.raises(Refused):
            appealing.send(moved.pk, WORDS)

    def test_it_is_for_the_council_that_the_topic_left(
        self, topic, moderator, council, other_council, make_user, rule
    ):
        there = forums_of(other_council)[0]
        rule(there, "can_move_topics", True, moderator)
        moving.move(topic.pk, there.pk, moderator)
        assert Decision.objects.get().case.council == council

    def test_words_that_were_changed_are_on_it(self, client_for, council, topic, moderator):
        before = topic.first_post.content.raw
        wording.edit(topic.first_post_id, "Autre texte", moderator, REASON, "order")
        page = by_path(client_for(council), Decision.objects.get())
        assert before in page
        assert "Autre texte" not in page

    def test_what_lies_where_they_may_not_read_is_not_told(
        self, client_for, council, topic, sibling, private, rule, moderator
    ):
        private(sibling)
        rule(sibling, "can_read_forum", True, moderator)
        moving.move(topic.pk, sibling.pk, moderator, REASON)
        made = Decision.objects.get()
        assert made.case.url == ""
        assert sibling.name not in by_path(client_for(council), made)


class TestAppeals:
    def test_another_person_takes_it_back_and_the_topic_lies_as_before(
        self, moved, topic, forum, judge, author
    ):
        sent = appealing.send(moved.pk, WORDS)
        assert Mail.objects.filter(kind="decision_appeal_waiting", person=judge).exists()
        appealing.decide(circle_of(judge), sent.pk, "reversed", "Vous avez raison.")
        topic.refresh_from_db()
        act = Act.objects.get()
        assert topic.forum_id == forum.pk
        assert act.undone_by == judge
        kinds = list(Mail.objects.filter(person=author).values_list("kind", flat=True))
        assert kinds.count("decision_appeal_decided") == 1
        assert kinds.count("topic_arranged") == 1  # they are told of the answer, not twice

    def test_a_judge_from_elsewhere_needs_no_right_in_the_forum(
        self, moved, topic, forum, make_user, other_council
    ):
        far = make_user("moderator", other_council)
        sent = appealing.send(moved.pk, WORDS)
        appealing.decide(circle_of(far), sent.pk, "reversed", "Oui.")
        topic.refresh_from_db()
        assert topic.forum_id == forum.pk

    def test_who_acted_or_wrote_does_not_answer(self, moved, moderator, author, judge):
        sent = appealing.send(moved.pk, WORDS)
        for person in (moderator, author):
            with pytest.raises(NotAllowed):
                appealing.decide(circle_of(person), sent.pk, "confirmed", "Non.")
        with pytest.raises(IntegrityError), transaction.atomic():
            DecisionAppeal.objects.update(
                state="confirmed", decided_at=timezone.now(), decided_by=moderator
            )

    def test_upheld_it_stays_for_whoever_would_undo_it(self, moved, moderator, judge):
        sent = appealing.send(moved.pk, WORDS)
        appealing.decide(circle_of(judge), sent.pk, "confirmed", "Non.")
        with pytest.raises(Impossible):
            undoing.undo(Act.objects.get().pk, moderator)

    def test_what_later_acts_stand_on_is_not_taken_back(self, moved, topic, forum, moderator,
                                                        judge):  # fmt: skip
        sent = appealing.send(moved.pk, WORDS)
        moving.move(topic.pk, forum.pk, moderator)
        with pytest.raises(Outdated):
            appealing.decide(circle_of(judge), sent.pk, "reversed", "Oui.")
        sent.refresh_from_db()
        assert sent.is_open
        moved.refresh_from_db()
        assert moved.undone_at is None

    def test_of_two_topics_merged_each_person_contests_for_themselves(
        self, talk, forum, author, make_user, moderator, judge
    ):
        neighbour = make_user()
        one, other = talk(forum), talk(forum, by=neighbour, title="Le square")
        merging.merge(one.pk, other.pk, moderator)
        theirs, ours = (Decision.objects.get(author=who) for who in (neighbour, author))
        first, second = (appealing.send(made.pk, WORDS) for made in (theirs, ours))
        appealing.decide(circle_of(judge), first.pk, "reversed", "Oui.")
        ours.refresh_from_db()
        second.refresh_from_db()
        assert ours.undone_at
        assert second.state == "moot"
        back = Mail.objects.filter(kind="topic_arranged", text__contains="revenue")
        assert [mail.person for mail in back] == [author]


class TestUndoing:
    def test_undone_from_the_topic_the_decision_holds_no_more(self, moved, moderator):
        sent = appealing.send(moved.pk, WORDS)
        undoing.undo(Act.objects.get().pk, moderator)
        moved.refresh_from_db()
        sent.refresh_from_db()
        assert moved.undone_by == moderator
        assert sent.state == "moot"

    def test_undone_from_its_case_the_topic_lies_as_before(self, moved, topic, forum, moderator):
        case = deciding.undo(circle_of(moderator), moved.case_id)
        topic.refresh_from_db()
        assert topic.forum_id == forum.pk
        assert not case.is_open  # nobody had asked for a decision

    def test_the_case_shows_it(self, client_for, moved, judge):
        client = client_for("admin", judge)
        page = client.get(f"/admin/moderation/{moved.case_id}/").content.decode()
        assert "Sujet déplacé" in page
        assert REASON in page


class TestBeside:
    def test_it_is_no_stain_on_a_record_and_no_case_in_the_figures(
        self, moved, council, topic, author, judge
    ):
        post = services.reply(topic.pk, author, "Une réponse")
        beside = Case(pk=0, kind="post", key=str(post.pk), author=author, council=council)
        assert record_of(circle_of(judge), beside).earlier == []
        told = figures(timezone.localdate().year, council)
        assert (told.cases, told.median_hours, told.within_a_day) == (0, None, 0)
        assert [line.number for line in told.outcomes if "acte" in line.label] == [1]
