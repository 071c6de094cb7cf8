"""Names are for the date: what an account takes with it, and what time erases."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.calendar.models import Registration
from sites.accounts.privacy import erasure
from sites.accounts.privacy.registry import holdings
from tests.cms.calendar.registration.making import came, fair, mails, member, states

pytestmark = pytest.mark.django_db


def test_an_account_that_is_erased_frees_its_places(council, resident):
    page = fair(council, 1)
    member(page, resident)
    came(page, "b@exemple.fr")
    erasure.erase(resident)
    assert states(page) == {"": "cancelled", "b": "registered"}
    assert mails("promoted") == ["b@exemple.fr"]
    row = Registration.objects.get(name="")
    assert (row.address, row.user) == ("", None)


def test_what_its_address_registered_without_it_too(council, resident):
    page = fair(council, 1)
    came(page, resident.email)
    Registration.objects.update(user=None)
    erasure.erase(resident)
    assert states(page) == {"": "cancelled"}


def test_what_is_over_keeps_its_figures(council, resident, time_machine):
    page = fair(council, 5)
    member(page, resident, seats=3)
    Registration.objects.update(came=True)
    time_machine.move_to(page.ends_at + timedelta(days=1))
    erasure.erase(resident)
    row = Registration.objects.get()
    assert (row.state, row.seats, row.came, row.name, row.address) == (
        *("registered", 3, True),
        *("", ""),
    )


def test_an_export_tells_all_of_them(council, resident):
    came(fair(council), resident.email)
    Registration.objects.update(user=None)
    (holding,) = [one for one in holdings() if one.key == "registrations"]
    (table,) = holding.export(resident)
    (row,) = table.rows
    assert (row["for"], row["seats"], row["state"]) == ("Vide-greniers", 1, "registered")


def test_names_go_sixty_days_after_the_date(council, time_machine):
    page = fair(council)
    came(page, seats=2)
    time_machine.move_to(page.ends_at + timedelta(days=60) - timedelta(minutes=1))
    call_command("purge_registrations")
    assert states(page) == {"lilas": "registered"}
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    call_command("retain")
    row = Registration.objects.get()
    assert (row.name, row.address, row.seats) == ("", "", 2)


def test_the_form_says_so(client_for, council):
    fair(council)
    html = client_for(council).get("/agenda/vide-greniers/inscription/").content.decode()
    assert "effacés 60 jours après la date" in html.replace("\u00a0", " ")
