"""Who has not come for two years is warned twice, in time, once each, and cancels by coming."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from sites.accounts.models import Dormancy, User
from sites.accounts.privacy import inactivity
from sites.councils import role_groups

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
DEADLINE = START + timedelta(days=730)
FIRST, SECOND = "effacé dans un mois", "bientôt effacé"


def run(**before_deadline):
    """The routine at so much before the deadline (negative: after)."""
    with time_machine.travel(DEADLINE - timedelta(**before_deadline), tick=False):
        call_command("retire_accounts")


def subjects(address: str = "sureau@exemple.fr") -> list[str]:
    return [sent.subject for sent in mail.outbox if sent.to == [address]]


@pytest.fixture
def sleeper(resident) -> User:
    """Signed in on the first of January 2026 and never since."""
    User.objects.exclude(pk=resident.pk).update(last_login=DEADLINE)
    User.objects.filter(pk=resident.pk).update(last_login=START, date_joined=START)
    return resident


def is_erased(user: User) -> bool:
    return User.objects.get(pk=user.pk).email.endswith("@invalid")


def test_warned_thirty_and_seven_days_before_then_erased(sleeper):
    run(days=30, seconds=1)
    assert subjects() == []
    run(days=30)
    run(days=29)
    run(days=7, seconds=1)
    assert len(subjects()) == 1
    assert FIRST in subjects()[0]
    run(days=7)
    run(days=6)
    assert len(subjects()) == 2
    assert SECOND in subjects()[1]
    assert "1 janvier 2028" in mail.outbox[1].body
    run(seconds=1)
    assert not is_erased(sleeper)
    run(seconds=0)
    assert is_erased(sleeper)
    assert not Dormancy.objects.exists()
    run(days=-400)
    assert len(mail.outbox) == 2


@pytest.mark.parametrize("at", [29, 8, 6, 0.5])
def test_any_sign_in_cancels(sleeper, at):
    for days in (30, 7):
        if days > at:
            run(days=days)
    back = DEADLINE - timedelta(days=at)
    User.objects.filter(pk=sleeper.pk).update(last_login=back)
    warned = len(mail.outbox)
    run(seconds=0)
    run(days=-100)
    assert not is_erased(sleeper)
    assert (Dormancy.objects.count(), len(mail.outbox)) == (0, warned)
    with time_machine.travel(back + timedelta(days=700), tick=False):
        call_command("retire_accounts")
    assert len(mail.outbox) == warned + 1, "and two years later it begins again"


@pytest.mark.parametrize("late", [20, 29, 40, 500])
def test_an_outage_shortens_no_warning(sleeper, late):
    """The routine does not run from before the first mail was due; then it runs every day."""
    begins = DEADLINE - timedelta(days=30) + timedelta(days=late)
    sent: dict[str, datetime] = {}
    for day in range(60):
        now = begins + timedelta(days=day)
        before = len(mail.outbox)
        with time_machine.travel(now, tick=False):
            call_command("retire_accounts")
        for message in mail.outbox[before:]:
            assert message.subject not in sent, "once each"
            sent[message.subject] = now
        if is_erased(sleeper):
            break
    first, second = sorted(sent.values())
    assert now - first >= timedelta(days=30)
    assert now - second >= timedelta(days=7)


@pytest.mark.parametrize("outage", [(30, 10), (20, 0), (12, -8), (7, -13), (30, -30)])
def test_an_outage_between_the_mails_loses_none(sleeper, outage):
    """Off from so many days before the deadline to so many (negative: after)."""
    off_from, off_until = outage
    run(days=30)
    second = erased = None
    for day in range(29, -60, -1):
        if off_from > day > off_until:
            continue
        run(days=day)
        if second is None and any(SECOND in subject for subject in subjects()):
            second = day
        if is_erased(sleeper):
            erased = day
            break
    assert second is not None
    assert erased is not None
    assert second - erased >= 7
    assert len(subjects()) == 2


def test_a_clock_that_jumps_erases_nobody_unwarned(sleeper):
    run(days=-3000)
    run(days=30)  # and back
    assert not is_erased(sleeper)
    assert len(subjects()) == 1
    run(days=-3031)
    assert not is_erased(sleeper), "a week after the second mail at the earliest"
    assert len(subjects()) == 2
    run(days=-3037)
    assert not is_erased(sleeper)
    run(days=-3038)
    assert is_erased(sleeper)


def test_who_never_signed_in_is_counted_from_the_day_they_joined(sleeper):
    User.objects.filter(pk=sleeper.pk).update(last_login=None)
    run(days=30)
    assert len(subjects()) == 1


def test_the_leads_are_told_of_somebody_with_a_role(sleeper, council, other_council, make_user):
    def lead(address, place):
        return make_user("lead", place, email=address, last_login=DEADLINE)

    leads = [lead("un@exemple.fr", council), lead("deux@exemple.fr", council)]
    lead("ailleurs@exemple.fr", other_council)
    sleeper.groups.add(role_groups.group_for("editor", council))
    run(days=30)
    run(days=29)
    for one in leads:
        assert len(subjects(one.email)) == 1
    assert subjects("ailleurs@exemple.fr") == []
    told = next(sent for sent in mail.outbox if sent.to == ["un@exemple.fr"])
    assert "Sureau" in told.body
    assert "sureau@exemple.fr" not in told.body


def test_a_lead_whom_a_council_needs_is_kept(sleeper, council, make_user, caplog):
    make_user("lead", council, last_login=DEADLINE)
    sleeper.groups.add(role_groups.group_for("lead", council))
    for days in (30, 7, 0, -1, -6):
        run(days=days)
    assert not is_erased(sleeper)
    assert caplog.text.count("is kept") == 1, "not every minute"
    make_user("lead", council, last_login=DEADLINE)
    run(days=-8)
    assert is_erased(sleeper)


def test_a_closed_account_is_left_to_its_own_time(sleeper):
    User.objects.filter(pk=sleeper.pk).update(closed_at=START, is_active=False)
    run(days=10)
    assert mail.outbox == []


def test_one_account_that_fails_stops_none_of_the_others(sleeper, make_user, monkeypatch, caplog):
    other = make_user(last_login=START, date_joined=START)
    tend = inactivity._tend

    def fail(user_id, now):
        if user_id == sleeper.pk:
            raise RuntimeError("no")
        return tend(user_id, now)

    monkeypatch.setattr(inactivity, "_tend", fail)
    run(days=30)
    assert subjects(other.email)
    assert f"inactive account {sleeper.pk}" in caplog.text
