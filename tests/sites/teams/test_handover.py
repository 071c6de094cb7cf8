"""A hand-over: who leaves, who takes over, and that a council keeps its leads all the while."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from sites.councils.role_groups import group_for
from sites.councils.roles import CONTRIBUTOR, EDITOR, LEAD
from sites.teams import changing, handover, holding, inviting, members
from sites.teams.handover import checklist, registry, running
from sites.teams.handover.running import Choice
from sites.teams.members import TooFewLeads
from sites.teams.models import Act, Handover, Succession, TeamEntry
from sites.teams.rights import NotTheirs, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(monkeypatch) -> dict[int, int]:
    """One kind of work: how many pieces each account holds."""
    work: dict[int, int] = {}

    def move(leaver, successor, council) -> int:
        count = work.pop(leaver.pk, 0)
        work[successor.pk] = work.get(successor.pk, 0) + count
        return count

    monkeypatch.setattr(registry, "_kinds", {})
    handover.register(
        handover.Kind(
            key="jars",
            label="Bocaux",
            count=lambda user, council: work.get(user.pk, 0),
            things=lambda user, council, most: [handover.Thing("Confiture", "/bocal/")],
            move=move,
        )
    )
    return work


def begin(by, council, *pairs, **invited) -> Handover:
    choices = [Choice(leaver.pk, heir.pk if heir else None) for leaver, heir in pairs]
    return running.choose(by, council, choices)


def test_the_whole_of_it(shelf, lead, second, editor, contributor, council):
    """Two leads hand over to two members, who become leads; the one who does it leaves last."""
    shelf |= {lead.pk: 2, second.pk: 3}
    current = begin(lead, council, (lead, editor), (second, contributor))
    assert running.move(lead, current.pk) == 5
    assert shelf == {editor.pk: 2, contributor.pk: 3}
    done = running.end(lead, current.pk, [editor.pk, contributor.pk], ["keys", "nonsense"])
    assert set(members.leads_of(council)) == {editor, contributor}
    assert holding.roles_of(lead, council) == frozenset()
    assert done.ticked == ["keys"]
    assert not done.is_open
    acts = set(TeamEntry.objects.values_list("act", flat=True))
    assert acts >= {Act.HANDOVER_BEGUN, Act.HANDED_OVER, Act.HANDOVER_ENDED, Act.TAKEN, Act.LEFT}


def test_ending_hands_over_what_is_left(shelf, lead, second, third, editor, council):
    current = begin(lead, council, (third, editor))
    shelf[third.pk] = 4
    running.end(lead, current.pk, [], [])
    assert shelf == {editor.pk: 4}
    assert Succession.objects.get().moved == {"jars": 4}
    assert holding.roles_of(editor, council) == {EDITOR}  # nobody asked for more


def test_never_below_two_leads(shelf, lead, second, editor, council):
    shelf[second.pk] = 1
    current = begin(lead, council, (second, editor))
    with pytest.raises(TooFewLeads):
        running.end(lead, current.pk, [], [])
    assert set(members.leads_of(council)) == {lead, second}
    assert shelf == {editor.pk: 1} or shelf == {second.pk: 1}  # a dict knows no transaction
    current.refresh_from_db()
    assert current.is_open
    outlook = running.outlook(current)
    assert (outlook.left, outlook.missing, outlook.candidates) == (1, 1, [editor])
    assert outlook.is_enough


def test_it_says_how_many_are_missing(lead, second, council):
    current = begin(lead, council, (lead, None), (second, None))
    outlook = running.outlook(current)
    assert (outlook.missing, outlook.is_enough) == (2, False)


def test_who_was_invited_takes_over_once_they_accept(
    shelf, lead, second, third, make_user, council
):
    invitation = inviting.invite(lead, council, "lilas@exemple.fr", frozenset({LEAD}))
    current = running.choose(lead, council, [Choice(third.pk, invitation_id=invitation.pk)])
    shelf[third.pk] = 1
    assert running.move(lead, current.pk) == 0  # nobody yet
    lilas = make_user(email="lilas@exemple.fr")
    inviting.accept(lilas, invitation.pk)
    assert Succession.objects.get().successor == lilas
    assert running.move(lead, current.pk) == 1
    assert shelf == {lilas.pk: 1}


def test_another_lead_continues_it_another_evening(shelf, lead, second, third, editor, council):
    current = begin(lead, council, (third, None))
    again = begin(second, council, (third, editor), (lead, None))
    assert again == current
    assert Succession.objects.count() == 2
    begin(second, council, (third, editor))
    assert Succession.objects.get().leaver == third


def test_one_open_for_each_council(lead, second, editor, stranger, council, other_council):
    begin(lead, council, (editor, None))
    Handover.objects.create(council=other_council, begun_by=stranger)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(council=council, begun_by=second)


@pytest.mark.parametrize("who", ["editor", "contributor", "stranger", "resident"])
def test_nobody_else_does_any_of_it(who, request, shelf, lead, second, third, editor, council):
    by = request.getfixturevalue(who)
    current = begin(lead, council, (third, editor))
    shelf[third.pk] = 1
    for act in (
        lambda: begin(by, council, (lead, editor)),
        lambda: running.move(by, current.pk),
        lambda: running.note(by, current.pk, ["keys"]),
        lambda: running.end(by, current.pk, [editor.pk], []),
        lambda: running.stop(by, current.pk),
    ):
        with pytest.raises(NotTheirs):
            act()
    assert shelf == {third.pk: 1}
    assert set(members.leads_of(council)) == {lead, second, third}


def test_nobody_of_another_council_leaves_or_takes_over(
    lead, second, editor, stranger, resident, council, other_council
):
    invitation = inviting.invite(stranger, other_council, "x@exemple.fr", frozenset({EDITOR}))
    for choice in (
        Choice(stranger.pk),
        Choice(resident.pk),
        Choice(second.pk, stranger.pk),
        Choice(second.pk, resident.pk),
    ):
        with pytest.raises(NotTheirs):
            running.choose(lead, council, [choice])
    with pytest.raises(Refused):
        running.choose(lead, council, [Choice(second.pk, invitation_id=invitation.pk)])
    assert not Handover.objects.exists()


def test_who_leaves_does_not_take_over(lead, second, editor, council):
    with pytest.raises(Refused):
        begin(lead, council, (second, editor), (editor, None))
    with pytest.raises(Refused):
        begin(lead, council)


def test_only_successors_become_leads(shelf, lead, second, third, editor, contributor, council):
    current = begin(lead, council, (third, editor))
    running.end(lead, current.pk, [contributor.pk, editor.pk], [])
    assert holding.roles_of(contributor, council) == {CONTRIBUTOR}
    assert holding.roles_of(editor, council) == {LEAD}


def test_work_goes_to_nobody_who_left_meanwhile(shelf, lead, second, third, editor, council):
    current = begin(lead, council, (third, editor))
    shelf[third.pk] = 1
    changing.remove(lead, editor, council)
    with pytest.raises(Refused):
        running.move(lead, current.pk)
    assert shelf == {third.pk: 1}


def test_who_left_by_themselves_meanwhile_is_no_obstacle(shelf, lead, second, editor, council):
    current = begin(lead, council, (editor, second))
    changing.leave(editor, council)
    running.end(lead, current.pk, [], [])
    assert Succession.objects.get().left_at


def test_giving_it_up_changes_no_role(lead, second, editor, council):
    current = begin(lead, council, (editor, None))
    running.stop(lead, current.pk)
    assert not Handover.objects.exists()
    assert holding.roles_of(editor, council) == {EDITOR}
    with pytest.raises(Refused):
        running.end(lead, current.pk, [], [])


def test_a_line_can_be_added_to_the_checklist(monkeypatch, council):
    monkeypatch.setattr(checklist, "_reminders", dict(checklist._reminders))
    handover.remind(handover.Reminder("export", "La copie du site", lambda one: f"/{one.code}/"))
    line = checklist.lines(council, ["export"])[-1]
    assert (line.text, line.url, line.is_done) == ("La copie du site", f"/{council.code}/", True)


# The screen ---------------------------------------------------------------------------------------


def page_of(council, name="handover", *args) -> str:
    return reverse(f"teams:{name}", args=[council.code, *args])


def test_addresses_are_invited_and_take_over_in_their_order(
    shelf, lead, second, third, editor, council, client_for
):
    client = client_for("admin", lead)
    typed = {
        f"part_{second.pk}": "on",
        f"part_{third.pk}": "on",
        f"suite_{third.pk}": str(editor.pk),
        "adresses": "un@exemple.fr\ndeux@exemple.fr",
    }
    assert client.post(page_of(council), typed).status_code == 302
    rows = {row.leaver: row for row in Succession.objects.all()}
    assert rows[second].invitation.address == "un@exemple.fr"
    assert rows[third].successor == editor
    page = client.get(page_of(council)).content.decode()
    assert "n’a pas encore accepté" in page
    assert "deux@exemple.fr" in page
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert page_of(council) in home


def test_a_refusal_sends_no_invitation_and_loses_nothing(
    lead, second, editor, council, client_for, invitation
):
    typed = {f"part_{second.pk}": "on", "adresses": f"neuve@exemple.fr\n{invitation.address}"}
    page = client_for("admin", lead).post(page_of(council), typed).content.decode()
    assert "attend déjà une réponse" in page
    assert "neuve@exemple.fr" in page
    assert not inviting.of_team(council).filter(address="neuve@exemple.fr").exists()
    assert not Handover.objects.exists()


@pytest.mark.parametrize("value", ["i999999", "999999", "x", "i"])
def test_tampered_values_begin_nothing(value, lead, second, editor, council, client_for):
    typed = {f"part_{editor.pk}": "on", f"suite_{editor.pk}": value}
    assert client_for("admin", lead).post(page_of(council), typed).status_code == 200
    assert not Handover.objects.exists()


def test_the_report_of_another_council_is_not_there(
    lead, second, stranger, editor, council, other_council, client_for
):
    current = begin(lead, council, (editor, None))
    client = client_for("admin", stranger)
    for where in (council, other_council):
        address = page_of(where, "handover_report", current.pk)
        assert client.get(address).status_code == 404


def test_who_hands_over_their_own_role_reads_the_end_at_once(
    shelf, lead, second, third, editor, council, client_for
):
    begin(lead, council, (lead, editor))
    client = client_for("admin", lead)
    answer = client.post(page_of(council, "handover_end"), {"terminer": "1", "fait": ["keys"]})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "vous ne faites plus partie de l’équipe" in text
    assert "La clé du panneau" in text
    assert holding.roles_of(lead, council) == frozenset()


def test_too_few_leads_is_said_on_the_page(shelf, lead, second, editor, council, client_for):
    current = begin(lead, council, (second, None))
    client = client_for("admin", lead)
    page = client.get(page_of(council)).content.decode()
    assert 'name="terminer"' not in page
    assert "Il manque 1 responsable" in page.replace("\u00a0", " ")
    answer = client.post(page_of(council, "handover_end"), {"terminer": "1"}, follow=True)
    assert "doit garder deux responsables" in answer.content.decode()
    current.refresh_from_db()
    assert current.is_open


def test_work_that_nobody_takes_over_is_named(shelf, lead, second, editor, council, client_for):
    shelf[editor.pk] = 1
    client = client_for("admin", lead)
    for heir, is_named in ((None, True), (second, False)):
        begin(lead, council, (editor, heir))
        page = client.get(page_of(council)).content.decode()
        assert ("Personne ne prend encore la suite de Plume" in page) == is_named, heir


def test_ticking_is_kept(lead, second, editor, council, client_for):
    begin(lead, council, (editor, None))
    client = client_for("admin", lead)
    client.post(page_of(council, "handover_end"), {"fait": ["mailbox"]})
    assert Handover.objects.get().ticked == ["mailbox"]
    assert Handover.objects.get().is_open
    assert holding.roles_of(editor, council) == {EDITOR}


def test_a_lead_of_two_councils_hands_over_one(
    lead, second, third, editor, council, other_council, client_for
):
    third.groups.add(group_for(LEAD, other_council))
    current = begin(lead, council, (third, editor))
    running.end(lead, current.pk, [], [])
    assert holding.roles_of(third, other_council) == {LEAD}
