"""Deciding, reporting and writing at one moment, on PostgreSQL: one after the other."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import counters, services
from forum.board.forum_conversation.refusals import Refused as ForumRefused
from forum.board.forum_conversation.services import Sent
from sites.moderation.appealing import Refused
from sites.moderation.cases import appealing, deciding
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case, Decision, DecisionAppeal, ModerationEntry, Report
from sites.moderation.reports import filing
from sites.moderation.rights import circle_of
from sites.notifications.models import Mail
from tests import races

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]

ROUNDS = 4

at_once = partial(races.at_once, refused=(Outdated, Refused, filing.Refused, ForumRefused))


@pytest.fixture
def fresh(council, make_user):
    """``fresh()``: a post nobody has reported yet."""
    author = make_user(date_joined=timezone.now() - timedelta(days=40))
    forum = Forum.objects.filter(parent__scope__council=council).first()

    def make():
        return services.open_topic(forum.pk, author, "Les pavés", "Deux pavés manquent.")

    return make


def test_of_two_moderators_who_decide_at_once_one_does(
    fresh, report, make_user, moderator, colleague, decide
):
    for _ in range(ROUNDS):
        case = report(make_user(), fresh()).case
        outcomes = at_once(
            lambda case=case: decide(moderator, case, "hidden"),
            lambda case=case: decide(colleague, case, "kept"),
        )
        assert sum(isinstance(one, Decision) for one in outcomes) == 1
        assert sum(isinstance(one, Outdated) for one in outcomes) == 1
        assert Decision.objects.filter(case=case).count() == 1
    assert list(counters.differences()) == []
    assert Mail.objects.filter(kind="report_decided").count() == ROUNDS


def test_three_reports_at_once_make_one_case_and_hide_once(fresh, report, regular):
    for _ in range(ROUNDS):
        post, residents = fresh(), [regular() for _ in range(3)]
        reports = at_once(*[lambda u=user, p=post: report(u, p) for user in residents])
        assert all(isinstance(one, Report) for one in reports)
        assert len({one.case_id for one in reports}) == 1
        post.refresh_from_db()
        assert not post.approved
        hidden = ModerationEntry.objects.filter(act="case.hidden", about_id=reports[0].case_id)
        assert hidden.count() == 1
    assert list(counters.differences()) == []


def test_one_person_in_two_windows_reports_once(fresh, report, make_user):
    for _ in range(ROUNDS):
        post, user = fresh(), make_user()
        outcomes = at_once(*[lambda u=user, p=post: report(u, p)] * 2)
        assert sum(isinstance(one, Report) for one in outcomes) == 1
        assert Report.objects.filter(reporter=user).count() == 1


def test_a_report_while_somebody_decides_joins_or_opens_a_new_case(
    fresh, report, make_user, moderator, decide
):
    for _ in range(ROUNDS):
        post = fresh()
        case, late = report(make_user(), post).case, make_user()
        decision, filed = at_once(
            lambda case=case: decide(moderator, case, "kept"),
            lambda late=late, post=post: report(late, post),
        )
        assert isinstance(decision, Decision)
        assert isinstance(filed, Report)
        waits = Case.objects.filter(key=str(post.pk), state="open")
        told = Mail.objects.filter(kind="report_decided", to=late.email).exists()
        assert waits.exists() != told  # heard with the others, or waits for a decision of its own


def test_an_edit_while_somebody_decides_is_before_or_refused(
    fresh, report, make_user, moderator, decide, kind
):
    for _ in range(ROUNDS):
        post = fresh()
        case = report(make_user(), post).case
        version = kind.find(case.key).version
        decision, edited = at_once(
            lambda case=case, version=version: decide(moderator, case, "hidden", version=version),
            lambda post=post: services.edit(
                post.pk, post.poster, "Autre chose.", sent=Sent(network="192.0.2.1")
            ),
        )
        post.refresh_from_db()
        assert isinstance(decision, Decision) == (not post.approved)
        assert isinstance(decision, Decision) == isinstance(edited, ForumRefused)
    assert list(counters.differences()) == []


def test_replies_while_a_topic_is_hidden_and_put_back_lose_no_counter(
    fresh, report, make_user, moderator, decide
):
    for _ in range(ROUNDS):
        post, writer = fresh(), make_user()
        case = report(make_user(), post).case
        at_once(
            lambda case=case: decide(moderator, case, "hidden"),
            lambda post=post, w=writer: services.reply(post.topic_id, w, "Bonjour."),
            lambda post=post, w=writer: services.reply(post.topic_id, w, "Encore."),
        )
        at_once(
            lambda case=case: deciding.undo(circle_of(moderator), case.pk),
            lambda post=post, w=writer: services.reply(post.topic_id, w, "Toujours."),
        )
    assert list(counters.differences()) == []


def test_undone_in_two_windows_it_is_undone_once(
    fresh, report, make_user, moderator, colleague, decide
):
    case = report(make_user(), fresh()).case
    decide(moderator, case, "hidden")
    outcomes = at_once(
        lambda: deciding.undo(circle_of(moderator), case.pk),
        lambda: deciding.undo(circle_of(colleague), case.pk),
    )
    assert sum(isinstance(one, Outdated) for one in outcomes) == 1
    assert ModerationEntry.objects.filter(act="decision.undone").count() == 1


def test_undone_while_it_is_judged_one_of_both_holds(
    fresh, report, make_user, moderator, colleague, decide
):
    for _ in range(ROUNDS):
        post = fresh()
        case = report(make_user(), post).case
        appeal = appealing.send(decide(moderator, case, "hidden").pk, "Non.")
        at_once(
            lambda case=case: deciding.undo(circle_of(moderator), case.pk),
            lambda appeal=appeal: appealing.decide(
                circle_of(colleague), appeal.pk, "confirmed", "Si."
            ),
        )
        appeal.refresh_from_db()
        post.refresh_from_db()
        assert (appeal.state, post.approved) in (("moot", True), ("confirmed", False))


def test_contested_in_two_windows_once(fresh, report, make_user, moderator, decide):
    decision = decide(moderator, report(make_user(), fresh()).case, "hidden")
    outcomes = at_once(*[lambda: appealing.send(decision.pk, "Non.")] * 2)
    assert sum(isinstance(one, DecisionAppeal) for one in outcomes) == 1
