"""Everything is lost: people who know the person give the access back, and nobody else does."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sites.accounts.factors import policy, recovery
from sites.accounts.models import Confirmation, Recovery, RecoveryEvent, SignIn, User
from sites.councils import role_groups
from sites.councils.roles import ROLES
from tests.browsing import Browser, address
from tests.sites.accounts.entering import code_in_mail, name_shown
from tests.sites.accounts.factoring import (
    GUIDE,
    STEP,
    app_code,
    enter_password,
    give_app,
    mails,
)

pytestmark = pytest.mark.django_db

ASK = STEP + "aide/"
SCREEN = "/admin/acces-perdus/"
LOG = SCREEN + "journal/"


@pytest.fixture
def person(make_user, council) -> User:
    """An editor with an app on a phone that lies in the canal."""
    user = make_user("editor", council, email="canal@exemple.fr", pseudonym="Rédactrice")
    give_app(user)
    return user


@pytest.fixture
def leads(make_user, council) -> list[User]:
    return [make_user("lead", council) for _ in range(2)]


@pytest.fixture
def administrator(make_user) -> User:
    return make_user("administrator")


@pytest.fixture
def asked(person) -> Recovery:
    return recovery.ask(person)


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def stop_link() -> str:
    return re.search(r"http\S+/arreter/\S+", mails()[-1].text).group()


class TestAsking:
    def test_begins_at_the_second_step_and_passes_by_the_mailbox(self, portal, person):
        browser = Browser()
        enter_password(browser, portal, person.email)
        browser.get(address(portal, ASK))
        browser.post(browser.url, {"send": "1"})
        assert not Recovery.objects.exists()
        page = browser.post(browser.url, {"mailed_code": code_in_mail()})
        assert "Votre demande est partie" in page.content.decode()
        assert Recovery.objects.get().person == person

    def test_with_a_wrong_code_asks_nothing(self, portal, person):
        browser = Browser()
        enter_password(browser, portal, person.email)
        browser.get(address(portal, ASK))
        browser.post(browser.url, {"send": "1"})
        browser.post(browser.url, {"mailed_code": "000000"})
        assert not Recovery.objects.exists()

    def test_is_for_who_has_passed_the_first_step(self, portal, client_for, person):
        for client in (client_for(portal), client_for(portal, person)):
            for path in (ASK, STEP + "secours/"):
                client.post(path, {"send": "1"})
        assert not mails()

    def test_lets_nobody_in(self, portal, person):
        browser = Browser()
        enter_password(browser, portal, person.email)
        browser.get(address(portal, ASK))
        browser.post(browser.url, {"send": "1"})
        browser.post(browser.url, {"mailed_code": code_in_mail()})
        assert not name_shown(browser.get(address(portal, "/compte/")))
        assert has_factor(person)

    def test_twice_is_one_request(self, person):
        assert recovery.ask(person) == recovery.ask(person)

    def test_tells_the_person_and_who_may_confirm(self, person, leads, administrator):
        recovery.ask(person)
        told = [message.to for message in mails()]
        assert told[0] == person.email
        assert sorted(told[1:]) == sorted(u.email for u in (*leads, administrator))

    def test_again_after_a_week_is_another_request(self, person, asked):
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            assert recovery.ask(person) != asked
        asked.refresh_from_db()
        assert asked.outcome == "expired"


class TestTwoLeads:
    def test_give_the_access_back(self, person, asked, leads):
        recovery.confirm(asked.pk, leads[0])
        assert has_factor(person)
        recovery.confirm(asked.pk, leads[1])
        assert not has_factor(person)
        asked.refresh_from_db()
        assert asked.outcome == "done"

    def test_end_every_session(self, client_for, portal, council, person, asked, leads):
        clients = [client_for(place, person) for place in (portal, council)]
        for lead in leads:
            recovery.confirm(asked.pk, lead)
        assert [client.get("/compte/").status_code for client in clients] == [302, 302]
        assert not SignIn.objects.filter(user=person).exists()

    def test_tell_the_person_each_time(self, person, asked, leads):
        before = len(mails())
        for lead in leads:
            recovery.confirm(asked.pk, lead)
        assert [m.to for m in mails()[before:]] == [person.email] * 2
        assert "Il en faut encore une" in mails()[before].text
        assert "rendu" in mails()[before + 1].subject

    def test_lead_on_to_the_guide(self, portal, person, asked, leads, settings):
        settings.SECOND_FACTOR = "required"
        for lead in leads:
            recovery.confirm(asked.pk, lead)
        browser = Browser()
        enter_password(browser, portal, person.email)
        assert browser.url.startswith(address(portal, GUIDE))

    def test_count_by_the_roles_they_hold_when_it_is_decided(self, person, asked, leads):
        recovery.confirm(asked.pk, leads[0])
        leads[0].groups.clear()
        recovery.confirm(asked.pk, leads[1])
        assert has_factor(person)

    def test_of_two_councils_are_not_two_of_one(
        self, person, asked, leads, make_user, other_council
    ):
        from sites.councils.role_groups import group_for

        person.groups.add(group_for("contributor", other_council))
        recovery.confirm(asked.pk, leads[0])
        recovery.confirm(asked.pk, make_user("lead", other_council))
        assert has_factor(person)


class TestOneAdministrator:
    def test_waits_an_hour(self, person, asked, administrator):
        recovery.confirm(asked.pk, administrator)
        call_command("finish_recoveries")
        assert has_factor(person)
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            call_command("finish_recoveries")
            call_command("finish_recoveries")
        assert not has_factor(person)
        assert RecoveryEvent.objects.filter(what="done").count() == 1

    def test_may_be_stopped_meanwhile_by_who_reads_the_mail(
        self, client_for, portal, person, asked, administrator
    ):
        recovery.confirm(asked.pk, administrator)
        path = stop_link().removeprefix(portal.site.root_url)
        client = client_for(portal)
        client.get(path)
        assert Recovery.objects.get().is_open()  # mail programs open links by themselves
        client.post(path)
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            call_command("finish_recoveries")
        assert has_factor(person)

    def test_who_is_one_no_more_counts_for_nothing(self, person, asked, administrator):
        recovery.confirm(asked.pk, administrator)
        administrator.groups.clear()
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            call_command("finish_recoveries")
        assert has_factor(person)

    def test_is_needed_for_a_resident(self, resident, leads, administrator):
        give_app(resident)
        request = recovery.ask(resident)
        assert not recovery.may_confirm(leads[0], request)
        assert recovery.may_confirm(administrator, request)

    def test_is_needed_for_an_administrator_whatever_else_they_are(
        self, make_user, council, leads, administrator
    ):
        from sites.councils.role_groups import group_for

        other = make_user("administrator")
        other.groups.add(group_for("contributor", council))
        give_app(other)
        request = recovery.ask(other)
        for lead in leads:
            with pytest.raises(recovery.NotTheirs):
                recovery.confirm(request.pk, lead)
        assert recovery.may_confirm(administrator, request)


@pytest.mark.parametrize("role", [role.key for role in ROLES if not role.per_council])
def test_leads_vouch_for_nobody_with_a_role_of_all_councils(
    person, asked, leads, make_user, role, administrator
):
    """Two of them and a mailbox would else reach what neither may do."""
    person.groups.add(role_groups.group_for(role, None))
    for lead in leads:
        with pytest.raises(recovery.NotTheirs):
            recovery.confirm(asked.pk, lead)
    assert has_factor(person)
    assert set(recovery.confirmers(asked)) == {administrator}


class TestNobodyElse:
    @pytest.mark.parametrize(
        "role", [role.key for role in ROLES if role.key not in ("lead", "administrator")]
    )
    def test_of_any_other_role(self, asked, make_user, council, role, client_for):
        per_council = next(r for r in ROLES if r.key == role).per_council
        user = make_user(role, council if per_council else None)
        with pytest.raises(recovery.NotTheirs):
            recovery.confirm(asked.pk, user)
        client = client_for("admin", user)
        for path in (SCREEN, LOG, f"{SCREEN}{asked.pk}/"):
            assert client.get(path).status_code == 404
        assert client.post(f"{SCREEN}{asked.pk}/").status_code == 404

    def test_who_leads_another_council(self, asked, make_user, other_council, client_for):
        stranger = make_user("lead", other_council)
        with pytest.raises(recovery.NotTheirs):
            recovery.confirm(asked.pk, stranger)
        client = client_for("admin", stranger)
        assert client.get(f"{SCREEN}{asked.pk}/").status_code == 404
        assert client.post(f"{SCREEN}{asked.pk}/").status_code == 404
        assert "Rédactrice" not in client.get(SCREEN).content.decode()

    def test_oneself(self, make_user, council, client_for):
        lead = make_user("lead", council)
        give_app(lead)
        request = recovery.ask(lead)
        with pytest.raises(recovery.NotTheirs):
            recovery.confirm(request.pk, lead)
        assert client_for("admin", lead).get(f"{SCREEN}{request.pk}/").status_code == 404
        boss = make_user(is_superuser=True)
        give_app(boss)
        own = recovery.ask(boss)
        with pytest.raises(recovery.NotTheirs):
            recovery.confirm(own.pk, boss)

    def test_the_same_lead_twice(self, person, asked, leads):
        for _ in range(3):
            recovery.confirm(asked.pk, leads[0])
        assert has_factor(person)
        assert RecoveryEvent.objects.filter(what="confirmed").count() == 1

    def test_a_closed_account(self, asked, leads):
        leads[0].is_active = False
        with pytest.raises(recovery.NotTheirs):
            recovery.confirm(asked.pk, leads[0])

    def test_too_late(self, person, asked, leads):
        recovery.confirm(asked.pk, leads[0])
        with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
            with pytest.raises(recovery.NotTheirs):
                recovery.confirm(asked.pk, leads[1])
            call_command("finish_recoveries")
        assert has_factor(person)
        asked.refresh_from_db()
        assert asked.outcome == "expired"

    def test_after_it_was_stopped(self, person, asked, leads):
        recovery.withdraw(person)
        with pytest.raises(recovery.NotTheirs):
            recovery.confirm(asked.pk, leads[0])

    def test_an_attacker_who_has_the_mailbox_and_the_password(self, portal, person):
        thief = Browser()
        enter_password(thief, portal, person.email)
        thief.get(address(portal, ASK))
        thief.post(thief.url, {"send": "1"})
        thief.post(thief.url, {"mailed_code": code_in_mail()})
        request = Recovery.objects.get()
        thief.get(address("admin", f"{SCREEN}{request.pk}/"))
        thief.client("admin.quartiers.localhost").post(f"{SCREEN}{request.pk}/")
        with time_machine.travel(timezone.now() + timedelta(days=6)):
            call_command("finish_recoveries")
        assert has_factor(person)

    def test_the_database_itself_refuses_oneself_and_a_second_time(self, person, asked, leads):
        with pytest.raises(IntegrityError), transaction.atomic():
            Confirmation.objects.create(recovery=asked, person=person, by=person)
        Confirmation.objects.create(recovery=asked, person=person, by=leads[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            Confirmation.objects.create(recovery=asked, person=person, by=leads[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            Recovery.objects.create(person=person, expires_at=timezone.now())


class TestFindingThePhone:
    def test_stops_the_request(self, portal, person, asked):
        browser = Browser()
        enter_password(browser, portal, person.email)
        browser.post(browser.url, {"way": "app", "code": app_code()})
        asked.refresh_from_db()
        assert asked.outcome == "withdrawn"

    def test_signing_in_without_it_does_not(self, portal, person, asked):
        enter_password(Browser(), portal, person.email)
        asked.refresh_from_db()
        assert asked.is_open()


class TestTheScreen:
    def test_shows_a_lead_the_requests_of_their_council(self, client_for, asked, leads):
        client = client_for("admin", leads[0])
        assert "Rédactrice" in client.get(SCREEN).content.decode()
        page = client.get(f"{SCREEN}{asked.pk}/")
        assert "vive voix" in page.content.decode()
        client.post(f"{SCREEN}{asked.pk}/")
        assert leads[0].pseudonym in client.get(SCREEN).content.decode()

    def test_lets_two_leads_finish(self, client_for, person, asked, leads):
        for lead in leads:
            client_for("admin", lead).post(f"{SCREEN}{asked.pk}/")
        assert not has_factor(person)
        assert client_for("admin", leads[0]).get(f"{SCREEN}{asked.pk}/").status_code == 404

    def test_asks_for_a_strong_session_where_one_is_owed(
        self, client_for, person, asked, leads, settings
    ):
        settings.SECOND_FACTOR = "required"
        client_for("admin", leads[0]).post(f"{SCREEN}{asked.pk}/")
        assert not Confirmation.objects.exists()

    def test_keeps_the_log_for_administrators(self, client_for, asked, leads, administrator):
        assert client_for("admin", leads[0]).get(LOG).status_code == 404
        page = client_for("admin", administrator).get(LOG).content.decode()
        assert "Rédactrice" in page


class TestTheLog:
    def test_says_who_and_what(self, person, asked, leads):
        for lead in leads:
            recovery.confirm(asked.pk, lead)
        lines = RecoveryEvent.objects.order_by("pk").values_list("what", "person", "by")
        assert list(lines) == [
            ("asked", person.pk, person.pk),
            ("confirmed", person.pk, leads[0].pk),
            ("confirmed", person.pk, leads[1].pk),
            ("done", person.pk, None),
        ]

    def test_is_only_added_to(self, asked):
        line = RecoveryEvent.objects.first()
        for change in (line.save, line.delete):
            with pytest.raises(TypeError):
                change()


class TestTheLinkOfAMail:
    def test_that_was_made_up_is_nothing(self, client_for, portal, asked):
        path = f"/compte/connexion/aide/arreter/{asked.pk}:x:y/"
        assert client_for(portal).get(path).status_code == 404

    def test_of_a_request_that_is_over_says_so(self, client_for, portal, person, asked, leads):
        path = recovery.stop_url(asked).removeprefix(portal.site.root_url)
        for lead in leads:
            recovery.confirm(asked.pk, lead)
        page = client_for(portal).post(path)
        assert "plus en cours" in page.content.decode()
        asked.refresh_from_db()
        assert asked.outcome == "done"


def test_the_operator_is_the_last_resort(make_user, capsys):
    only = make_user("administrator", email="seule@exemple.fr")
    give_app(only)
    call_command("give_access_back", "seule@exemple.fr")
    assert not policy.has_factor(only)
    assert RecoveryEvent.objects.filter(what="done", person=only).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_confirmations_at_once_give_back_once(person, leads):
    asked = recovery.ask(person)

    def confirm(lead):
        recovery.confirm(asked.pk, lead)
        connection.close()

    threads = [threading.Thread(target=confirm, args=[lead]) for lead in leads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not has_factor(person)
    assert RecoveryEvent.objects.filter(what="done").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_lead_in_six_windows_is_one_lead(person, leads):
    asked = recovery.ask(person)

    def confirm():
        recovery.confirm(asked.pk, leads[0])
        connection.close()

    threads = [threading.Thread(target=confirm) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert has_factor(person)
    assert Confirmation.objects.count() == 1
