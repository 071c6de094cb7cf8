"""Roles given, changed, taken, put aside: by whom, and what people are told."""

import pytest

from sites.accounts.models import User
from sites.councils.role_groups import group_for
from sites.councils.roles import (
    ADMINISTRATOR,
    CONTRIBUTOR,
    COORDINATOR,
    EDITOR,
    LEAD,
    MODERATOR,
)
from sites.moderation import deciding
from sites.moderation.rights import circle_of
from sites.teams import changing, holding, journal, pausing
from sites.teams.models import Act, Pause, TeamEntry
from sites.teams.rights import NotTheirs, Refused
from tests.sites.teams.conftest import mails

pytestmark = pytest.mark.django_db
ROLE = frozenset({EDITOR})


@pytest.fixture(autouse=True)
def _two_leads(lead, second):
    """So that the floor is not what refuses."""


def held(account, council) -> frozenset[str]:
    return holding.roles_of(User.objects.get(pk=account.pk), council)


def test_a_lead_changes_a_role_and_all_are_told(lead, second, contributor, council):
    assert changing.set_roles(lead, contributor, council, ROLE)
    assert held(contributor, council) == ROLE
    assert [mail.to for mail in mails("team_role")] == [contributor.email]
    assert "Rédaction" in mails("team_role")[0].text
    assert "Genêt" in mails("team_role")[0].text
    assert mails("team_change") == []  # not a lead: the others need not hear of it
    entry = TeamEntry.objects.get()
    assert (entry.act, entry.by, entry.account, entry.council) == (
        Act.CHANGED,
        lead,
        contributor,
        council,
    )


def test_a_new_lead_is_news_to_the_others(lead, second, editor, council):
    changing.set_roles(lead, editor, council, frozenset({LEAD}))
    assert [mail.to for mail in mails("team_change")] == [second.email]


def test_nothing_changes_nothing_is_said(lead, editor, council):
    assert not changing.set_roles(lead, editor, council, ROLE)
    assert mails("team_role") == []
    assert not TeamEntry.objects.exists()


@pytest.mark.parametrize("role", [MODERATOR, ADMINISTRATOR, COORDINATOR, "nonsense"])
def test_a_lead_gives_no_more_than_they_have(role, lead, editor, council):
    with pytest.raises(NotTheirs):
        changing.set_roles(lead, editor, council, frozenset({role}))
    assert held(editor, council) == ROLE


def test_a_lead_gives_no_role_of_all_councils(lead, editor):
    with pytest.raises(NotTheirs):
        changing.set_roles(lead, editor, None, frozenset({ADMINISTRATOR}))
    assert not editor.groups.filter(role_group__role=ADMINISTRATOR).exists()


@pytest.mark.parametrize("who", ["editor", "contributor", "stranger", "resident"])
def test_nobody_else_changes_anything(who, request, editor, third, council):
    by = request.getfixturevalue(who)
    for act in (
        lambda: changing.set_roles(by, third, council, ROLE),
        lambda: changing.remove(by, third, council),
        lambda: changing.pause(by, third, council),
    ):
        with pytest.raises(NotTheirs):
            act()
    assert held(third, council) == {LEAD}


def test_nobody_outside_of_the_team_is_changed(lead, resident, stranger, council):
    """Whoever is not in it is invited, and agrees."""
    for account in (resident, stranger):
        with pytest.raises(NotTheirs):
            changing.set_roles(lead, account, council, ROLE)
    assert not resident.groups.exists()


def test_a_moderator_s_role_is_the_administration_s(lead, administrator, make_user, council):
    both = make_user(MODERATOR, council)
    both.groups.add(group_for(EDITOR, council))
    assert changing.remove(lead, both, council)  # something stays
    assert held(both, council) == {MODERATOR}
    with pytest.raises(NotTheirs):
        changing.remove(lead, both, council)
    with pytest.raises(Refused):
        changing.pause(lead, both, council)
    assert not changing.remove(administrator, both, council)
    assert held(both, council) == frozenset()


def test_roles_put_aside_come_back_as_they_were(lead, second, editor, council, other_council):
    editor.groups.add(group_for(EDITOR, other_council))
    changing.pause(lead, editor, council)
    assert holding.used_by(editor, council) == frozenset()
    assert holding.used_by(editor, other_council) == ROLE
    assert held(editor, council) == ROLE
    changing.resume(second, editor, council)
    assert holding.used_by(editor, council) == ROLE
    assert not Pause.objects.exists()
    assert len(mails("team_role")) == 2


def test_twice_is_once(lead, editor, council):
    changing.pause(lead, editor, council)
    with pytest.raises(Refused):
        changing.pause(lead, editor, council)
    changing.resume(lead, editor, council)
    with pytest.raises(Refused):
        changing.resume(lead, editor, council)


def test_a_role_given_meanwhile_waits_as_well(lead, editor, council):
    changing.pause(lead, editor, council)
    editor.groups.add(group_for(LEAD, council))
    group_for(CONTRIBUTOR, council).user_set.add(editor)  # from the other side
    assert holding.used_by(editor, council) == frozenset()
    changing.resume(lead, editor, council)
    assert holding.used_by(editor, council) == {LEAD, EDITOR, CONTRIBUTOR}


def test_a_role_changed_meanwhile_waits_as_well(lead, editor, council):
    changing.pause(lead, editor, council)
    changing.set_roles(lead, editor, council, frozenset({CONTRIBUTOR}))
    assert holding.used_by(editor, council) == frozenset()
    changing.resume(lead, editor, council)
    assert holding.used_by(editor, council) == {CONTRIBUTOR}


def test_who_is_removed_meanwhile_gets_nothing_back(lead, editor, council):
    changing.pause(lead, editor, council)
    changing.remove(lead, editor, council)
    assert not Pause.objects.exists()
    with pytest.raises(NotTheirs):
        changing.resume(lead, editor, council)
    assert held(editor, council) == frozenset()


@pytest.mark.parametrize("pause_first", [True, False])
def test_both_the_team_and_the_moderation(pause_first, lead, editor, make_user, council):
    """Roles are back when neither keeps them aside, whatever came and ended first."""
    circle = circle_of(make_user(MODERATOR, council))

    def suspend():
        return deciding.suspend(
            circle, editor, council, rule="respect", statement="Des insultes.", days=7
        )

    if pause_first:
        changing.pause(lead, editor, council)
        suspension = suspend()
        changing.resume(lead, editor, council)
        assert holding.used_by(editor, council) == frozenset()
        deciding.lift(circle, suspension.pk, "Erreur.")
    else:
        suspension = suspend()
        changing.pause(lead, editor, council)
        deciding.lift(circle, suspension.pk, "Erreur.")
        assert holding.used_by(editor, council) == frozenset()
        changing.resume(lead, editor, council)
    assert holding.used_by(editor, council) == ROLE


def test_who_is_removed_while_suspended_gets_nothing_back(lead, editor, make_user, council):
    circle = circle_of(make_user(MODERATOR, council))
    suspension = deciding.suspend(
        circle, editor, council, rule="respect", statement="Des insultes.", days=7
    )
    changing.remove(lead, editor, council)
    deciding.lift(circle, suspension.pk, "Erreur.")
    assert held(editor, council) == frozenset()


def test_a_lead_who_is_put_aside_leads_nothing(lead, second, third, editor, council):
    changing.pause(lead, third, council)
    with pytest.raises(NotTheirs):
        changing.remove(third, editor, council)


def test_nobody_puts_themselves_aside(lead, third, council):
    with pytest.raises(Refused):
        changing.pause(lead, lead, council)


def test_leaving_is_told_to_both_sides(lead, second, editor, council):
    changing.leave(editor, council)
    assert [mail.to for mail in mails("team_role")] == [editor.email]
    assert {mail.to for mail in mails("team_change")} == {lead.email, second.email}
    with pytest.raises(NotTheirs):
        changing.leave(editor, council)


def test_the_log_tells_since_when_and_in_words(lead, editor, council):
    journal.note(Act.GIVEN, council, None, editor, roles=[EDITOR])
    changing.set_roles(lead, editor, council, frozenset({CONTRIBUTOR}))
    assert set(journal.since(council)) == {editor.pk}
    line = journal.in_words(journal.of([council.pk]))[0]
    assert (line.who, line.council_id) == ("Genêt", council.pk)
    assert line.what.replace("\u00a0", " ") == "a changé le rôle de Plume : Contribution"
    changing.remove(lead, editor, council)
    assert journal.since(council) == {}


def test_the_log_of_a_council_is_not_another_s(lead, editor, council, other_council):
    changing.remove(lead, editor, council)
    assert list(journal.of([other_council.pk, None])) == []


def test_a_pause_is_of_one_council(lead, editor, council, other_council):
    changing.pause(lead, editor, council)
    assert pausing.pause_of(editor, other_council) is None
    assert pausing.pause_of(editor, None) is None
