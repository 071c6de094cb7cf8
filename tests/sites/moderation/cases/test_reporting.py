"""Reports: one for each person and thing, and three of regular residents hide until reviewed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.board.forum_conversation import counters, moderating, services
from sites.moderation import subjects
from sites.moderation.cases import telling
from sites.moderation.models import Case, ModerationEntry, Report
from sites.moderation.reports import filing
from sites.moderation.reports.filing import Told
from sites.moderation.reports.people import person_key
from sites.notifications import composing
from sites.notifications.models import Mail

pytestmark = pytest.mark.django_db

NOBODY = AnonymousUser()


def is_public(post) -> bool:
    post.refresh_from_db()
    return post.approved


def test_a_report_opens_a_case_with_what_was_written(report, resident, post, council, author):
    case = report(resident, post, text="C’est l’adresse de mon voisin.").case
    assert (case.state, case.origin, case.council) == ("open", "reports", council)
    assert (case.author, case.author_name) == (author, "Marguerite")
    assert "12 rue Perdue" in case.text
    assert "<strong>pavés</strong>" in case.html
    assert case.title == "Les pavés (message n° 2)"
    assert case.url.endswith("#message-2")


def test_a_second_person_joins_the_same_case(report, make_user, post):
    first, second = report(make_user(), post), report(make_user(), post)
    assert first.case == second.case
    assert Case.objects.count() == 1


def test_nobody_reports_the_same_thing_twice(report, resident, post):
    report(resident, post)
    with pytest.raises(filing.AlreadyReported):
        report(resident, post, reason="respect", network="192.0.2.9")
    assert Report.objects.count() == 1


def test_the_database_itself_refuses_a_second_report(report, resident, post):
    row = report(resident, post)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(case=row.case, person_key=row.person_key, reason="law")


def test_without_an_account_the_address_says_who(report, post):
    report(NOBODY, post, email="a@exemple.fr")
    report(NOBODY, post, email="b@exemple.fr")
    with pytest.raises(filing.AlreadyReported):
        report(NOBODY, post, email="A@exemple.fr", network="198.51.100.7")


def test_without_an_address_the_network_says_who(report, post):
    report(NOBODY, post, network="192.0.2.1")
    report(NOBODY, post, network="192.0.2.2")
    with pytest.raises(filing.AlreadyReported):
        report(NOBODY, post, network="192.0.2.1")


def test_the_key_of_a_person_tells_nothing(resident):
    key = person_key(resident, "", "192.0.2.1")
    assert str(resident.pk) != key
    assert "192.0.2.1" not in person_key(NOBODY, "", "192.0.2.1")
    assert key != person_key(NOBODY, "", "192.0.2.1")


def test_after_a_decision_it_may_be_reported_again(report, resident, post, decide, moderator):
    first = report(resident, post)
    decide(moderator, first.case, "kept")
    second = report(resident, post)
    assert second.case != first.case


def test_it_is_acknowledged_to_who_can_be_written_to(report, resident, post):
    report(resident, post)
    report(NOBODY, post, email="lilas@exemple.fr")
    report(NOBODY, post)
    mails = Mail.objects.filter(kind="report_received")
    assert {mail.to for mail in mails} == {resident.email, "lilas@exemple.fr"}


def test_an_address_that_anybody_typed_is_sent_no_words_of_anybody(report, post):
    report(NOBODY, post, email="victime@exemple.fr", text="Achetez mes pavés")
    mail = Mail.objects.get(to="victime@exemple.fr")
    assert composing.fill(mail)
    assert "pavés" not in (mail.subject + mail.text + mail.html)


def test_what_came_earlier_is_dated_and_nobody_is_written_to(
    kind, post, resident, author, moderator
):
    at = timezone.now() - timedelta(days=3)
    report = filing.file(kind, str(post.pk), resident, Told("respect"), at=at)
    assert (report.sent_at, report.case.opened_at) == (at, at)
    assert {entry.at for entry in ModerationEntry.objects.filter(about_id=report.case_id)} == {at}
    telling.tell_waiting()
    assert not Mail.objects.exists()
    assert report.case.is_open


def test_each_report_is_in_the_log(report, resident, post, author, council):
    case = report(resident, post).case
    opened, sent = ModerationEntry.objects.filter(about="case").order_by("pk")
    assert (opened.act, sent.act) == ("case.opened", "report.sent")
    assert (sent.about_id, sent.account, sent.council) == (case.pk, author, council)


# Three regular residents --------------------------------------------------------------------------


def test_three_different_regular_residents_hide_until_reviewed(report, regular, post, author):
    for _ in range(2):
        report(regular(), post)
    assert is_public(post)
    case = report(regular(), post).case
    case.refresh_from_db()
    assert not is_public(post)
    assert case.hidden_at
    assert list(counters.differences()) == []
    assert ModerationEntry.objects.get(act="case.hidden").by_id is None
    assert Mail.objects.get(kind="case_hidden").to == author.email


def test_the_first_post_takes_its_topic_with_it(report, regular, head):
    for _ in range(3):
        report(regular(), head)
    head.topic.refresh_from_db()
    assert not head.topic.approved
    assert list(counters.differences()) == []


def test_new_accounts_do_not_count(report, make_user, regular, post):
    for user in (regular(), regular(), make_user(), make_user(), make_user()):
        report(user, post)
    assert is_public(post)


def test_people_without_an_account_do_not_count(report, regular, post):
    for user in (regular(), regular()):
        report(user, post)
    for n in range(4):
        report(NOBODY, post, email=f"{n}@exemple.fr")
        report(NOBODY, post, network=f"192.0.2.{n}")
    assert is_public(post)


def test_one_person_counts_once(report, regular, post):
    one, other = regular(), regular()
    report(one, post)
    report(other, post)
    for _ in range(3):
        with pytest.raises(filing.AlreadyReported):
            report(one, post)
    assert is_public(post)


@pytest.mark.parametrize("everywhere", [True, False])
def test_suspended_people_do_not_count(
    report, regular, post, suspend, administrator, council, everywhere
):
    kept_out = regular()
    suspend(administrator, kept_out, None if everywhere else council)
    for user in (regular(), regular(), kept_out):
        report(user, post)
    assert is_public(post)


def test_who_is_suspended_elsewhere_counts(
    report, regular, post, suspend, administrator, other_council
):
    elsewhere = regular()
    suspend(administrator, elsewhere, other_council)
    for user in (regular(), regular(), elsewhere):
        report(user, post)
    assert not is_public(post)


def test_a_closed_account_does_not_count(report, regular, post):
    gone = regular()
    gone.is_active = False
    gone.save()
    for user in (regular(), regular(), gone):
        report(user, post)
    assert is_public(post)


def test_a_notice_of_the_law_hides_nothing_by_itself(report, regular, post):
    for _ in range(3):
        report(regular(), post, is_notice=True, name="Me Genêt", email="genet@exemple.fr")
    assert is_public(post)


def test_what_a_moderator_kept_is_hidden_by_people_only(report, regular, post, decide, moderator):
    case = report(regular(), post).case
    decide(moderator, case, "kept")
    for _ in range(3):
        report(regular(), post)
    assert is_public(post)


def test_once_its_words_change_three_reports_hide_it_again(
    report, regular, post, decide, moderator, author
):
    decide(moderator, report(regular(), post).case, "kept")
    services.edit(post.pk, author, "Une insulte, cette fois.")
    for _ in range(3):
        report(regular(), post)
    assert not is_public(post)


def test_what_is_hidden_already_is_not_hidden_twice(report, regular, post, moderator):
    moderating.hide(post.pk, moderator)
    for _ in range(3):
        report(regular(), post)
    assert not ModerationEntry.objects.filter(act="case.hidden").exists()


def test_a_thing_that_is_gone_cannot_be_reported(kind, resident):
    with pytest.raises(filing.Vanished):
        filing.file(kind, "999999", resident, filing.Told("law"))
    assert subjects.find("forum.post", "999999") is None
    assert subjects.find("nothing", "1") is None
