"""When moderators are written to: at once, then once a quarter of an hour; never of their own."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from forum.board.forum_conversation import services
from forum.board.forum_conversation.services import Sent
from sites.moderation.cases import telling
from sites.moderation.models import Case
from sites.notifications.models import Mail

pytestmark = pytest.mark.django_db

QUARTER = timedelta(minutes=15, seconds=1)


def told(person=None) -> list[Mail]:
    mails = Mail.objects.filter(kind="cases_waiting").order_by("pk")
    return [mail for mail in mails if person is None or mail.to == person.email]


@pytest.fixture
def posts(forum, author):
    return [services.open_topic(forum.pk, author, f"Sujet {n}", "Bonjour.") for n in range(4)]


def test_the_first_report_is_told_at_once_with_its_own_link(
    report, regular, moderator, colleague, posts, council
):
    case = report(regular(), posts[0]).case
    for person in (moderator, colleague):
        (mail,) = told(person)
        assert f"/admin/moderation/{case.pk}/" in mail.text
        assert "Sujet 0" in mail.text


def test_the_next_ones_wait_for_the_quarter_of_an_hour(report, regular, moderator, posts):
    residents = [regular() for _ in range(3)]
    for user, post in zip(residents, posts, strict=False):
        report(user, post)
    assert len(told(moderator)) == 1
    assert telling.tell_waiting() == 0
    with time_machine.travel(timezone.now() + QUARTER):
        call_command("tell_moderators", verbosity=0)
    _first, second = told(moderator)
    assert "Sujet 1" in second.text
    assert "Sujet 2" in second.text
    assert "Sujet 0" not in second.text
    assert second.text.count("/admin/moderation/") == 1
    with time_machine.travel(timezone.now() + 3 * QUARTER):
        assert telling.tell_waiting() == 0


def test_a_second_report_of_the_same_thing_is_not_told_again(report, regular, moderator, posts):
    report(regular(), posts[0])
    report(regular(), posts[0])
    with time_machine.travel(timezone.now() + QUARTER):
        assert telling.tell_waiting() == 0


def test_what_hid_itself_is_told_again(report, regular, moderator, posts):
    for user in [regular() for _ in range(3)]:
        report(user, posts[0])
    with time_machine.travel(timezone.now() + QUARTER):
        assert telling.tell_waiting() == 1
    assert "masqué en attendant" in told(moderator)[-1].text


def test_councils_do_not_wait_for_each_other(
    report, regular, moderator, other_moderator, other_council, posts, author
):
    from forum.board.forum.models import Forum

    elsewhere = Forum.objects.filter(parent__scope__council=other_council).first()
    there = services.open_topic(elsewhere.pk, author, "Là-bas", "Bonjour.")
    report(regular(), posts[0])
    report(regular(), there)
    assert len(told(moderator)) == len(told(other_moderator)) == 1
    assert "Là-bas" not in told(moderator)[0].text


def test_nobody_is_told_of_what_they_wrote_or_reported(
    report, regular, moderator, colleague, forum
):
    own = services.open_topic(forum.pk, moderator, "Moi", "Je.")
    report(colleague, own)
    assert told() == []


def test_without_a_moderator_administrators_are_told(
    report, regular, administrator, posts, shared_forum, author
):
    report(regular(), posts[0])
    assert len(told(administrator)) == 1
    report(regular(), services.open_topic(shared_forum.pk, author, "Ici", "Bonjour."))
    assert len(told(administrator)) == 2  # what lies on the portal is a queue of its own


def test_what_was_decided_meanwhile_is_not_told(report, regular, moderator, decide, posts):
    report(regular(), posts[0])
    decide(moderator, report(regular(), posts[1]).case, "kept")
    with time_machine.travel(timezone.now() + QUARTER):
        assert telling.tell_waiting() == 0


# New accounts -------------------------------------------------------------------------------------


def written(forum, user, network="192.0.2.7"):
    return services.open_topic(
        forum.pk, user, "Bonjour", "Je suis nouvelle.", sent=Sent(is_paced=True, network=network)
    )


def test_what_a_new_account_writes_shows_and_is_queued(forum, make_user, moderator):
    post = written(forum, make_user())
    case = Case.objects.get()
    assert post.approved
    assert (case.origin, case.key, case.state) == ("newcomer", str(post.pk), "open")
    assert told() == []
    assert telling.tell_waiting() == 1
    assert len(told(moderator)) == 1


def test_what_a_regular_resident_writes_is_not(forum, regular):
    person = regular()
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        written(forum, person)
    assert not Case.objects.exists()


def test_what_the_install_writes_itself_is_not(forum, make_user):
    written(forum, make_user(), network="")
    assert not Case.objects.exists()


def test_changed_by_a_new_account_it_is_queued_again(forum, make_user, moderator, decide):
    user = make_user()
    post = written(forum, user)
    services.edit(post.pk, user, "Je suis là.", sent=Sent(is_paced=True, network="192.0.2.7"))
    assert Case.objects.count() == 1
    decide(moderator, Case.objects.get(), "kept")
    services.edit(post.pk, user, "Achetez.", sent=Sent(is_paced=True, network="192.0.2.7"))
    assert Case.objects.filter(state="open").count() == 1


def test_reported_meanwhile_it_comes_first(forum, make_user, moderator, report, regular):
    post = written(forum, make_user())
    telling.tell_waiting()
    report(regular(), post)
    assert Case.objects.get().origin == "reports"
    with time_machine.travel(timezone.now() + QUARTER):
        assert telling.tell_waiting() == 1
