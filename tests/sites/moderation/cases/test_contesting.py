"""Contesting a decision through a signed link, and the answer of another person."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.board.forum_conversation import services
from sites.moderation.appealing import Refused
from sites.moderation.cases import appealing, deciding, links
from sites.moderation.cases.deciding import Choice
from sites.moderation.deciding import Outdated
from sites.moderation.models import DecisionAppeal, ModerationEntry
from sites.moderation.rights import NotAllowed, circle_of
from sites.notifications.models import Mail

from .conftest import SECRET, STATEMENT
from .test_deciding_cases import everything

pytestmark = pytest.mark.django_db

WORDS = "Cette adresse est celle d’un commerce."


@pytest.fixture
def decision(decide, moderator, case):
    return decide(moderator, case, "hidden")


@pytest.fixture
def appeal(decision):
    return appealing.send(decision.pk, WORDS)


# The link -----------------------------------------------------------------------------------------


def test_whoever_holds_the_link_reads_and_contests_without_signing_in(
    client_for, council, decision, author
):
    client = client_for(council)
    path = links.path_of(decision)
    page = client.get(path)
    words = page.content.decode()
    assert page.status_code == 200
    assert STATEMENT in words
    assert "12 rue Perdue" in words  # what they had written themselves
    assert "Modératrice" not in words
    assert page["Referrer-Policy"] == "no-referrer"
    answer = client.post(path, {"texte": WORDS})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert DecisionAppeal.objects.get().text == WORDS
    assert Mail.objects.get(kind="decision_appeal_received").to == author.email


def test_the_mail_holds_the_link(client_for, council, decision):
    text = Mail.objects.get(kind="decision").text
    root, _slash, rest = text.partition("/moderation/decision/")
    assert root.endswith(council.site.root_url)
    assert links.found(rest.split("/")[0]) == decision  # made in another second, perhaps


@pytest.mark.parametrize("what", ["forged", "other salt", "list", "cut", "another's", "empty"])
def test_a_forged_link_leads_nowhere(client_for, council, decision, resident, what):
    token = links.token_of(decision)
    forged = {
        "forged": token[:-1] + ("A" if token[-1] != "A" else "B"),
        "other salt": signing.dumps([decision.pk, decision.author_id], salt="x"),
        "list": signing.dumps("x", salt=links.SALT),
        "cut": token.partition(":")[0],
        "another's": signing.dumps([decision.pk, resident.pk], salt=links.SALT),
        "empty": signing.dumps([decision.pk, None], salt=links.SALT),
    }[what]
    path = f"/moderation/decision/{forged}/"
    assert client_for(council).get(path).status_code == 404
    assert client_for(council).post(path, {"texte": WORDS}).status_code == 404
    assert not DecisionAppeal.objects.exists()


def test_the_link_of_one_site_is_nothing_on_another(client_for, other_council, portal, decision):
    for place in (other_council, portal, "admin"):
        assert client_for(place).get(links.path_of(decision)).status_code == 404


def test_after_six_months_it_can_be_read_and_not_contested(client_for, council, decision):
    client, path = client_for(council), links.path_of(decision)
    with time_machine.travel(links.open_until(decision) - timedelta(seconds=1), tick=False):
        assert "Envoyer le recours" in client.get(path).content.decode()
    with time_machine.travel(links.open_until(decision), tick=False):
        page = client.get(path).content.decode()
        assert "Envoyer le recours" not in page
        answer = client.post(path, {"texte": WORDS})
        assert answer.status_code == 409
        assert WORDS in answer.content.decode()
    assert not DecisionAppeal.objects.exists()


def test_one_appeal_for_each_decision(client_for, council, decision, appeal):
    answer = client_for(council).post(links.path_of(decision), {"texte": "Encore."})
    assert answer.status_code == 409
    assert "Encore." in answer.content.decode()
    with pytest.raises(Refused):
        appealing.send(decision.pk, "Encore.")


def test_what_was_kept_or_undone_is_not_contested(decide, moderator, case):
    kept = decide(moderator, case, "kept")
    with pytest.raises(Refused):
        appealing.send(kept.pk, WORDS)
    deciding.undo(circle_of(moderator), case.pk)
    hidden = decide(moderator, case, "hidden")
    deciding.undo(circle_of(moderator), case.pk)
    with pytest.raises(Refused):
        appealing.send(hidden.pk, WORDS)


def test_an_empty_appeal_says_what_to_write(client_for, council, decision):
    answer = client_for(council).post(links.path_of(decision), {"texte": " "})
    assert "Écrivez pourquoi" in answer.content.decode()
    assert not DecisionAppeal.objects.exists()


# The answer ---------------------------------------------------------------------------------------


def answer(by, appeal, outcome="reversed"):
    return appealing.decide(circle_of(by), appeal.pk, outcome, "J’ai relu.")


def test_it_goes_to_another_moderator_of_the_council(decision, moderator, colleague):
    appealing.send(decision.pk, WORDS)
    mail = Mail.objects.get(kind="decision_appeal_waiting")
    assert mail.to == colleague.email
    assert f"/admin/moderation/{decision.case_id}/recours/" in mail.text


def test_without_another_one_it_goes_to_one_of_another_council(decision, other_moderator, case):
    appeal = appealing.send(decision.pk, WORDS)
    assert Mail.objects.get(kind="decision_appeal_waiting").to == other_moderator.email
    assert answer(other_moderator, appeal).state == "reversed"


def test_while_there_is_another_one_nobody_of_elsewhere_answers(appeal, colleague, other_moderator):
    with pytest.raises(NotAllowed):
        answer(other_moderator, appeal)


@pytest.mark.parametrize("who", ["moderator", "author", "resident"])
def test_never_who_decided_nor_who_wrote_it(request, appeal, colleague, who):
    with pytest.raises(NotAllowed):
        answer(request.getfixturevalue(who), appeal)


def test_never_who_reported_it(report, decide, moderator, colleague, make_user, council, post):
    judge = make_user("moderator", council)
    case = report(colleague, post).case
    appeal = appealing.send(decide(moderator, case, "hidden").pk, WORDS)
    with pytest.raises(NotAllowed):
        answer(colleague, appeal)
    assert answer(judge, appeal)


def test_not_even_an_administrator_who_decided(decide, administrator, case):
    appeal = appealing.send(decide(administrator, case, "hidden").pk, WORDS)
    with pytest.raises(NotAllowed):
        answer(administrator, appeal)


@pytest.mark.parametrize("who", ["against", "author"])
def test_the_database_itself_refuses_the_judge(appeal, who):
    judge = getattr(appeal, who)
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionAppeal.objects.filter(pk=appeal.pk).update(
            decided_by=judge, decided_at=timezone.now(), state="confirmed"
        )


@pytest.mark.parametrize("outcome", ["masked", "hidden", "illegal"])
def test_reversed_everything_is_as_before(
    report, regular, decide, moderator, colleague, post, outcome
):
    residents = [regular() for _ in range(3)]
    before = everything()
    for user in residents:
        case = report(user, post).case  # hidden by itself, first
    appeal = appealing.send(decide(moderator, case, outcome, passages=(SECRET,)).pk, WORDS)
    answer(colleague, appeal)
    assert everything() == before
    case.refresh_from_db()
    assert not case.is_open
    assert appeal.decision.case.decisions.get().undone_by == colleague


def test_reversed_it_is_not_decided_again_by_the_same_person(
    appeal, colleague, moderator, author, decide, kind, post
):
    answer(colleague, appeal)
    again = Choice("hidden", rule="privacy", statement="Je maintiens.")
    with pytest.raises(NotAllowed):
        deciding.decide_at_once(circle_of(moderator), kind, str(post.pk), again)
    post.refresh_from_db()
    assert post.approved
    # Other words are another matter.
    services.edit(post.pk, author, "Et voici le numéro du digicode.")
    assert deciding.decide_at_once(circle_of(moderator), kind, str(post.pk), again)


def test_confirmed_it_stays_and_is_not_undone(appeal, colleague, moderator, post, decision):
    answer(colleague, appeal, "confirmed")
    post.refresh_from_db()
    assert not post.approved
    with pytest.raises(Outdated):
        deciding.undo(circle_of(moderator), decision.case_id)


def test_it_is_answered_once(appeal, colleague, administrator):
    answer(colleague, appeal)
    with pytest.raises(Outdated):
        answer(administrator, appeal, "confirmed")


def test_taken_back_meanwhile_there_is_nothing_to_answer(appeal, decision, moderator, colleague):
    deciding.undo(circle_of(moderator), decision.case_id)
    appeal.refresh_from_db()
    assert appeal.state == "moot"
    with pytest.raises(Outdated):
        answer(colleague, appeal)


def test_the_author_is_told_and_the_log_knows(appeal, colleague, author):
    answer(colleague, appeal)
    mail = Mail.objects.get(kind="decision_appeal_decided")
    assert mail.to == author.email
    assert "J’ai relu." in mail.text
    acts = ModerationEntry.objects.filter(about="case").values_list("act", flat=True)
    assert {"decision.contested", "decision.reversed"} <= set(acts)
