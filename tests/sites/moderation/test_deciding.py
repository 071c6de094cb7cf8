"""Who may suspend whom, where; two people for everywhere; nobody climbs over anybody."""

import pytest
from django.db import IntegrityError, transaction

from sites.councils.roles import (
    ADMINISTRATOR,
    CONTRIBUTOR,
    COORDINATOR,
    EDITOR,
    INTEGRATOR,
    LEAD,
    MODERATOR,
    TOWN_HALL,
)
from sites.moderation import deciding, rights, sanctions
from sites.moderation.deciding import Outdated
from sites.moderation.models import Suspension
from sites.moderation.models.suspension import State
from sites.moderation.rights import NotAllowed, circle_of

pytestmark = pytest.mark.django_db


def test_a_moderator_suspends_in_their_council_and_nowhere_else(
    suspend, moderator, resident, council, other_council
):
    suspend(moderator, resident, council)
    with pytest.raises(NotAllowed):
        suspend(moderator, resident, other_council)
    assert sanctions.active(resident, council)
    assert not sanctions.active(resident, other_council)


@pytest.mark.parametrize("role", [CONTRIBUTOR, EDITOR, LEAD, COORDINATOR, TOWN_HALL, INTEGRATOR])
def test_no_other_role_suspends(suspend, make_user, resident, council, role):
    by = make_user(role, council if role in (CONTRIBUTOR, EDITOR, LEAD) else None)
    for place in (council, None):
        with pytest.raises(NotAllowed):
            suspend(by, resident, place)
    assert not Suspension.objects.exists()


@pytest.mark.parametrize("role", [LEAD, COORDINATOR, TOWN_HALL, INTEGRATOR, ADMINISTRATOR])
def test_a_moderator_suspends_nobody_with_a_higher_role(
    suspend, make_user, moderator, council, role
):
    above = make_user(role, council if role == LEAD else None)
    for place in (council, None):
        with pytest.raises(NotAllowed, match="rôle plus élevé"):
            suspend(moderator, above, place)


def test_a_moderator_does_not_suspend_a_superuser(suspend, make_user, moderator, council):
    with pytest.raises(NotAllowed):
        suspend(moderator, make_user(is_superuser=True), council)


@pytest.mark.parametrize("role", [CONTRIBUTOR, EDITOR, MODERATOR])
def test_a_moderator_suspends_those_beside_and_below(suspend, make_user, moderator, council, role):
    suspend(moderator, make_user(role, council), council)


def test_a_lead_of_another_council_is_a_resident_here_but_a_lead_everywhere(
    suspend, make_user, moderator, council, other_council
):
    lead = make_user(LEAD, other_council)
    with pytest.raises(NotAllowed):
        suspend(moderator, lead, None)
    suspend(moderator, lead, council)


def test_a_role_set_aside_still_counts(suspend, make_user, moderator, administrator, council):
    lead = make_user(LEAD, council)
    suspend(administrator, lead, council)
    assert not lead.groups.exists()
    with pytest.raises(NotAllowed):
        suspend(moderator, lead, council)


def test_nobody_suspends_themselves(suspend, moderator, administrator, council):
    for by in (moderator, administrator):
        with pytest.raises(NotAllowed, match="vous-même"):
            suspend(by, by, council)


def test_nor_does_the_database_let_them(row, moderator, council):
    with pytest.raises(IntegrityError), transaction.atomic():
        row(moderator, council)


def test_administration_is_suspended_everywhere_or_not_at_all(
    suspend, make_user, administrator, council
):
    peer = make_user(ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="partout"):
        suspend(administrator, peer, council)
    suspend(administrator, peer, None)
    assert not rights.circle_of(peer)


# Everywhere takes two -----------------------------------------------------------------------------


def test_everywhere_begins_when_a_second_moderator_confirms(
    posted, suspend, moderator, other_moderator, resident
):
    suspension = suspend(moderator, resident, None)
    assert suspension.state() is State.PROPOSED
    assert not sanctions.active(resident)
    assert posted() == []
    confirmed = deciding.confirm(circle_of(other_moderator), suspension.pk)
    assert confirmed.state() is State.RUNNING
    assert sanctions.bars(resident) == confirmed
    assert confirmed.confirmed_by_name == "Modérateur d’ailleurs"


def test_who_proposes_does_not_confirm(suspend, moderator, resident):
    suspension = suspend(moderator, resident, None)
    with pytest.raises(NotAllowed):
        deciding.confirm(circle_of(moderator), suspension.pk)
    suspension.confirmed_by = moderator
    with pytest.raises(IntegrityError), transaction.atomic():
        suspension.save()


def test_the_person_does_not_confirm_or_put_away(suspend, moderator, other_moderator, colleague):
    suspension = suspend(moderator, other_moderator, None)
    for act in (deciding.confirm, lambda circle, pk: deciding.decline(circle, pk, "Non.")):
        with pytest.raises(NotAllowed):
            act(circle_of(other_moderator), suspension.pk)


def test_a_resident_confirms_nothing(suspend, moderator, resident, make_user):
    suspension = suspend(moderator, resident, None)
    with pytest.raises(NotAllowed):
        deciding.confirm(circle_of(make_user()), suspension.pk)


def test_an_administrator_alone_suffices(suspend, administrator, resident):
    assert suspend(administrator, resident, None).state() is State.RUNNING


def test_a_proposal_is_answered_once(suspend, moderator, colleague, other_moderator, resident):
    suspension = suspend(moderator, resident, None)
    deciding.decline(circle_of(colleague), suspension.pk, "Trop.")
    with pytest.raises(Outdated):
        deciding.confirm(circle_of(other_moderator), suspension.pk)
    assert not sanctions.active(resident)


def test_two_proposals_do_not_wait_together(suspend, moderator, colleague, resident):
    suspend(moderator, resident, None)
    with pytest.raises(Outdated):
        suspend(colleague, resident, None)


def test_who_rose_since_the_proposal_is_spared(
    suspend, moderator, other_moderator, resident, council
):
    from sites.councils.role_groups import group_for

    suspension = suspend(moderator, resident, None)
    resident.groups.add(group_for(LEAD, council))
    with pytest.raises(NotAllowed):
        deciding.confirm(circle_of(other_moderator), suspension.pk)


# Taking back --------------------------------------------------------------------------------------


def test_who_may_lift(
    posted, suspend, moderator, colleague, other_moderator, administrator, resident, council
):
    suspension = suspend(moderator, resident, council)
    for nobody in (other_moderator, resident):
        with pytest.raises(NotAllowed):
            deciding.lift(circle_of(nobody), suspension.pk, "Si.")
    deciding.lift(circle_of(colleague), suspension.pk, "Apaisé.")
    assert not sanctions.active(resident, council)
    assert "Apaisé." in posted()[-1].body
    with pytest.raises(Outdated):
        deciding.lift(circle_of(administrator), suspension.pk, "Encore.")


def test_one_moderator_does_not_undo_what_two_decided(
    suspend, moderator, colleague, other_moderator, resident
):
    suspension = deciding.confirm(circle_of(other_moderator), suspend(moderator, resident, None).pk)
    with pytest.raises(NotAllowed):
        deciding.lift(circle_of(colleague), suspension.pk, "Si.")
    deciding.lift(circle_of(other_moderator), suspension.pk, "Erreur.")
    assert sanctions.bars(resident) is None


def test_a_suspended_moderator_lifts_nothing(
    suspend, make_user, moderator, resident, council, other_council
):
    from sites.councils.role_groups import group_for

    both = make_user(MODERATOR, council)
    both.groups.add(group_for(MODERATOR, other_council))
    suspension = suspend(both, resident, council)
    suspend(moderator, both, council)
    assert circle_of(both).councils == {other_council.pk}
    with pytest.raises(NotAllowed):
        deciding.lift(circle_of(both), suspension.pk, "Si.")


# Letters ------------------------------------------------------------------------------------------


def test_the_person_is_told_facts_rule_dates_and_the_way_to_contest(
    posted, suspend, moderator, resident, council
):
    suspend(moderator, resident, council)
    letter = posted()[-1]
    assert letter.to == [resident.email]
    for part in (
        "Deux insultes".lower(), "Pas d’insulte", "Louis Blanc – Aqueduc", "jusqu’au",
        "sans moyen automatisé", "organe de règlement extrajudiciaire", "tribunal",
        f"{council.site.root_url}/compte/suspension/recours/",
    ):  # fmt: skip
        assert part in letter.body
    assert "Modératrice" not in letter.body


def test_everywhere_is_told_on_the_portal(posted, suspend, administrator, resident, portal):
    suspend(administrator, resident, None)
    assert f"{portal.site.root_url}/compte/suspension/recours/" in posted()[-1].body


def test_leads_hear_of_their_team_but_not_the_facts(
    posted, suspend, make_user, moderator, council, other_council
):
    lead, elsewhere = make_user(LEAD, council), make_user(LEAD, other_council)
    editor = make_user(EDITOR, council, pseudonym="Plume")
    suspend(moderator, editor, council)
    told = {letter.to[0]: letter.body for letter in posted()}
    assert set(told) == {editor.email, lead.email}
    assert "Plume" in told[lead.email]
    assert "insultes" not in told[lead.email]
    assert "/recours/" not in told[lead.email]
    assert elsewhere.email not in told


def test_a_residents_suspension_is_nobodys_business(
    posted, suspend, make_user, moderator, resident, council
):
    make_user(LEAD, council)
    suspend(moderator, resident, council)
    assert [letter.to for letter in posted()] == [[resident.email]]
