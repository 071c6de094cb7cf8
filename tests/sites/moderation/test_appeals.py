"""Contesting a suspension: with a link or signed in, once, in time, before somebody else."""

import threading
from datetime import timedelta

import pytest
from django.core import signing
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sites.councils.roles import MODERATOR
from sites.moderation import appealing, deciding, durations, links, rights, sanctions
from sites.moderation.deciding import Outdated
from sites.moderation.models import Appeal
from sites.moderation.models.appeal import LONGEST_APPEAL
from sites.moderation.models.suspension import State
from sites.moderation.rights import NotAllowed, circle_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def suspension(suspend, moderator, resident, council):
    return suspend(moderator, resident, council)


def decide(by, appeal, outcome="confirmed", days=None) -> Appeal:
    return appealing.decide(circle_of(by), appeal.suspension_id, outcome, "Relu.", days)


# The link -----------------------------------------------------------------------------------------


def stem(path: str) -> str:
    """A signed address without what changes with every second."""
    return path.partition(":")[0]


def test_the_link_of_the_mail_opens_without_signing_in(posted, suspension, client_for, council):
    path = links.appeal_path(suspension)
    assert stem(path) in posted()[-1].body
    browser = client_for(council, enforce_csrf_checks=True)
    page = browser.get(path)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert "Le 21 novembre" in page.content.decode()
    answer = browser.post(path, {"texte": "Je n’ai rien fait."})
    assert (answer.status_code, answer["Location"]) == (302, path)
    appeal = Appeal.objects.get()
    assert (appeal.text, appeal.account) == ("Je n’ai rien fait.", suspension.account)
    assert "en attente" in browser.get(path).content.decode()


def test_it_is_acknowledged_and_other_moderators_are_told(
    posted, suspension, colleague, other_moderator, moderator, resident
):
    posted().clear()
    appealing.send(suspension.pk, "Je n’ai rien fait.")
    told = {letter.to[0]: letter.body for letter in posted()}
    assert set(told) == {resident.email, colleague.email}
    assert "Je n’ai rien fait." in told[resident.email]
    assert f"/admin/suspensions/{suspension.pk}/recours/" in told[colleague.email]
    assert "Je n’ai rien fait." not in told[colleague.email]


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: "x" + token,
        lambda token: token.replace(":", "."),
        lambda token: signing.dumps([1, 1], salt="another"),
        lambda token: signing.dumps("text", salt=links.SALT),
        lambda token: signing.dumps([1], salt=links.SALT),
        lambda token: "1",
    ],
)
def test_a_forged_link_leads_nowhere(suspension, client_for, council, forge):
    token = forge(links.token_of(suspension))
    browser = client_for(council)
    for method in (browser.get, browser.post):
        answer = method(f"/compte/suspension/recours/{token}/", {"texte": "Si."})
        assert answer.status_code == 404
        assert "21 novembre" not in answer.content.decode()
    assert not Appeal.objects.exists()


def test_a_link_is_for_its_own_decision(
    suspension, suspend, moderator, make_user, council, client_for
):
    neighbour = make_user(pseudonym="Voisine")
    other = suspend(moderator, neighbour, council)
    client_for(council, neighbour).post(links.appeal_path(suspension), {"texte": "Pour lui."})
    assert not Appeal.objects.filter(suspension=other).exists()
    assert Appeal.objects.get().account == suspension.account  # not of whoever is signed in


def test_a_link_with_another_persons_number_is_refused(suspension, make_user, client_for, council):
    token = signing.dumps([suspension.pk, make_user().pk], salt=links.SALT)
    assert client_for(council).get(f"/compte/suspension/recours/{token}/").status_code == 404


def test_a_proposal_has_no_link(suspend, moderator, resident, client_for, council):
    path = links.appeal_path(suspend(moderator, resident, None))
    assert client_for(council).get(path).status_code == 404


def test_six_months_and_not_a_moment_longer(suspension, client_for, council, time_machine):
    assert timedelta(days=183) < durations.APPEALS
    path = links.appeal_path(suspension)
    time_machine.move_to(links.open_until(suspension))
    late = client_for(council).post(path, {"texte": "Je viens de le lire."})
    page = late.content.decode()
    assert late.status_code == 409
    assert "six mois" in page
    assert "Je viens de le lire." in page
    assert not Appeal.objects.exists()
    time_machine.move_to(links.open_until(suspension) - timedelta(seconds=1))
    assert client_for(council).post(path, {"texte": "À temps."}).status_code == 302


def test_what_is_typed_stays_in_the_form(suspension, client_for, council):
    path, browser = links.appeal_path(suspension), client_for(council)
    long = "é" * (LONGEST_APPEAL + 1)
    for text, words in ((long, "raccourcissez"), ("", "Écrivez pourquoi")):
        page = browser.post(path, {"texte": text}).content.decode()
        assert text in page
        assert words in page
    assert not Appeal.objects.exists()


def test_once_for_each_decision(suspension, client_for, council):
    path, browser = links.appeal_path(suspension), client_for(council)
    browser.post(path, {"texte": "Une fois."})
    again = browser.post(path, {"texte": "Deux fois."})
    page = again.content.decode()
    assert again.status_code == 409
    assert "Deux fois." in page
    assert "déjà contesté" in page
    assert Appeal.objects.get().text == "Une fois."


def test_a_lifted_suspension_is_not_contested(suspension, moderator):
    deciding.lift(circle_of(moderator), suspension.pk, "Erreur.")
    with pytest.raises(appealing.Refused, match="levée"):
        appealing.send(suspension.pk, "Trop tard.")


def test_one_that_has_ended_still_is(suspension, time_machine):
    time_machine.move_to(suspension.ends_at + timedelta(days=1))
    assert appealing.send(suspension.pk, "C’était injuste.").is_open


# My own page --------------------------------------------------------------------------------------


def test_ones_own_page_lists_ones_own_on_every_site(
    suspension, suspend, moderator, make_user, client_for, resident, council, portal
):
    suspend(moderator, make_user(), council, rule="advertising")
    for place in (council, portal):
        page = client_for(place, resident).get("/compte/suspension/").content.decode()
        assert "Pas d’insulte" in page
        assert stem(links.appeal_path(suspension)) in page
        assert "publicité" not in page
    assert client_for(council).get("/compte/suspension/").status_code == 302
    none = client_for(council, make_user()).get("/compte/suspension/").content.decode()
    assert "Aucune" in none


def test_the_account_leads_there_while_it_lasts(
    suspension, make_user, client_for, resident, council
):
    link = 'href="/compte/suspension/"'
    assert link in client_for(council, resident).get("/compte/").content.decode()
    assert link not in client_for(council, make_user()).get("/compte/").content.decode()


def test_a_proposal_is_not_told_to_the_person(suspend, moderator, resident, client_for, portal):
    suspend(moderator, resident, None)
    page = client_for(portal, resident).get("/compte/suspension/").content.decode()
    assert "21 novembre" not in page
    assert not sanctions.has_any(resident)


def test_the_page_in_place_of_a_sign_in(suspend, administrator, resident, portal, rf):
    from sites.councils.hosts import resolve
    from sites.councils.middleware import mark
    from sites.moderation.views import barred

    suspend(administrator, resident, None)
    suspension = sanctions.bars(resident)
    request = rf.get("/compte/connexion/", headers={"host": portal.site.hostname})
    mark(request, resolve(portal.site.hostname))
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    answer = barred(request, suspension)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Le 21 novembre" in page
    assert stem(links.appeal_path(suspension)) in page


# Deciding -----------------------------------------------------------------------------------------


def test_who_decided_does_not_judge(contested, moderator):
    with pytest.raises(NotAllowed):
        decide(moderator, contested)
    contested.state, contested.decided_at = Appeal.State.CONFIRMED, timezone.now()
    contested.decided_by = moderator
    with pytest.raises(IntegrityError), transaction.atomic():
        contested.save()


def test_nor_does_who_confirmed_nor_the_person(
    suspend, moderator, other_moderator, colleague, administrator
):
    suspension = suspend(moderator, colleague, None)
    deciding.confirm(circle_of(other_moderator), suspension.pk)
    appeal = appealing.send(suspension.pk, "Non.")
    for nobody in (moderator, other_moderator, colleague):
        assert not rights.may_judge(circle_of(nobody), appeal)
        appeal.state, appeal.decided_at = Appeal.State.CONFIRMED, timezone.now()
        appeal.decided_by = nobody
        with pytest.raises(IntegrityError), transaction.atomic():
            appeal.save()
    assert decide(administrator, appeal).state == "confirmed"


def test_a_moderator_of_the_council_before_one_of_another(
    contested, colleague, other_moderator, administrator
):
    assert set(rights.judges(contested.suspension)) == {colleague}
    with pytest.raises(NotAllowed):
        decide(other_moderator, contested)
    colleague.groups.clear()
    assert set(rights.judges(contested.suspension)) == {other_moderator}
    decide(other_moderator, contested)


def test_an_editor_here_who_moderates_elsewhere_is_no_moderator_of_here(
    contested, make_user, council, other_council
):
    from sites.councils.role_groups import group_for

    both = make_user("editor", council)
    both.groups.add(group_for(MODERATOR, other_council))
    local = make_user(MODERATOR, council)
    assert set(rights.judges(contested.suspension)) == {local}


def test_reversed_frees_at_once(posted, contested, colleague, resident, council):
    decide(colleague, contested, "reversed")
    assert not sanctions.active(resident, council)
    contested.suspension.refresh_from_db()
    assert contested.suspension.state() is State.LIFTED
    assert "est annulée" in posted()[-1].body


def test_confirmed_changes_nothing(posted, contested, colleague, resident, council):
    before = contested.suspension.ends_at
    decide(colleague, contested)
    assert sanctions.active(resident, council).ends_at == before
    assert "est maintenue" in posted()[-1].body
    assert posted()[-1].to == [resident.email]


def test_shortened_counts_from_the_start(contested, colleague, resident, council, time_machine):
    start = contested.suspension.starts_at
    decide(colleague, contested, "shortened", 3)
    assert sanctions.active(resident, council).ends_at == durations.end_after(3, start)
    contested.refresh_from_db()
    assert contested.ended_before == durations.end_after(7, start)
    time_machine.move_to(durations.end_after(3, start))
    assert not sanctions.active(resident, council)


@pytest.mark.parametrize("days", [None, 7, 30])
def test_shortened_never_lengthens(contested, colleague, days):
    with pytest.raises(Outdated):
        decide(colleague, contested, "shortened", days)
    contested.refresh_from_db()
    assert contested.is_open


def test_it_is_answered_once(contested, colleague, administrator):
    decide(colleague, contested)
    with pytest.raises(Outdated):
        decide(administrator, contested, "reversed")


def test_lifting_leaves_the_appeal_without_object(contested, moderator, colleague):
    deciding.lift(circle_of(moderator), contested.suspension_id, "Erreur.")
    contested.refresh_from_db()
    assert contested.state == Appeal.State.MOOT
    with pytest.raises(Outdated):
        decide(colleague, contested)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_appeals_at_the_same_time_make_one():
    factories.make_portal()
    council = factories.make_council(factories.LBA)
    from sites.councils.role_groups import group_for

    moderator, resident = factories.UserFactory(), factories.UserFactory()
    moderator.groups.add(group_for(MODERATOR, council))
    suspension = deciding.suspend(
        circle_of(moderator), resident, council, rule="law", statement="x", days=7
    )
    barrier, outcomes = threading.Barrier(6), []

    def send(number: int) -> None:
        try:
            barrier.wait()
            appealing.send(suspension.pk, f"Texte {number}")
            outcomes.append("kept")
        except appealing.Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept"] + ["refused"] * 5
    assert Appeal.objects.count() == 1


def test_the_database_itself_keeps_a_second_one_out(contested):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(
            suspension=contested.suspension, account=contested.account, text="Encore."
        )
