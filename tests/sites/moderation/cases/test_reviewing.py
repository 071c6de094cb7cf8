"""Whoever reported what was kept asks for another look, through a signed link."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from sites.accounts.privacy import erasure
from sites.councils.roles import ADMINISTRATOR
from sites.moderation.appealing import Refused
from sites.moderation.cases import appealing, deciding, purging, reviewing, telling
from sites.moderation.cases import links as case_links
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case, DecisionAppeal, ModerationEntry, Report
from sites.moderation.reports import links
from sites.moderation.rights import NotAllowed, circle_of
from sites.notifications import composing
from sites.notifications.models import Mail

from .test_deciding_cases import everything
from .test_leaks import exported

pytestmark = pytest.mark.django_db

WORDS = "On reconnaît la rue, et la voisine."
LETTER = "lectrice@exemple.fr"


@pytest.fixture
def reporter(make_user):
    return make_user(pseudonym="Capucine", email="capucine@exemple.fr")


@pytest.fixture
def told(report, reporter, post) -> Report:
    return report(reporter, post)


@pytest.fixture
def by_letter(report, post, told) -> Report:
    """Of the same, by somebody without an account."""
    return report(AnonymousUser(), post, email=LETTER)


@pytest.fixture
def decision(decide, moderator, told, by_letter):
    return decide(moderator, told.case, "kept")


@pytest.fixture
def asked(told, decision) -> DecisionAppeal:
    return reviewing.send(told, decision.pk, WORDS)


def answer(by, appeal, outcome="reversed"):
    return appealing.decide(circle_of(by), appeal.pk, outcome, "J’ai relu.")


# The link -----------------------------------------------------------------------------------------


def test_each_of_those_who_reported_gets_a_link_of_their_own(
    client_for, council, decision, reporter
):
    rows = Mail.objects.filter(kind="report_decided")
    mails = {mail.to: mail.text for mail in rows if composing.fill(mail)}
    assert set(mails) == {reporter.email, LETTER}
    paths = set()
    for text in mails.values():
        root, _slash, rest = text.partition("/moderation/signalement/")
        assert root.endswith(council.site.root_url)
        paths.add(f"/moderation/signalement/{rest.split()[0]}")
    assert len(paths) == 2
    for path in paths:
        page = client_for(council).get(path)
        assert page.status_code == 200
        assert "Demander un nouvel examen" in page.content.decode()
        assert page["Referrer-Policy"] == "no-referrer"


def test_whoever_holds_it_asks_without_signing_in(client_for, council, by_letter, decision):
    client, path = client_for(council), links.path_of(by_letter, decision)
    sent = client.post(path, {"texte": WORDS})
    assert (sent.status_code, sent["Location"]) == (302, path)
    assert DecisionAppeal.objects.get().text == WORDS
    assert Mail.objects.get(kind="review_received").to == LETTER
    page = client.get(path).content.decode()
    assert "Vous avez déjà demandé" in page
    assert "<form class=" not in page


@pytest.mark.parametrize("outcome", ["masked", "hidden", "illegal"])
def test_a_report_that_was_followed_has_none(decide, moderator, told, outcome):
    decision = decide(moderator, told.case, outcome, passages=("pavés",))
    assert "/moderation/signalement/" not in Mail.objects.get(kind="report_decided").text
    with pytest.raises(Refused):
        reviewing.send(told, decision.pk, WORDS)


@pytest.mark.parametrize("what", ["other salt", "cut", "another case", "of a decision"])
def test_a_forged_link_leads_nowhere(
    client_for, council, told, decision, report, regular, head, decide, moderator, what
):
    elsewhere = decide(moderator, report(regular(), head).case, "kept")
    token = links.token_of(told, decision)
    forged = {
        "other salt": signing.dumps([told.pk, decision.pk], salt="x"),
        "cut": token.partition(":")[0],
        "another case": signing.dumps([told.pk, elsewhere.pk], salt=links.SALT),
        "of a decision": case_links.token_of(decision),
    }[what]
    path = f"/moderation/signalement/{forged}/"
    assert client_for(council).get(path).status_code == 404
    assert client_for(council).post(path, {"texte": WORDS}).status_code == 404
    assert not DecisionAppeal.objects.exists()


def test_the_link_of_one_site_is_nothing_on_another(
    client_for, other_council, portal, told, decision
):
    for place in (other_council, portal, "admin"):
        assert client_for(place).get(links.path_of(told, decision)).status_code == 404


def test_six_months_and_not_a_second_more(client_for, council, told, decision):
    client, path = client_for(council), links.path_of(told, decision)
    until = case_links.open_until(decision)
    with time_machine.travel(until, tick=False):
        sent = client.post(path, {"texte": WORDS})
        assert sent.status_code == 409
        assert WORDS in sent.content.decode()
    assert not DecisionAppeal.objects.exists()
    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        assert client.post(path, {"texte": WORDS}).status_code == 302


def test_one_for_each_decision(client_for, council, told, by_letter, decision, asked):
    for report in (told, by_letter):
        with pytest.raises(Refused):
            reviewing.send(report, decision.pk, "Encore.")
    page = client_for(council).get(links.path_of(by_letter, decision)).content.decode()
    assert "Une autre personne qui l’avait signalé a déjà demandé" in page
    assert WORDS not in page


# The answer ---------------------------------------------------------------------------------------


def test_it_goes_to_another_moderator(decision, moderator, colleague, asked):
    assert Mail.objects.get(kind="decision_appeal_waiting").to == colleague.email
    for person in (moderator, asked.author, asked.reporter):
        with pytest.raises(NotAllowed):
            answer(person, asked)


def test_never_to_a_moderator_who_reported_it(
    report, decide, moderator, colleague, make_user, council, post
):
    case = report(colleague, post).case
    other = report(make_user(), post)
    asked = reviewing.send(other, decide(moderator, case, "kept").pk, WORDS)
    with pytest.raises(NotAllowed):
        answer(colleague, asked)


def test_the_database_itself_refuses_who_reported(asked, reporter):
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionAppeal.objects.filter(pk=asked.pk).update(
            decided_by=reporter, decided_at=timezone.now(), state="confirmed"
        )


def test_confirmed_it_stays(asked, colleague, moderator, reporter, decision):
    before = everything()
    answer(colleague, asked, "confirmed")
    assert everything() == before
    mail = Mail.objects.get(kind="review_decided")
    assert composing.fill(mail)
    assert mail.to == reporter.email
    assert "J’ai relu." in mail.text
    with pytest.raises(Outdated):
        deciding.undo(circle_of(moderator), decision.case_id)


def test_reversed_the_case_waits_for_another_decision_of_who_answered(
    asked, colleague, decide, post, reporter
):
    answer(colleague, asked)
    case = Case.objects.get(pk=asked.decision.case_id)
    assert (case.is_open, case.assignee) == (True, colleague)
    post.refresh_from_db()
    assert post.approved  # nothing is taken from anybody without a rule and a reason
    decide(colleague, case, "hidden")
    post.refresh_from_db()
    assert not post.approved
    assert Mail.objects.filter(kind="report_decided", to=reporter.email).count() == 2


def test_reversed_what_three_had_hidden_is_hidden_again(
    report, regular, decide, moderator, colleague, post
):
    reports = [report(regular(), post) for _ in range(3)]
    hidden = everything()
    decision = decide(moderator, reports[0].case, "kept")
    assert everything() != hidden
    answer(colleague, reviewing.send(reports[1], decision.pk, WORDS))
    assert everything() == hidden


def test_taken_back_meanwhile_there_is_nothing_to_answer(asked, moderator, colleague, told):
    deciding.undo(circle_of(moderator), asked.decision.case_id)
    with pytest.raises(Outdated):
        answer(colleague, asked)


def test_the_screens_name_nobody_who_reported(client_for, colleague, asked, reporter):
    browser = client_for("admin", colleague)
    case = f"/admin/moderation/{asked.decision.case_id}/"
    for path in (case, f"{case}recours/"):
        page = browser.get(path).content.decode()
        assert WORDS in page
        assert "Capucine" not in page
        assert reporter.email not in page
    sent = {"reponse": "reversed", "motif": "On la reconnaît."}
    assert browser.post(f"{case}recours/", sent)["Location"] == case
    assert 'name="decision"' in browser.get(case).content.decode()


def test_who_answers_for_another_council_is_led_to_a_page_they_may_see(
    client_for, asked, other_moderator
):
    browser = client_for("admin", other_moderator)
    path = f"/admin/moderation/{asked.decision.case_id}/recours/"
    answered = browser.post(path, {"reponse": "confirmed", "motif": "Rien à redire."}, follow=True)
    assert answered.status_code == 200
    assert DecisionAppeal.objects.get().state == "confirmed"


# Deciding again -----------------------------------------------------------------------------------


def test_not_by_who_was_overruled(asked, colleague, moderator, decide, client_for):
    answer(colleague, asked)
    case = Case.objects.get(pk=asked.decision.case_id)
    for outcome in ("kept", "hidden"):
        with pytest.raises(NotAllowed):
            decide(moderator, case, outcome)
    with pytest.raises(NotAllowed):
        deciding.assign(circle_of(moderator), case.pk, is_theirs=True)
    page = client_for("admin", moderator).get(f"/admin/moderation/{case.pk}/").content.decode()
    assert "quelqu’un d’autre décide" in page
    assert 'name="decision"' not in page
    decide(colleague, case, "hidden")
    with pytest.raises(NotAllowed):  # nor is the other decision theirs to take back
        deciding.undo(circle_of(moderator), case.pk)


def test_not_at_once_either_from_the_page_itself(asked, colleague, moderator, kind, post, decide):
    answer(colleague, asked)
    choice = deciding.Choice("hidden", rule="privacy", statement="Je maintiens.")
    with pytest.raises(NotAllowed):
        deciding.decide_at_once(circle_of(moderator), kind, str(post.pk), choice)


def test_by_them_where_there_is_nobody_else(
    asked, other_moderator, moderator, decide, make_user, council
):
    answer(other_moderator, asked)  # of another council: they hold no case here
    case = Case.objects.get(pk=asked.decision.case_id)
    later = make_user(ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        decide(moderator, case, "hidden")
    later.is_active = False
    later.save()
    assert decide(moderator, case, "hidden")


def test_others_are_told_that_it_waits_again(asked, other_moderator, moderator, make_user):
    boss = make_user(ADMINISTRATOR)
    Mail.objects.filter(kind="cases_waiting").delete()
    answer(other_moderator, asked)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert telling.tell_waiting() == 1
    assert [mail.to for mail in Mail.objects.filter(kind="cases_waiting")] == [boss.email]


# What is kept of it -------------------------------------------------------------------------------


def test_the_author_never_reads_it(client_for, council, asked, author, reporter):
    assert WORDS not in exported(author)
    assert WORDS in exported(reporter)
    assert not Mail.objects.filter(to=author.email, text__contains=WORDS).exists()
    page = client_for(council).get(case_links.path_of(asked.decision))
    assert WORDS not in page.content.decode()
    line = ModerationEntry.objects.get(act="decision.contested")
    assert line.by_id is None


def test_erased_with_their_account_and_emptied_after_a_year(asked, colleague, reporter):
    answer(colleague, asked, "confirmed")
    erasure.erase(reporter)
    asked.refresh_from_db()
    assert asked.reporter is None
    with time_machine.travel(timezone.now() + timedelta(days=367), tick=False):
        purging.purge()
    asked.refresh_from_db()
    assert (asked.text, asked.reason) == ("", "")
