"""What one follows: changed and ended by link, by account, and with the account."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cms.meetings.notices.subjects import forget_council, key_of
from sites.accounts.entering.making import confirm_address
from sites.accounts.privacy import erasure
from sites.accounts.privacy.proof import find
from sites.accounts.privacy.registry import person
from sites.notifications.subscriptions import links, subscribing
from sites.notifications.subscriptions.models import Delivery, Event, Subscriber, Subscription
from sites.notifications.subscriptions.privacy import SUBSCRIPTIONS
from tests.cms.meetings.factories import meeting
from tests.cms.meetings.notices.following import AGENDA, follow, send_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(council, make_user):
    follow("quelqu.un@exemple.fr", council)
    return send_now(meeting(council, agenda=AGENDA), make_user("editor", council))


def stop_path(subscriber: Subscriber, event: Event) -> str:
    return reverse("subscriptions:stop", args=[links.stop_key(subscriber, event)])


# One click (RFC 8058) ---------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["urlencoded", "multipart", "nothing"])
def test_one_click_needs_neither_cookie_nor_token(client_for, council, event, format):
    lilas = follow("lilas@exemple.fr", council)
    client = client_for(council, enforce_csrf_checks=True)
    path = stop_path(lilas, event)
    if format == "multipart":
        response = client.post(path, {"List-Unsubscribe": "One-Click"})
    else:
        body = "List-Unsubscribe=One-Click" if format == "urlencoded" else ""
        response = client.post(path, body, "application/x-www-form-urlencoded")
    assert response.status_code == 200
    assert not response.cookies
    assert not Subscriber.objects.filter(pk=lilas.pk).exists()


def test_opening_the_link_shows_one_button_and_ends_nothing(client_for, council, event):
    lilas = follow("lilas@exemple.fr", council)
    response = client_for(council).get(stop_path(lilas, event))
    main = response.content.decode().partition("<main")[2].partition("</main")[0]
    assert main.count("<button") == 1
    assert lilas.subscriptions.count() == 1


def test_twice(client_for, council, event):
    lilas = follow("lilas@exemple.fr", council)
    path = stop_path(lilas, event)
    answers = [client_for(council).post(path) for _turn in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert "arrêté" in client_for(council).get(path).content.decode()


def test_only_what_made_the_mail_come_ends(client_for, council, other_council, event):
    lilas = follow("lilas@exemple.fr", council, other_council)
    response = client_for(council).post(stop_path(lilas, event))
    assert subscribing.followed_by(lilas) == {key_of(other_council)}
    assert links.manage_path(lilas) in response.content.decode()


def test_works_on_every_site(client_for, portal, council, event):
    lilas = follow("lilas@exemple.fr", council)
    assert client_for(portal).post(stop_path(lilas, event)).status_code == 200
    assert not Subscriber.objects.filter(pk=lilas.pk).exists()


def test_a_key_for_one_page_opens_no_other(client_for, council, event):
    lilas = follow("lilas@exemple.fr", council)
    key = links.stop_key(lilas, event)
    assert client_for(council).post(f"/abonnements/gerer/{key}/").status_code == 404
    assert (
        client_for(council).post(f"/abonnements/arreter/{links.manage_key(lilas)}/").status_code
        == 404
    )


# Changing ---------------------------------------------------------------------------------------


def test_changing_by_link(client_for, council, other_council):
    lilas = follow("lilas@exemple.fr", council)
    path = links.manage_path(lilas)
    html = client_for(council).get(path).content.decode()
    assert "l…@exemple.fr" in html
    assert "lilas@exemple.fr" not in html
    client_for(council).post(path, {"meeting-notices": [key_of(other_council)]})
    assert subscribing.followed_by(lilas) == {key_of(other_council)}


def test_nothing_ticked_or_all_stopped_erases_the_address(client_for, council):
    for data in ({}, {"stop": "1", "meeting-notices": [key_of(council)]}):
        lilas = follow("lilas@exemple.fr", council)
        path = links.manage_path(lilas)
        response = client_for(council).post(path, data)
        assert "effacée" in response.content.decode()
        assert not Subscriber.objects.exists()
        assert client_for(council).get(path).status_code == 410


def test_a_forged_subject_is_refused(client_for, council):
    lilas = follow("lilas@exemple.fr", council)
    answer = client_for(council).post(
        links.manage_path(lilas), {"meeting-notices": ["meeting-notices:999999"]}
    )
    assert answer.status_code == 422
    assert subscribing.followed_by(lilas) == {key_of(council)}


def test_changing_by_link_is_safe_from_forged_requests(client_for, council):
    lilas = follow("lilas@exemple.fr", council)
    client = client_for(council, enforce_csrf_checks=True)
    assert client.post(links.manage_path(lilas), {}).status_code == 403


# Accounts ---------------------------------------------------------------------------------------


def test_in_the_account(client_for, council, other_council, resident):
    confirm_address(resident)
    client = client_for(council, resident)
    path = "/compte/abonnements/"
    client.post(path, {"meeting-notices": [key_of(other_council)]})
    assert subscribing.followed_by(subscribing.of_account(resident)) == {key_of(other_council)}
    assert f'value="{key_of(other_council)}" id="id_meeting-notices_1" checked' in (
        client.get(path).content.decode()
    )
    client.post(path, {"stop": "1"})
    assert not Subscriber.objects.exists()
    assert client_for(council).get(path).status_code == 302


def test_an_unproven_address_follows_nothing(client_for, council, resident):
    client = client_for(council, resident)
    client.post("/compte/abonnements/", {"meeting-notices": [key_of(council)]})
    assert not Subscriber.objects.exists()


def test_a_guest_who_becomes_a_member_keeps_what_they_follow(council, resident):
    guest = follow(resident.email, council)
    confirm_address(resident)
    assert Subscriber.objects.get().account == resident
    assert Subscriber.objects.get().pk == guest.pk
    follow(resident.email, council)
    assert Subscription.objects.count() == 1


def test_a_guest_and_an_account_that_turn_out_to_be_one(council, other_council, resident, event):
    """The account follows at one address, then moves to another that followed before."""
    confirm_address(resident)
    mine = follow(resident.email, council)
    guest = follow("neuve@exemple.fr", council, other_council)
    Delivery.objects.create(event=event, subscriber=guest, at=timezone.now())
    resident.email = "neuve@exemple.fr"
    resident.save()
    confirm_address(resident)
    row = Subscriber.objects.get(account=resident)
    assert row.pk == mine.pk
    assert row.address == "neuve@exemple.fr"
    assert subscribing.followed_by(row) == {key_of(council), key_of(other_council)}
    assert row.deliveries.count() == 1, "what one of them got is not sent to the other"
    assert not Subscriber.objects.filter(pk=guest.pk).exists()


def test_somebody_elses_unproven_address_takes_nothing(council, resident):
    guest = follow("voisine@exemple.fr", council)
    EmailAddress.objects.create(user=resident, email="voisine@exemple.fr", verified=False)
    guest.refresh_from_db()
    assert guest.account is None


def test_the_database_holds_one_of_each(council):
    lilas = follow("lilas@exemple.fr", council)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscriber.objects.create(address="LILAS@exemple.fr")
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.create(subscriber=lilas, subject=key_of(council), since=timezone.now())


def test_closing_the_account_ends_them_and_coming_back_brings_them_back(council, resident):
    confirm_address(resident)
    follow(resident.email, council)
    closure = erasure.close(resident)
    assert not Subscriber.objects.exists()
    erasure.undo(closure.pk)
    assert subscribing.followed_by(subscribing.of_account(resident)) == {key_of(council)}


def test_erasing_leaves_no_address_anywhere(council, resident, event):
    confirm_address(resident)
    follow(resident.email, council)
    subscribing.ask(resident.email, [key_of(council)], council.site)
    follow("ancienne-sureau@exemple.fr", council)
    EmailAddress.objects.create(user=resident, email="ancienne-sureau@exemple.fr", verified=True)
    assert person(resident).addresses >= {"sureau@exemple.fr", "ancienne-sureau@exemple.fr"}
    erasure.erase(resident)
    assert [trace.place for trace in find(["sureau@exemple.fr"])] == []


def test_the_copy_of_ones_data_has_them(council, resident):
    confirm_address(resident)
    follow(resident.email, council)
    (table,) = SUBSCRIPTIONS.export(resident)
    assert [row["subject"] for row in table.rows] == [council.name]


def test_who_got_what_is_forgotten_and_how_many_is_not(event):
    assert Delivery.objects.get().subscriber
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        subscribing.purge()
    assert Delivery.objects.get().subscriber is None
    assert Event.objects.get().reached == Delivery.objects.count() == 1


def test_a_council_that_goes_takes_its_subscriptions(council, other_council):
    follow("lilas@exemple.fr", council)
    both = follow("genet@exemple.fr", council, other_council)
    forget_council(type(council), council)
    assert list(Subscriber.objects.all()) == [both]
    assert subscribing.followed_by(both) == {key_of(other_council)}
