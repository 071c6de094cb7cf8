"""Closing an account: gone at once, back exactly as it was, or nobody's for ever."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from sites.accounts.models import Closure, User
from sites.accounts.privacy import erasure, links, registry
from sites.councils import role_groups
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

CLOSE = "/compte/donnees/suppression/"


def in_(**later):
    return time_machine.travel(timezone.now() + timedelta(**later), tick=False)


def just_came(client, user: User):
    """``client``, in which ``user`` has authenticated a moment ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def row(user: User) -> dict:
    """Everything the account is, roles and rights included."""
    columns = User.objects.filter(pk=user.pk).values().get()
    columns["groups"] = sorted(user.groups.values_list("pk", flat=True))
    columns["rights"] = sorted(user.user_permissions.values_list("pk", flat=True))
    return columns


@pytest.fixture
def leads(make_user, council) -> list[User]:
    return [make_user("lead", council) for _ in range(3)]


# Closing -----------------------------------------------------------------------------------------


def test_a_closed_account_is_out_of_sight_at_once(resident, ended):
    closure = erasure.close(resident)
    resident.refresh_from_db()
    assert str(resident) == resident.get_full_name() == "Compte supprimé"
    assert not resident.is_active
    assert ended == [resident.pk], "signed out everywhere"
    assert closure.due_at - closure.asked_at == timedelta(days=14)
    (sent,) = mail.outbox
    assert sent.to == ["sureau@exemple.fr"]
    assert links.undo_url(closure) in sent.body
    assert "Sureau" in sent.body


def test_a_name_in_the_admin_is_hidden_too(make_user, council):
    user = make_user("editor", council, first_name="Ada", last_name="Diallo")
    erasure.close(user)
    user.refresh_from_db()
    assert user.get_full_name() == "Compte supprimé"


def test_roles_go_with_the_account(leads, council):
    erasure.close(leads[0])
    assert not leads[0].groups.exists()
    assert User.objects.filter(groups__role_group__council=council).count() == 2


def test_asked_twice_it_is_closed_once(resident):
    first = erasure.close(resident)
    with in_(days=3):
        again = erasure.close(resident)
    assert (again.pk, again.due_at) == (first.pk, first.due_at)
    assert len(mail.outbox) == 1


def test_the_pseudonym_of_a_closed_account_is_not_free(resident):
    erasure.close(resident)
    assert User.objects.with_pseudonym("sureau").exists()


@pytest.mark.parametrize("others", [0, 1])
def test_one_of_the_last_two_leads_hands_over_first(make_user, council, others, ended):
    user, *_rest = [make_user("lead", council) for _ in range(others + 1)]
    with pytest.raises(ValidationError, match=r"Louis Blanc – Aqueduc.*Passez d’abord la main"):
        erasure.close(user)
    user.refresh_from_db()
    assert user.is_active
    assert user.groups.exists()
    assert (Closure.objects.count(), ended, mail.outbox) == (0, [], [])


def test_a_lead_whose_place_is_taken_may_leave(leads):
    assert erasure.close(leads[0])
    with pytest.raises(ValidationError):
        erasure.close(leads[1])


def test_leads_who_are_gone_or_of_another_council_do_not_count(
    leads, council, other_council, make_user
):
    leads[2].is_active = False
    leads[2].save()
    make_user("lead", other_council)
    make_user("editor", council)
    with pytest.raises(ValidationError):
        erasure.close(leads[0])


def test_a_moderator_of_a_council_with_two_leads_may_leave(leads, council, make_user):
    assert erasure.close(make_user("moderator", council))


def test_the_last_administrator_stays(make_user):
    User.objects.filter(is_superuser=True).delete()
    only = make_user("administrator")
    with pytest.raises(ValidationError, match="n’administre"):
        erasure.close(only)
    make_user(is_superuser=True)
    assert erasure.close(only)


# Undoing -----------------------------------------------------------------------------------------


def test_undone_everything_is_exactly_as_it_was(make_user, leads, council, other_council):
    user = leads[0]
    make_user(is_superuser=True)
    user.groups.add(role_groups.group_for("moderator", other_council))
    user.user_permissions.add(1)
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True, last_name="Diallo")
    before = row(user)
    closure = erasure.close(User.objects.get(pk=user.pk))
    assert row(user) != before
    erasure.undo(closure.pk)
    assert row(user) == before
    assert not Closure.objects.exists()
    assert str(User.objects.get(pk=user.pk)) == user.pseudonym


def test_who_was_suspended_before_is_so_afterwards(make_user):
    user = make_user(is_active=False)
    erasure.undo(erasure.close(user).pk)
    user.refresh_from_db()
    assert (user.is_active, user.closed_at) == (False, None)


def test_a_role_whose_council_is_gone_does_not_come_back(leads):
    from django.contrib.auth.models import Group

    extra = Group.objects.create(name="Passagers")
    leads[0].groups.add(extra)
    closure = erasure.close(leads[0])
    extra.delete()
    erasure.undo(closure.pk)
    assert leads[0].groups.count() == 1


def test_a_role_given_back_meanwhile_is_kept(leads, other_council):
    """A suspension ends while the account is closed."""
    closure = erasure.close(leads[0])
    leads[0].groups.add(role_groups.group_for("moderator", other_council))
    erasure.undo(closure.pk)
    assert leads[0].groups.count() == 2


def test_it_can_be_undone_until_the_last_moment_and_not_after(resident):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        closure = erasure.close(resident)
    with time_machine.travel(closure.due_at - timedelta(seconds=1), tick=False):
        resident.refresh_from_db()
        assert erasure.pending(resident) == closure
    with time_machine.travel(closure.due_at, tick=False):
        assert erasure.pending(resident) is None
        with pytest.raises(erasure.TooLate):
            erasure.undo(closure.pk)
    resident.refresh_from_db()
    assert resident.closed_at


def test_undone_twice_is_too_late_the_second_time(resident):
    closure = erasure.close(resident)
    erasure.undo(closure.pk)
    with pytest.raises(erasure.TooLate):
        erasure.undo(closure.pk)


def test_nobody_has_anything_pending_who_did_not_ask(resident):
    from django.contrib.auth.models import AnonymousUser

    assert erasure.pending(resident) is None
    assert erasure.pending(None) is None
    assert AnonymousUser().pk is None


# For good ----------------------------------------------------------------------------------------


def test_after_a_fortnight_the_row_is_nobodys(leads):
    user = leads[0]
    User.objects.filter(pk=user.pk).update(first_name="Ada", last_name="Diallo")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    known = User.objects.get(pk=user.pk)
    erasure.close(user)
    with in_(days=13, hours=23):
        call_command("erase_accounts")
        assert User.objects.get(pk=user.pk).email == known.email, "not a minute early"
    with in_(days=14, seconds=1):
        call_command("erase_accounts")
        call_command("erase_accounts")
    gone = User.objects.get(pk=user.pk)
    assert gone.email.startswith("effacé-")
    assert gone.email.endswith("@invalid")
    assert str(gone) == gone.get_full_name() == "Compte supprimé"
    assert known.pseudonym not in gone.pseudonym
    assert (gone.first_name, gone.last_name, gone.last_login) == ("", "", None)
    assert not gone.has_usable_password()
    assert not gone.is_active
    assert not gone.groups.exists()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Closure.objects.exists()


def test_two_erased_accounts_live_side_by_side(make_user):
    for _ in range(2):
        erasure.erase(make_user())
    assert User.objects.filter(pseudonym__startswith="Compte supprimé").count() == 2


def test_every_column_of_an_account_is_emptied(make_user):
    """A column that somebody adds to accounts is erased unless it is among those named here."""
    user = make_user(first_name="Ada", last_login=timezone.now(), is_staff=True)
    kept = {"id", "closed_at", "date_joined", "is_active", "password", "email", "pseudonym"}
    before = row(user)
    erasure.erase(user)
    after = row(user)
    for field in User._meta.concrete_fields:
        if field.attname not in kept and not (field.unique and not field.null):
            blank = None if field.null else field.get_default() if field.has_default() else ""
            assert after[field.attname] == blank, field.attname
    for name in ("password", "email", "pseudonym", "skeleton"):
        assert before[name] not in after[name]
    assert after["date_joined"].timetuple()[1:6] == (1, 1, 0, 0, 0)


def test_an_erased_account_never_comes_back(resident):
    closure = erasure.close(resident)
    erasure.erase(resident)
    with pytest.raises(erasure.TooLate):
        erasure.undo(closure.pk)
    assert erasure.pending(User.objects.get(pk=resident.pk)) is None


def test_one_account_that_fails_stops_none_of_the_others(make_user, monkeypatch, caplog):
    first, second = make_user(), make_user()
    for user in (first, second):
        erasure.close(user)

    def fail(person):
        if person.user.pk == first.pk:
            raise OSError("a bucket that is away")

    broken = registry.Holding("broken", "", "", "", "account", erase=fail)
    monkeypatch.setitem(registry._holdings, "broken", broken)
    with in_(days=15):
        assert erasure.erase_due() == 1
    assert f"account {first.pk} could not be erased" in caplog.text
    assert Closure.objects.get().user_id == first.pk, "nothing of it was done; it is tried again"
    first.refresh_from_db()
    assert "@invalid" not in first.email


# In the browser ----------------------------------------------------------------------------------


def test_the_pseudonym_is_typed_to_confirm(client_for, portal, resident):
    client = just_came(client_for(portal, resident), resident)
    assert "quatorze" not in client.get(CLOSE).content.decode()
    wrong = client.post(CLOSE, {"pseudonym": "Lilas"})
    assert wrong.status_code == 422
    assert "Ce n’est pas votre pseudonyme" in wrong.content.decode()
    assert 'value="Lilas"' in wrong.content.decode(), "nothing typed is lost"
    assert client.post(CLOSE, {"pseudonym": ""}).status_code == 422
    assert not Closure.objects.exists()
    right = client.post(CLOSE, {"pseudonym": "  sureau "}, follow=True)
    assert "14 jours" in right.content.decode()
    assert Closure.objects.get().user == resident
    assert client.get("/compte/donnees/").status_code == 302, "signed out"


def test_closing_happens_on_the_portal(client_for, council, portal, resident):
    response = client_for(council, resident).get(CLOSE)
    assert response["Location"] == f"http://quartiers.localhost:8000{CLOSE}"
    posted = client_for(council, resident).post(CLOSE, {"pseudonym": "Sureau"})
    assert posted.status_code == 404
    assert not Closure.objects.exists()


def test_a_visitor_closes_nothing(client_for, portal):
    response = client_for(portal).post(CLOSE, {"pseudonym": "Sureau"})
    assert response.status_code == 302
    assert "/compte/connexion/" in response["Location"]


def test_a_lead_is_told_why_not(client_for, portal, council, make_user):
    lead = make_user("lead", council)
    client = just_came(client_for(portal, lead), lead)
    response = client.post(CLOSE, {"pseudonym": lead.pseudonym})
    assert response.status_code == 422
    assert "au moins deux responsables" in response.content.decode()


def test_the_link_of_the_mail_undoes_with_a_button(client_for, portal, resident):
    path = links.undo_path(erasure.close(resident))
    client = client_for(portal)
    page = client.get(path)
    assert "Annuler la suppression" in page.content.decode()
    assert Closure.objects.exists(), "a GET changes nothing: mail scanners follow links"
    assert client.post(path, follow=True).redirect_chain[-1][0].startswith("/compte/connexion/")
    assert client.login(username="sureau@exemple.fr", password=PASSWORD)
    again = client_for(portal).post(path)
    assert again.status_code == 410
    assert "Ce lien ne sert plus" in again.content.decode()


def test_an_expired_link_undoes_nothing(client_for, portal, resident):
    path = links.undo_path(erasure.close(resident))
    with in_(days=14, seconds=1):
        client = client_for(portal)
        assert client.get(path).status_code == client.post(path).status_code == 410
    resident.refresh_from_db()
    assert not resident.is_active


def test_somebody_elses_link_undoes_nothing(client_for, portal, resident, make_user):
    path = links.undo_path(erasure.close(resident))
    client = client_for(portal, make_user())
    assert client.get(path).status_code == client.post(path).status_code == 410
    resident.refresh_from_db()
    assert not resident.is_active


@pytest.mark.parametrize("forge", ["x", "{key}x", "eyJhIjoxfQ:1aaaaa:bbbb", "W10"])
def test_a_forged_link_undoes_nothing(client_for, portal, resident, forge):
    key = links.undo_path(erasure.close(resident)).split("/")[-2]
    path = f"/compte/donnees/annuler/{forge.format(key=key)}/"
    assert client_for(portal).post(path).status_code == 410
    assert Closure.objects.exists()


def test_the_link_of_an_earlier_closing_does_not_undo_the_next(client_for, portal, resident):
    old = links.undo_path(erasure.close(resident))
    erasure.undo(Closure.objects.get().pk)
    with in_(hours=1):
        resident.refresh_from_db()
        erasure.close(resident)
        assert client_for(portal).post(old).status_code == 410
    assert Closure.objects.exists()


def test_a_session_left_open_is_not_enough(client_for, portal, resident):
    client = client_for(portal, resident)
    for response in (client.get(CLOSE), client.post(CLOSE, {"pseudonym": "Sureau"})):
        assert response["Location"].startswith("/compte/confirmer/")
    assert not Closure.objects.exists()
