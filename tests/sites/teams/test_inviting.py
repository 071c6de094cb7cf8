"""Invitations: what they give, to whom, for how long; and who tries what with them."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from sites.accounts.models import User
from sites.accounts.privacy import erasure
from sites.councils.role_groups import group_for
from sites.councils.roles import (
    ADMINISTRATOR,
    CONTRIBUTOR,
    COORDINATOR,
    EDITOR,
    MODERATOR,
)
from sites.moderation import deciding
from sites.moderation.rights import circle_of
from sites.teams import changing, holding, inviting, links
from sites.teams.models import Act, Invitation, TeamEntry
from sites.teams.rights import NotTheirs, Refused
from tests.sites.teams.conftest import link_in, mails

pytestmark = pytest.mark.django_db
ROLE = frozenset({EDITOR})
LILAS = "lilas@exemple.fr"


@pytest.fixture
def lilas(make_user) -> User:
    return make_user(email=LILAS, pseudonym="Lilas")


# Sending ------------------------------------------------------------------------------------------


def test_the_mail_says_who_where_what_and_leads_to_the_page(invitation):
    (mail,) = mails("team_invitation")
    assert mail.to == LILAS
    for words in ("Genêt", "Louis Blanc – Aqueduc", "Rédaction", "Bienvenue !"):
        assert words in mail.text
    assert link_in(mail) == links.path_of(invitation)


def test_an_address_with_an_account_gets_the_same_mail(lead, council, lilas, invitation):
    known, unknown = "lilas@exemple.fr", "inconnue@exemple.fr"
    inviting.invite(lead, council, unknown, ROLE, "Bienvenue !")
    first, second = mails("team_invitation")
    assert {first.to, second.to} == {known, unknown}
    assert first.text.replace(link_in(first), "") == second.text.replace(link_in(second), "")
    assert (first.person, second.person) == (None, None)


@pytest.mark.parametrize(
    "roles", [{MODERATOR}, {ADMINISTRATOR}, {COORDINATOR}, {EDITOR, MODERATOR}, {"root"}, set()]
)
def test_a_lead_offers_no_more_than_they_have(roles, lead, council):
    if roles:
        with pytest.raises(NotTheirs):
            inviting.invite(lead, council, LILAS, frozenset(roles))
    with pytest.raises(NotTheirs):
        inviting.invite(lead, None, LILAS, frozenset(roles or {ADMINISTRATOR}))
    assert mails("team_invitation") == []


@pytest.mark.parametrize("who", ["editor", "contributor", "stranger", "resident"])
def test_nobody_else_invites(who, request, council):
    with pytest.raises(NotTheirs):
        inviting.invite(request.getfixturevalue(who), council, LILAS, frozenset({CONTRIBUTOR}))
    assert not Invitation.objects.exists()


def test_one_open_for_each_address_and_council(lead, council, stranger, other_council, invitation):
    with pytest.raises(Refused):
        inviting.invite(lead, council, " Lilas@Exemple.FR ", ROLE)
    inviting.invite(stranger, other_council, LILAS, ROLE)
    assert len(mails("team_invitation")) == 2


def test_the_database_says_so_too(administrator, council, invitation):
    everywhere = inviting.invite(administrator, None, LILAS, frozenset({COORDINATOR}))
    for known in (invitation, everywhere):
        known.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            known.save(force_insert=True)


def test_not_without_end(lead, council):
    for number in range(inviting.BY_SENDER.allowed):
        inviting.invite(lead, council, f"n{number}@exemple.fr", ROLE)
    with pytest.raises(Refused):
        inviting.invite(lead, council, "encore@exemple.fr", ROLE)


def test_resending_is_limited_and_gives_two_weeks_more(lead, second, invitation, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=10))
    again = inviting.resend(second, invitation.pk)
    assert again.expires_at > timezone.now() + timedelta(days=13)
    assert again.sender == second  # who answers for it now
    assert links.path_of(again) == links.path_of(invitation)  # the first mail's link works as well
    inviting.resend(lead, invitation.pk)
    inviting.resend(lead, invitation.pk)
    with pytest.raises(Refused):
        inviting.resend(lead, invitation.pk)
    assert len(mails("team_invitation")) == inviting.MOST_SENDINGS


def test_what_was_not_answered_can_be_sent_again(lead, council, invitation, lilas, time_machine):
    time_machine.move_to(invitation.expires_at)
    call_command("purge_invitations", stdout=None)
    inviting.resend(lead, invitation.pk)
    inviting.accept(lilas, invitation.pk)
    assert holding.roles_of(lilas, council) == ROLE


def test_or_another_one(lead, council, invitation, time_machine):
    time_machine.move_to(invitation.expires_at)
    newer = inviting.invite(lead, council, LILAS, ROLE)
    assert newer.pk != invitation.pk
    with pytest.raises(Refused):
        inviting.resend(lead, invitation.pk)  # the newer one waits


@pytest.mark.parametrize("who", ["editor", "contributor", "stranger", "resident"])
def test_nobody_else_resends_or_revokes(who, request, invitation):
    by = request.getfixturevalue(who)
    for act in (inviting.resend, inviting.revoke):
        with pytest.raises(NotTheirs):
            act(by, invitation.pk)
    invitation.refresh_from_db()
    assert invitation.is_open


def test_what_the_administration_offers_is_not_a_lead_s_to_revoke(lead, administrator, council):
    given = inviting.invite(administrator, council, LILAS, frozenset({MODERATOR}))
    with pytest.raises(NotTheirs):
        inviting.revoke(lead, given.pk)


# Accepting ----------------------------------------------------------------------------------------


def test_an_account_accepts(invitation, lilas, lead, council):
    inviting.accept(lilas, invitation.pk)
    assert holding.used_by(lilas, council) == ROLE
    assert [mail.to for mail in mails("team_change")] == [lead.email]
    entry = TeamEntry.objects.filter(act=Act.JOINED).get()
    assert (entry.account, entry.facts["sender"]) == (lilas, lead.pk)


def test_what_one_has_already_stays(invitation, lilas, council):
    lilas.groups.add(group_for(CONTRIBUTOR, council))
    inviting.accept(lilas, invitation.pk)
    assert holding.used_by(lilas, council) == {CONTRIBUTOR, EDITOR}


def refused(account: User, invitation: Invitation, council) -> str:
    """Why accepting is refused; nothing is given."""
    before = holding.roles_of(account, council)
    with pytest.raises(Refused) as refusal:
        inviting.accept(account, invitation.pk)
    assert holding.roles_of(account, council) == before
    return refusal.value.message


def test_not_twice(invitation, lilas, council):
    inviting.accept(lilas, invitation.pk)
    lilas.groups.clear()
    refused(lilas, invitation, council)


def test_not_when_revoked(invitation, lead, lilas, council):
    inviting.revoke(lead, invitation.pk)
    assert "annulée" in refused(lilas, invitation, council)


def test_not_when_declined(invitation, lilas, council):
    inviting.decline(lilas, invitation.pk)
    refused(lilas, invitation, council)


def test_not_when_its_time_is_over(invitation, lilas, council, time_machine):
    time_machine.move_to(invitation.expires_at - timedelta(seconds=1))
    assert inviting.why_not(invitation, lilas) == ""
    time_machine.move_to(invitation.expires_at)
    refused(lilas, invitation, council)
    call_command("purge_invitations", stdout=None)
    refused(lilas, Invitation.objects.get(pk=invitation.pk), council)


def test_not_by_another_address(invitation, resident, council):
    assert LILAS in refused(resident, invitation, council)
    with pytest.raises(Refused):
        inviting.decline(resident, invitation.pk)
    invitation.refresh_from_db()
    assert invitation.is_open


def test_not_by_somebody_suspended_in_that_council(invitation, lilas, make_user, council):
    circle = circle_of(make_user(MODERATOR, council))
    deciding.suspend(circle, lilas, council, rule="respect", statement="Des insultes.", days=7)
    refused(lilas, invitation, council)


def test_not_by_somebody_the_team_put_aside(invitation, lead, lilas, council):
    lilas.groups.add(group_for(CONTRIBUTOR, council))
    changing.pause(lead, lilas, council)
    refused(lilas, invitation, council)


def test_not_by_a_closed_account(invitation, lilas, council):
    erasure.close(lilas)
    refused(lilas, invitation, council)


@pytest.fixture
def _others(second, third):
    """So that the sender may go."""


@pytest.mark.usefixtures("_others")
def test_not_when_the_sender_was_removed(invitation, lead, second, lilas, council):
    changing.remove(second, lead, council)
    assert "n’a plus ce droit" in refused(lilas, invitation, council)


@pytest.mark.usefixtures("_others")
def test_not_when_the_sender_leads_no_more(invitation, lead, second, lilas, council):
    changing.set_roles(second, lead, council, ROLE)  # they could edit, not invite
    refused(lilas, invitation, council)


@pytest.mark.usefixtures("_others")
def test_not_when_the_sender_is_put_aside(invitation, lead, second, lilas, council):
    changing.pause(second, lead, council)
    refused(lilas, invitation, council)


@pytest.mark.usefixtures("_others")
def test_not_when_the_sender_is_suspended(invitation, lead, administrator, lilas, council):
    deciding.suspend(
        circle_of(administrator), lead, None, rule="respect", statement="Des insultes.", days=7
    )
    refused(lilas, invitation, council)


@pytest.mark.usefixtures("_others")
@pytest.mark.parametrize("is_erased", [False, True])
def test_not_when_the_sender_is_gone(is_erased, invitation, lead, lilas, council):
    erasure.close(lead)
    if is_erased:
        erasure.erase(lead)
        assert not Invitation.objects.exists()  # the word in it was theirs
        return
    refused(lilas, invitation, council)


@pytest.mark.usefixtures("_others")
def test_another_lead_may_send_it_in_their_own_name(invitation, lead, second, lilas, council):
    erasure.close(lead)
    inviting.resend(second, invitation.pk)
    inviting.accept(lilas, invitation.pk)
    assert holding.used_by(lilas, council) == ROLE


def test_roles_that_were_tampered_with_give_nothing(invitation, lilas, council):
    """Whatever came to stand in the row: the sender's rights decide."""
    Invitation.objects.filter(pk=invitation.pk).update(roles=[EDITOR, MODERATOR])
    refused(lilas, invitation, council)
    Invitation.objects.filter(pk=invitation.pk).update(roles=[ADMINISTRATOR], council=None)
    refused(lilas, Invitation.objects.get(pk=invitation.pk), None)
    assert not lilas.groups.exists()


def test_an_administrator_invites_to_every_role(administrator, lilas, council):
    for where, role in ((council, MODERATOR), (None, COORDINATOR)):
        invitation = inviting.invite(administrator, where, LILAS, frozenset({role}))
        inviting.accept(lilas, invitation.pk)
        assert role in holding.used_by(lilas, where)


# Keeping ------------------------------------------------------------------------------------------


def test_old_ones_are_deleted(invitation, lilas, time_machine):
    inviting.accept(lilas, invitation.pk)
    time_machine.move_to(invitation.sent_at + timedelta(days=29))
    call_command("purge_invitations", stdout=None)
    assert Invitation.objects.exists()
    time_machine.move_to(invitation.sent_at + timedelta(days=31))
    call_command("purge_invitations", stdout=None)
    assert not Invitation.objects.exists()
    assert TeamEntry.objects.filter(act=Act.JOINED).exists()  # without the address


def test_erasing_the_invited_takes_their_address_away(invitation, lilas):
    erasure.erase(lilas)
    assert not Invitation.objects.filter(address=LILAS).exists()
