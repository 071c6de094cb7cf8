"""What cases keep of people: their copy, their erasure, and what a year forgets."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone

from sites.accounts.privacy import erasure
from sites.moderation.cases import appealing, deciding
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case, Decision, Report
from sites.moderation.rights import circle_of

from .conftest import SECRET
from .test_leaks import exported

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=366)


def test_once_the_author_is_erased_the_case_is_readable_and_names_nobody(
    case, decide, moderator, author, client_for
):
    decide(moderator, case, "hidden", statement="Marguerite donne une adresse.")
    erasure.erase(author)
    case.refresh_from_db()
    decision = Decision.objects.get()
    assert "Marguerite" not in case.author_name + case.title + case.text + decision.statement
    assert "Je l’ai vu." in case.text
    page = client_for("admin", moderator).get(f"/admin/moderation/{case.pk}/")
    assert page.status_code == 200
    assert "Marguerite" not in page.content.decode()


def test_once_who_reported_is_erased_their_report_is_nobodys(
    report, make_user, post, decide, moderator
):
    whistle = make_user(pseudonym="Capucine", email="capucine@exemple.fr")
    case = report(whistle, post, text="Capucine, capucine@exemple.fr, vous écrit.").case
    erasure.erase(whistle)
    row = Report.objects.get()
    assert (row.reporter, row.email) == (None, "")
    assert "apucine" not in row.text
    assert decide(moderator, case, "kept")


def test_an_address_left_without_an_account_goes_with_the_account_of_the_same(
    report, make_user, post
):
    user = make_user(email="lilas@exemple.fr")
    report(AnonymousUser(), post, email="lilas@exemple.fr")
    erasure.erase(user)
    assert Report.objects.get().email == ""


def test_what_was_masked_names_nobody_erased_even_put_back(
    report, regular, decide, moderator, author, forum
):
    from forum.board.forum_conversation import services

    post = services.open_topic(forum.pk, author, "Moi", "Je suis Marguerite, du 12 rue Perdue.")
    case = report(regular(), post).case
    decide(moderator, case, "masked", passages=("12 rue Perdue",))
    erasure.erase(author)
    deciding.undo(circle_of(moderator), case.pk)
    post.refresh_from_db()
    assert "12 rue Perdue" in post.content.raw
    assert "Marguerite" not in post.content.raw


def test_ones_copy_has_ones_reports_and_decisions_and_nobody_elses(
    report, regular, decide, moderator, post, author, make_user
):
    whistle = make_user(pseudonym="Capucine")
    case = report(whistle, post, text="Il recommence.").case
    decide(moderator, case, "hidden", statement="Parce que.")
    assert "Il recommence." in exported(whistle)
    assert "Parce que." in exported(author)
    assert "Il recommence." not in exported(author)
    assert "Capucine" not in exported(author)
    assert "Modératrice" not in exported(author)


def test_a_year_after_the_decision_words_are_forgotten_and_the_decision_stays(
    report, decide, moderator, post
):
    case = report(AnonymousUser(), post, email="a@exemple.fr", text="Son adresse !").case
    decide(moderator, case, "masked", passages=(SECRET,))
    call_command("purge_cases", verbosity=0)
    case.refresh_from_db()
    assert case.text
    with time_machine.travel(timezone.now() + YEAR):
        call_command("purge_cases", verbosity=0)
        case.refresh_from_db()
        row, decision = Report.objects.get(), Decision.objects.get()
        assert (case.text, case.html, row.email, row.text) == ("", "", "", "")
        assert (decision.rule, decision.before) == ("privacy", None)
        with pytest.raises(Outdated):
            deciding.undo(circle_of(moderator), case.pk)


def test_what_waits_or_is_contested_is_not_forgotten(
    report, regular, decide, moderator, post, head
):
    decided = report(regular(), post).case
    appealing.send(decide(moderator, decided, "hidden").pk, "Non.")
    report(regular(), head)
    with time_machine.travel(timezone.now() + YEAR):
        call_command("purge_cases", verbosity=0)
    assert not Case.objects.filter(text="").exists()
