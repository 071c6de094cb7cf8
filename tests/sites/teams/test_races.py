"""What several people do at once, on PostgreSQL: a council keeps its leads all the same."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from sites.accounts.privacy import erasure
from sites.councils.roles import EDITOR, LEAD
from sites.teams import changing, holding, inviting, members
from sites.teams.members import TooFewLeads
from sites.teams.models import Act, TeamEntry
from sites.teams.rights import Refused
from tests.races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
REFUSALS = (TooFewLeads, Refused, ValidationError)


def allowed(*acts) -> int:
    """Do all of them at the same moment; how many were not refused."""
    return sum(not isinstance(one, REFUSALS) for one in at_once(*acts, refused=REFUSALS))


@pytest.fixture
def three(make_user, council):
    return [make_user(LEAD, council) for _number in range(3)]


def test_three_leads_who_remove_each_other(three, council):
    first, second, third = three
    done = allowed(
        lambda: changing.remove(first, second, council),
        lambda: changing.remove(second, third, council),
        lambda: changing.remove(third, first, council),
    )
    assert done == 1
    assert members.leads_of(council).count() == 2


def test_two_leads_who_remove_each_other(three, make_user, council):
    first, second, third = three
    fourth = make_user(LEAD, council)
    done = allowed(
        lambda: changing.remove(first, second, council),
        lambda: changing.remove(second, first, council),
    )
    assert done == 1  # who was removed first removes nobody any more
    assert set(members.leads_of(council)) > {third, fourth}


def test_each_in_another_way(three, council):
    first, second, third = three
    done = allowed(
        lambda: changing.leave(first, council),
        lambda: erasure.close(second),
        lambda: changing.pause(first, third, council),
    )
    assert done == 1
    assert members.leads_of(council).count() == 2


def test_an_invitation_is_accepted_once(three, make_user, council):
    invitation = inviting.invite(three[0], council, "lilas@exemple.fr", frozenset({EDITOR}))
    lilas = make_user(email="lilas@exemple.fr")
    assert allowed(*[lambda: inviting.accept(lilas, invitation.pk)] * 4) == 1
    assert TeamEntry.objects.filter(act=Act.JOINED).count() == 1


def test_an_invitation_whose_sender_is_removed_meanwhile(three, make_user, council):
    """Either it was accepted first, or it is void: never a role from nobody."""
    first, second, _third = three
    invitation = inviting.invite(first, council, "lilas@exemple.fr", frozenset({EDITOR}))
    lilas = make_user(email="lilas@exemple.fr")
    allowed(
        lambda: changing.remove(second, first, council),
        lambda: inviting.accept(lilas, invitation.pk),
    )
    acts = list(TeamEntry.objects.order_by("pk").values_list("act", flat=True))
    if holding.roles_of(lilas, council):
        assert acts.index(Act.JOINED) < acts.index(Act.TAKEN)
    else:
        assert Act.JOINED not in acts


def test_one_open_invitation_from_two_leads(three, council):
    first, second, _third = three
    invited = [
        lambda by=by: inviting.invite(by, council, "lilas@exemple.fr", frozenset({EDITOR}))
        for by in (first, second)
    ]
    assert allowed(*invited) == 1


def test_the_database_refuses_to_change_the_log(three, council):
    changing.remove(three[0], three[1], council)
    for statement in (
        "UPDATE quartiers_teams_teamentry SET act = 'x'",
        "DELETE FROM quartiers_teams_teamentry",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert TeamEntry.objects.get().act == Act.TAKEN
