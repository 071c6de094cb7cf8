"""A council never goes below two leads who can act, in whatever way somebody tries."""

import pytest
from django.core.exceptions import ValidationError

from sites.accounts.models import Closure, User
from sites.accounts.privacy import erasure
from sites.councils.role_groups import group_for
from sites.councils.roles import ADMINISTRATOR, EDITOR, LEAD
from sites.teams import changing, holding, members
from sites.teams.members import TooFewLeads
from sites.teams.models import TeamEntry

pytestmark = pytest.mark.django_db


def leads(council) -> set[User]:
    return set(members.leads_of(council))


WAYS = {
    "another rank": lambda by, who, council: changing.set_roles(
        by, who, council, frozenset({EDITOR})
    ),
    "removing": lambda by, who, council: changing.remove(by, who, council),
    "putting aside": lambda by, who, council: changing.pause(by, who, council),
    "leaving": lambda by, who, council: changing.leave(who, council),
    "another rank for oneself": lambda by, who, council: changing.set_roles(
        who, who, council, frozenset({EDITOR})
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_last_but_one_stays(way, lead, second, council):
    with pytest.raises(TooFewLeads) as refusal:
        WAYS[way](lead, second, council)
    assert council.name in refusal.value.message
    assert leads(council) == {lead, second}
    assert not TeamEntry.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_of_three_one_may_go(way, lead, second, third, council):
    WAYS[way](lead, second, council)
    assert leads(council) == {lead, third}


@pytest.mark.parametrize("way", WAYS)
def test_who_cannot_act_does_not_count(way, lead, second, third, council):
    User.objects.filter(pk=third.pk).update(is_active=False)
    with pytest.raises(TooFewLeads):
        WAYS[way](lead, second, council)


def test_who_cannot_act_may_be_removed(lead, second, third, council):
    User.objects.filter(pk=third.pk).update(is_active=False)
    changing.remove(lead, User.objects.get(pk=third.pk), council)
    assert holding.roles_of(third, council) == frozenset()


def test_an_account_is_not_closed_either(lead, second, council):
    with pytest.raises(ValidationError):
        erasure.close(second)
    assert not Closure.objects.exists()


def test_a_third_one_may_close_their_account(lead, second, third, council):
    erasure.close(third)
    assert leads(council) == {lead, second}


def test_somebody_put_aside_does_not_count(lead, second, third, council):
    changing.pause(lead, third, council)
    with pytest.raises(ValidationError):
        erasure.close(second)
    with pytest.raises(TooFewLeads):
        changing.remove(lead, second, council)


def test_a_new_council_can_grow_and_change(administrator, make_user, council):
    """One lead: a second is not forbidden, nor is the exchange of the only one for two others."""
    first = make_user(LEAD, council)
    editors = [make_user(EDITOR, council) for _number in range(2)]
    changing.set_roles(first, editors[0], council, frozenset({LEAD}))
    assert leads(council) == {first, editors[0]}
    changing.set_roles(first, editors[1], council, frozenset({LEAD}))
    changing.remove(administrator, first, council)
    assert leads(council) == set(editors)


def test_the_only_lead_of_a_new_council_stays(administrator, make_user, council):
    first = make_user(LEAD, council)
    with pytest.raises(TooFewLeads):
        changing.remove(administrator, first, council)


def test_other_roles_come_and_go(lead, second, editor, council):
    changing.remove(lead, editor, council)
    assert holding.roles_of(editor, council) == frozenset()


def test_other_councils_are_not_counted(lead, second, third, council, other_council):
    third.groups.add(group_for(LEAD, other_council))
    changing.remove(lead, third, council)  # two stay here; the other council is not touched
    assert leads(other_council) == {third}


def test_the_last_administrator_stays(administrator, make_user):
    with pytest.raises(TooFewLeads):
        changing.remove(administrator, administrator, None)
    second = make_user(ADMINISTRATOR)
    changing.remove(administrator, second, None)
    assert set(members.administrators()) == {administrator}
