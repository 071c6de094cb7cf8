"""Registering on the site: with and without an account, what is refused, what links of mails do."""

import re
from datetime import timedelta

import pytest
import time_machine as clock
from django.utils import timezone

from cms.calendar.models import EventPage, Registration
from cms.calendar.registration import acts
from cms.pages.form_guard import STARTED, TRAP
from tests.cms.calendar.registration.making import (
    came,
    fair,
    guest,
    link,
    mails,
    member,
    states,
)
from tests.cms.meetings.factories import meeting

pytestmark = pytest.mark.django_db

PATH = "/agenda/vide-greniers/inscription/"
TYPED = {"name": "Lilas", "address": "lilas@exemple.fr", "seats": "2"}


@pytest.fixture
def client(client_for, council):
    return client_for(council)


def send(client, path=PATH, **changed):
    """A form that was opened a minute ago."""
    with clock.travel(timezone.now() - timedelta(minutes=1), tick=False):
        html = client.get(path).content.decode()
    found = re.search(rf'name="{STARTED}" value="([^"]+)"', html)
    stamp = found[1] if found else changed.pop("stamp")
    return client.post(path, TYPED | {STARTED: stamp} | changed)


def words(response) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


class TestThePage:
    """It stays the same for everybody: no form, no cookie."""

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"capacity": 10}, "Il reste 10 places"),
            ({"capacity": None}, "Sur inscription"),
            (
                {"capacity": None, "registration_mode": "open"},
                "Entrée libre, inscription conseillée",
            ),
            ({"capacity": 5, "registration_mode": "open"}, "inscription conseillée. Il reste 5 pl"),
        ],
    )
    def test_says_how_it_stands(self, client, council, fields, said):
        fair(council, **fields)
        response = client.get("/agenda/vide-greniers/")
        assert said in words(response)
        assert f'href="{PATH}"' in response.content.decode()
        assert "<form" not in response.content.decode().partition("<main")[2]
        assert not response.cookies

    def test_says_complete_after_the_last_seat(self, client, council, portal, client_for):
        page = fair(council, 1)
        pages = [
            (client, "/agenda/vide-greniers/"),
            (client, "/agenda/"),
            (client, "/"),
            (client_for(portal), "/agenda/"),
        ]
        for browser, path in pages:
            assert "Complet" not in words(browser.get(path)), path
        came(page)
        for browser, path in pages:
            assert "Complet" in words(browser.get(path)), path
        acts.cancel(Registration.objects.get())
        for browser, path in pages:
            assert "Complet" not in words(browser.get(path)), path

    def test_of_a_meeting_says_so_in_its_lists_and_on_the_home(self, client, council):
        page = meeting(council, registration_mode="required", registration_capacity=1)
        came(page)
        for path in (page.get_url_parts()[2], "/seances/", "/", "/agenda/"):
            assert "Complet" in words(client.get(path)), path

    def test_says_how_many_too_many(self, client, council):
        page = fair(council, 6)
        came(page, "a@exemple.fr", 4)
        came(page, "b@exemple.fr", 2)
        page = EventPage.objects.get(pk=page.pk)
        page.registration_capacity = 2
        page.save_revision().publish()
        for path in ("/agenda/vide-greniers/", "/agenda/"):
            assert "Complet (+4)" in words(client.get(path))

    def test_says_that_nobody_overtakes(self, client, council):
        came(fair(council, 1))
        assert "personne ne la dépasse" in words(client.get("/agenda/vide-greniers/"))

    def test_closed_it_leads_nowhere(self, client, council, time_machine):
        page = fair(council, 1)
        page.registration_closes_at = page.starts_at - timedelta(days=2)
        page.save()
        time_machine.move_to(page.registration_closes_at, tick=False)
        response = client.get("/agenda/vide-greniers/")
        assert "Inscriptions closes" in words(response)
        assert PATH not in response.content.decode()

    def test_over_it_says_nothing_of_it(self, client, council, time_machine):
        page = fair(council, 1)
        for moment, is_told in ((page.starts_at, True), (page.ends_at, False)):
            time_machine.move_to(moment, tick=False)
            said = words(client.get("/agenda/vide-greniers/"))
            assert ("Inscriptions closes" in said) is is_told

    def test_cancelled_it_says_nothing_of_it(self, client, council):
        fair(council, cancelled=True, cancel_reason="Pluie")
        response = client.get("/agenda/vide-greniers/")
        assert PATH not in response.content.decode()
        form = client.get(PATH)
        assert "annulée ou reportée" in words(form)
        assert 'name="name"' not in form.content.decode()

    def test_is_of_one_date_of_a_series(self, client, council):
        page = fair(council, 1, repeat="weekly", repeat_count=3)
        days = [one.day for one in page.registration_dates()]
        html = client.get("/agenda/vide-greniers/").content.decode()
        assert f'href="/agenda/vide-greniers/{days[0]}/inscription/"' in html
        came(page, day=days[1])
        assert "Complet" in words(client.get(f"/agenda/vide-greniers/{days[1]}/"))
        assert "Il reste 1 place" in words(client.get(f"/agenda/vide-greniers/{days[2]}/"))
        send(client, f"/agenda/vide-greniers/{days[2]}/inscription/", seats="1")
        assert Registration.objects.latest("pk").gathering.day == days[2]

    @pytest.mark.parametrize("fields", [{"registration_mode": "none"}, {"live": False}])
    def test_without_registration_has_no_form(self, client, council, fields):
        page = fair(council)
        if fields.pop("live", True) is False:
            page.unpublish()
        else:
            page.registration_mode = "none"
            page.save()
        assert client.get(PATH).status_code == 404

    def test_of_another_council_is_not_here(self, client_for, council, other_council):
        fair(council)
        assert client_for(other_council).get(PATH).status_code == 404


class TestWithoutAccount:
    def test_a_mail_is_on_its_way(self, client, council):
        page = fair(council, 4)
        response = send(client)
        assert response.url == f"{PATH}?envoye=1"
        after = client.get(response.url)
        assert "Un courriel vous attend" in words(after)
        assert "no-store" in after["Cache-Control"]
        assert (states(page), mails()) == ({"Lilas": "held"}, ["lilas@exemple.fr"])

    def test_opening_the_link_changes_nothing_the_button_does(self, client, council):
        page = fair(council, 4)
        send(client)
        path = link("confirmer", "lilas@exemple.fr")
        page_of_link = client.get(path)
        assert page_of_link.content.decode().count("<button") == 1
        assert states(page) == {"Lilas": "held"}
        done = client.post(path, follow=True)
        assert "Votre inscription est confirmée" in words(done)
        assert states(page) == {"Lilas": "registered"}
        again = client.get(path)
        assert "Votre inscription est confirmée" in words(again)
        assert "<button" not in again.content.decode().partition("<main")[2]

    def test_nobody_learns_whether_an_address_is_registered(self, client, council):
        fair(council, 4)
        first = send(client)
        client.post(link("confirmer", "lilas@exemple.fr"))
        second = send(client)
        assert first.url == second.url
        assert mails("registered") == ["lilas@exemple.fr"] * 2

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"address": "lilas@"}, "adresse électronique complète"),
            ({"address": ""}, "Remplissez ce champ"),
            ({"name": "  "}, "Remplissez ce champ"),
            ({"seats": "7"}, "Nombre de places"),
            ({"seats": "deux"}, "Nombre de places"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, client, council, changed, said):
        fair(council)
        response = send(client, **changed)
        assert response.status_code == 422
        assert said in words(response)
        assert (TYPED | changed)["address"] in response.content.decode()
        assert not Registration.objects.exists()

    def test_what_comes_too_late_is_given_back(self, client, council, time_machine):
        page = fair(council)
        form = client.get(PATH).content.decode()
        stamp = re.search(rf'name="{STARTED}" value="([^"]+)"', form)[1]
        time_machine.move_to(page.starts_at, tick=False)
        response = client.post(PATH, TYPED | {STARTED: stamp})
        assert response.status_code == 422
        assert "Les inscriptions sont closes" in words(response)
        assert 'value="lilas@exemple.fr"' in response.content.decode()

    def test_machines_learn_nothing(self, client, council):
        fair(council)
        assert send(client, **{TRAP: "https://exemple.fr"}).url == f"{PATH}?envoye=1"
        assert not Registration.objects.exists()

    def test_nobody_floods_an_address(self, client, council):
        fair(council)
        answers = [send(client, REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(8)]
        assert answers.count(422) >= 1
        assert len(mails("confirm")) <= 6


class TestLinks:
    @pytest.mark.parametrize("act", ["confirmer", "annuler", "accepter"])
    @pytest.mark.parametrize("token", ["x", "MQ:1u:abc", "é", "1" * 300])
    def test_forged_are_worth_nothing(self, client, act, token):
        response = client.get(f"/inscription/{act}/{token}/")
        assert response.status_code == 404
        assert "Ce lien ne sert plus" in words(response)

    def test_for_one_thing_are_worth_nothing_for_another(self, client, council):
        guest(fair(council))
        forged = link("confirmer", "lilas@exemple.fr").replace("confirmer", "annuler")
        assert client.get(forged).status_code == 404

    def test_cancelling_twice(self, client, council):
        page = fair(council)
        came(page)
        path = link("annuler", "lilas@exemple.fr")
        assert client.get(path).content.decode().count("<button") == 1
        assert states(page) == {"lilas": "registered"}
        for _turn in range(2):
            after = client.post(path, follow=True)
            assert "Votre inscription est annulée" in words(after)
        assert mails("cancelled") == ["lilas@exemple.fr"]

    def test_an_offer_is_taken_with_its_button(self, client, council, time_machine):
        page = fair(council, 1)
        first = came(page, "a@exemple.fr")
        came(page, "b@exemple.fr")
        time_machine.move_to(page.starts_at - timedelta(hours=9))
        acts.cancel(first)
        path = link("accepter", "b@exemple.fr")
        assert "Je la prends" in words(client.get(path))
        assert "Votre inscription est confirmée" in words(client.post(path, follow=True))

    def test_an_offer_that_is_over_says_so(self, client, council, time_machine):
        page = fair(council, 1)
        first = came(page, "a@exemple.fr")
        came(page, "b@exemple.fr")
        time_machine.move_to(now := page.starts_at - timedelta(hours=20))
        acts.cancel(first)
        path = link("accepter", "b@exemple.fr")
        time_machine.move_to(now + timedelta(hours=7))
        assert "passée à quelqu’un d’autre" in words(client.get(path))
        assert "passée à quelqu’un d’autre" in words(client.post(path, follow=True))

    def test_after_the_beginning_change_nothing(self, client, council, time_machine):
        page = fair(council)
        guest(page)
        confirming, leaving = (link(act, "lilas@exemple.fr") for act in ("confirmer", "annuler"))
        time_machine.move_to(page.starts_at, tick=False)
        for path in (confirming, leaving):
            assert "trop tard" in words(client.get(path))
            client.post(path)
        assert states(page)["lilas"] in ("held", "unconfirmed")


class TestAccount:
    def test_is_registered_at_once_and_sees_it(self, client_for, council, resident):
        page = fair(council, 3)
        client = client_for(council, resident)
        shown = client.get(PATH).content.decode()
        assert 'value="Sureau"' in shown
        assert 'name="address"' not in shown
        after = client.post(PATH, follow=True, data=TYPED | {STARTED: self.stamp(client)})
        assert "Nous vous gardons 2 places" in words(after)
        assert states(page) == {"Lilas": "registered"}

    def stamp(self, client):
        with clock.travel(timezone.now() - timedelta(minutes=1), tick=False):
            html = client.get(PATH).content.decode()
        return re.search(rf'name="{STARTED}" value="([^"]+)"', html)[1]

    def test_finds_it_among_its_contributions_and_cancels_it(self, client_for, council, resident):
        page = fair(council, 3)
        came(page, resident.email)  # before there was an account, or without it
        Registration.objects.update(user=None)
        client = client_for(council, resident)
        listed = client.get("/compte/contributions/?type=inscriptions")
        assert "Vide-greniers" in words(listed)
        path = re.search(
            r'href="https?://[^/]+(/inscription/annuler/[^"]+)"', listed.content.decode()
        )
        assert "Votre inscription est annulée" in words(client.post(path[1], follow=True))
        assert "Vide-greniers" not in words(client.get("/compte/contributions/?type=inscriptions"))

    def test_sees_nobody_elses(self, client_for, council, resident, make_user):
        member(fair(council), make_user())
        client = client_for(council, resident)
        assert "Vide-greniers" not in words(client.get("/compte/contributions/"))
        assert "Nous vous gardons" not in words(client.get(PATH))
