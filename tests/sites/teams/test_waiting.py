"""What the first screen of the admin reminds a lead of, in their own council only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sites.councils import roles
from sites.teams import waiting
from sites.teams.duties import Urgency
from sites.teams.models import Handover, Invitation
from sites.teams.scope import scope_for

pytestmark = pytest.mark.django_db


def invitation(council, address="mimosa@exemple.fr", **fields) -> Invitation:
    fields.setdefault("expires_at", timezone.now() + timedelta(days=5))
    return Invitation.objects.create(
        council=council, address=address, roles=[roles.EDITOR], **fields
    )


def told(provider, user) -> list:
    return list(provider(scope_for(user)))


def test_invitations_without_an_answer_are_counted(client_for, lead, council, other_council):
    for number in range(2):
        invitation(council, f"mimosa{number}@exemple.fr")
    invitation(other_council)
    [duty] = told(waiting.invitations, lead)
    assert duty.text.replace("\u00a0", " ") == "2 invitations attendent une réponse"
    assert (duty.owner, duty.urgency) == (council, Urgency.NEWS)
    assert "exemple.fr" not in duty.text + duty.detail
    assert client_for("admin", lead).get(duty.url).status_code == 200


def test_those_that_are_over_are_not(lead, council):
    invitation(council, expires_at=timezone.now() - timedelta(days=1))
    invitation(council, "b@exemple.fr", outcome=Invitation.Outcome.REVOKED, ended_at=timezone.now())
    assert told(waiting.invitations, lead) == []


def test_a_handover_that_was_begun_goes_on(client_for, lead, council, other_council):
    Handover.objects.create(council=council)
    Handover.objects.create(council=other_council)
    [duty] = told(waiting.handovers, lead)
    assert duty.owner == council
    assert client_for("admin", lead).get(duty.url).status_code == 200
    Handover.objects.filter(council=council).update(ended_at=timezone.now())
    assert told(waiting.handovers, lead) == []


def test_others_are_reminded_of_nothing(editor, contributor, make_user, council, resident):
    Handover.objects.create(council=council)
    invitation(council)
    others = (editor, contributor, make_user(roles.MODERATOR, council), resident)
    for user in others:
        assert told(waiting.handovers, user) == []
        assert told(waiting.invitations, user) == []
