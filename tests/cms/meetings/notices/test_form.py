"""« Recevoir les convocations »: asked by mail, told to nobody who is not the address's reader."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from cms.pages import form_guard
from sites.accounts.entering.making import confirm_address
from sites.notifications.models import Mail
from sites.notifications.subscriptions import subscribing
from sites.notifications.subscriptions.models import Demand, Subscriber
from tests.cms.meetings.notices.following import CONFIRM, MANAGE, follow

pytestmark = pytest.mark.django_db
PATH = "/convocations/"


@pytest.fixture
def started():
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        return form_guard._stamp()


@pytest.fixture
def ask(client_for, council, started):
    """``ask(address, *codes)``: the form of the council's site, sent."""

    def send(address: str, *codes: str, place=None, client=None, **more):
        client = client or client_for(place or council)
        data = {"email": address, "councils": codes or (council.code,), **more}
        return client.post(PATH, {form_guard.STARTED: started, **data})

    return send


def link_of(mail: Mail) -> str:
    return CONFIRM.search(mail.text)[1]


def confirm(client, mail: Mail):
    return client.post(link_of(mail))


# The page ---------------------------------------------------------------------------------------


def test_the_councils_own_is_ticked_and_no_cache_keeps_the_form(client_for, council, other_council):
    response = client_for(council).get(PATH)
    html = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    ticked = f'value="{council.code}" id="id_councils_0" checked'
    assert ticked in html
    assert html.count(" checked") == 1
    assert other_council.name in html


def test_the_portal_offers_all_of_them_and_ticks_none(client_for, portal, council, other_council):
    html = client_for(portal).get(PATH).content.decode()
    assert "Tous les conseils" in html
    assert " checked" not in html
    html = client_for(portal).get(f"{PATH}?conseil={council.code}").content.decode()
    assert html.count(" checked") == 1


def test_all_of_them_at_once(ask, client_for, portal, council, other_council):
    ask("lilas@exemple.fr", "tous", place=portal)
    confirm(client_for(portal), Mail.objects.get())
    assert subscribing.followed_by(Subscriber.objects.get()) == {
        f"meeting-notices:{council.pk}",
        f"meeting-notices:{other_council.pk}",
    }


@pytest.mark.parametrize(
    ("address", "codes", "words"),
    [
        ("", ("lba",), "Remplissez ce champ"),
        ("lilas@", ("lba",), "Écrivez une adresse électronique complète"),
        ("a@b.fr, c@d.fr", ("lba",), "Écrivez une adresse électronique complète"),
        ("lilas@exemple.fr\nBcc: x@y.fr", ("lba",), "Écrivez une adresse électronique complète"),
        ("lilas@exemple.fr", ("nulle-part",), "Cochez au moins un conseil"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(ask, address, codes, words):
    response = ask(address, *codes)
    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert address.split("\n")[0] in html
    assert not Mail.objects.exists()
    assert not Demand.objects.exists()


def test_a_machine_is_thanked_and_nothing_happens(ask):
    response = ask("lilas@exemple.fr", **{form_guard.TRAP: "achetez"})
    assert response["Location"] == f"{PATH}?envoye=1"
    assert not Demand.objects.exists()


# Double opt-in ----------------------------------------------------------------------------------


def test_nothing_is_followed_before_the_mails_reader_says_so(ask, client_for, council):
    response = ask("Lilas@Exemple.FR")
    assert response["Location"] == f"{PATH}?envoye=1"
    mail = Mail.objects.get()
    assert mail.to == "lilas@exemple.fr"
    assert not Subscriber.objects.exists()
    page = client_for(council).get(link_of(mail))
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "strict-origin"
    assert not Subscriber.objects.exists(), "a mail program that opens links confirms nothing"
    done = confirm(client_for(council), mail)
    assert "Votre abonnement est confirmé" in done.content.decode()
    assert Subscriber.objects.get().address == "lilas@exemple.fr"


def test_confirmed_twice(ask, client_for, council):
    ask("lilas@exemple.fr")
    mail = Mail.objects.get()
    confirm(client_for(council), mail)
    again = confirm(client_for(council), mail)
    assert "C’est déjà confirmé" in again.content.decode()
    assert "C’est déjà confirmé" in client_for(council).get(link_of(mail)).content.decode()
    assert Subscriber.objects.get().subscriptions.count() == 1


def test_confirmed_then_ended_is_not_begun_again_by_the_old_link(ask, client_for, council):
    ask("lilas@exemple.fr")
    mail = Mail.objects.get()
    confirm(client_for(council), mail)
    subscribing.end(Subscriber.objects.get().pk)
    again = confirm(client_for(council), mail)
    assert again.status_code == 410
    assert not Subscriber.objects.exists()


def test_too_late(ask, client_for, council):
    ask("lilas@exemple.fr")
    mail = Mail.objects.get()
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        for answer in (client_for(council).get(link_of(mail)), confirm(client_for(council), mail)):
            assert answer.status_code == 410
            assert "plus ancien" in answer.content.decode()
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("key", ["1:1vAbCd:forgé", "x", "1", "0-1:abc"])
@pytest.mark.parametrize("what", ["confirmer", "arreter", "gerer"])
def test_forged(client_for, council, key, what):
    follow("lilas@exemple.fr", council)
    for method in ("get", "post"):
        answer = getattr(client_for(council), method)(f"/abonnements/{what}/{key}/")
        assert answer.status_code == 404
        assert "copiez-la en entier" in answer.content.decode()
    assert Subscriber.objects.count() == 1


def test_what_nobody_confirmed_is_purged(ask, client_for, council):
    ask("lilas@exemple.fr")
    mail = Mail.objects.get()
    call_command("purge_subscriptions")
    assert Demand.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(hours=48, minutes=1)):
        call_command("purge_subscriptions")
        assert not Demand.objects.exists()
        assert confirm(client_for(council), mail).status_code == 410


# Nothing is told --------------------------------------------------------------------------------


def test_the_answer_is_the_same_for_a_known_address(ask, client_for, council, resident):
    confirm_address(resident)
    follow("connue@exemple.fr", council)
    answers = []
    for address in ("connue@exemple.fr", "inconnue@exemple.fr", resident.email):
        client = client_for(council)
        sent = ask(address, client=client)
        page = client.get(sent["Location"])
        answers.append((sent.status_code, sent["Location"], page.content))
    assert answers[0] == answers[1] == answers[2]
    assert Mail.objects.count() == 3


def test_only_the_mail_says_that_the_address_has_subscriptions(ask, council):
    follow("connue@exemple.fr", council)
    ask("connue@exemple.fr")
    ask("inconnue@exemple.fr")
    known, unknown = Mail.objects.order_by("pk")
    assert MANAGE.search(known.text)
    assert not MANAGE.search(unknown.text)


def test_one_address_is_not_flooded_known_or_not(ask, council):
    follow("connue@exemple.fr", council)
    for address in ("connue@exemple.fr", "inconnue@exemple.fr"):
        form_guard.MESSAGES.forget("127.0.0.1")
        for _turn in range(5):
            assert ask(address).status_code == 302
        refused = ask(address)
        assert refused.status_code == 422
        assert "ouvrez le dernier" in refused.content.decode()
        assert Mail.objects.filter(to=address).count() == 5


def test_one_network_is_limited(ask):
    for number in range(10):
        assert ask(f"p{number}@exemple.fr").status_code == 302
    refused = ask("encore@exemple.fr")
    assert refused.status_code == 422
    assert "Réessayez dans une heure" in refused.content.decode()
    assert "encore@exemple.fr" in refused.content.decode()


# Accounts ---------------------------------------------------------------------------------------


def test_a_proven_account_follows_at_once(client_for, council, resident, started):
    confirm_address(resident)
    client = client_for(council, resident)
    assert 'name="email"' not in client.get(PATH).content.decode()
    data = {form_guard.STARTED: started, "councils": [council.code]}
    response = client.post(PATH, data)
    assert response["Location"] == f"{PATH}?abonne=1"
    row = Subscriber.objects.get()
    assert (row.account, row.address) == (resident, resident.email)
    assert not Mail.objects.exists()


def test_an_account_that_proved_nothing_is_asked_like_everybody(ask, client_for, council, resident):
    response = ask(resident.email, client=client_for(council, resident))
    assert response["Location"] == f"{PATH}?envoye=1"
    assert not Subscriber.objects.exists()


def test_nothing_of_the_page_is_open_to_a_forged_request(council, started, client_for):
    client = client_for(council, enforce_csrf_checks=True)
    data = {form_guard.STARTED: started, "email": "a@exemple.fr", "councils": [council.code]}
    assert client.post(PATH, data).status_code == 403
    assert not Demand.objects.exists()
