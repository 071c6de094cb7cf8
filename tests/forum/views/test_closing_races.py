"""Closing, writing, undoing and erasing at one moment, on PostgreSQL: one after the other."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forum.board.forum_conversation import counters, services
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Forbidden
from sites.accounts.models import Closure, DataExport, User
from sites.accounts.privacy import erasure, exporting
from tests import races

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]

ROUNDS = 5

at_once = partial(races.at_once, refused=(Forbidden, erasure.TooLate, ValidationError))


def test_a_post_sent_while_the_account_closes_is_before_or_refused(topic, make_user):
    for number in range(ROUNDS):
        author = make_user()
        reply, closure = at_once(
            lambda author=author, n=number: services.reply(topic.pk, author, f"Message {n}"),
            lambda author=author: erasure.close(User.objects.get(pk=author.pk)),
        )
        written = Post.objects.filter(poster=author)
        assert isinstance(closure, Closure)
        assert isinstance(reply, Forbidden) == (not written.exists())
        erasure.erase(author)
        assert set(written.values_list("username", flat=True)) <= {""}
    assert list(counters.differences()) == []


def test_a_post_sent_while_the_account_is_erased_keeps_no_name(topic, make_user):
    for number in range(ROUNDS):
        author = make_user()
        at_once(
            lambda author=author, n=number: services.reply(topic.pk, author, f"Message {n}"),
            lambda author=author: erasure.erase(author),
        )
        assert set(Post.objects.filter(poster=author).values_list("username", flat=True)) <= {""}
    assert list(counters.differences()) == []


def test_undone_or_erased_never_half_of_each(make_user):
    for _ in range(ROUNDS):
        user = make_user()
        address = user.email
        closure = erasure.close(user)
        moment = timezone.now() + timedelta(seconds=0.2)
        Closure.objects.filter(pk=closure.pk).update(due_at=moment)

        def erase_when_due(pk=user.pk, moment=moment):
            while timezone.now() < moment:
                pass
            return erasure._erase_closed(pk)

        def undo_at_the_end(pk=closure.pk, moment=moment):
            while timezone.now() < moment - timedelta(milliseconds=2):
                pass
            return erasure.undo(pk)

        erased, undone = at_once(erase_when_due, undo_at_the_end)
        user.refresh_from_db()
        assert not Closure.objects.filter(user=user).exists()
        if isinstance(undone, User):
            assert (erased, user.email, user.is_active, user.closed_at) == (
                False,
                address,
                True,
                None,
            )
        else:
            assert erased is True
            assert user.email.endswith("@invalid")


def test_asked_in_two_windows_it_is_closed_once_and_copied_once(make_user):
    user = make_user()
    first, second = at_once(*[lambda: exporting.ask(user, None)] * 2)
    assert first == second
    assert DataExport.objects.filter(user=user).count() == 1
    one, other = at_once(*[lambda: erasure.close(user)] * 2)
    assert one == other


def test_a_copy_is_made_by_one_process(make_user):
    user = make_user()
    exporting.ask(user, None)
    assert sorted(at_once(*[exporting.make_waiting] * 3)) == [0, 0, 1]


def test_of_three_leads_who_leave_at_once_two_stay(make_user, council):
    leads = [make_user("lead", council) for _ in range(3)]
    outcomes = at_once(*[lambda lead=lead: erasure.close(lead) for lead in leads])
    assert sum(isinstance(outcome, Closure) for outcome in outcomes) == 1
    assert User.objects.filter(pk__in=[lead.pk for lead in leads], is_active=True).count() == 2
