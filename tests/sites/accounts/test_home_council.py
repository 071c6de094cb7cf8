"""One home council: chosen by street or by name, changed once a year, nothing else kept."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sites.accounts import home
from sites.accounts.models import HomeChange, User
from sites.councils.street_import import import_streets

HOME = "/compte/mon-quartier/"
DAY = timedelta(days=1)


def home_of(user: User):
    return User.objects.get(pk=user.pk).home_council


def words_of(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.django_db
class TestRule:
    def test_the_first_choice_may_be_corrected_for_two_weeks(
        self, resident, council, other_council
    ):
        home.choose(resident, council)
        with time_machine.travel(timezone.now() + 13 * DAY):
            home.choose(resident, other_council)
        assert home_of(resident) == other_council
        with time_machine.travel(timezone.now() + 15 * DAY), pytest.raises(ValidationError):
            home.choose(resident, council)
        assert home_of(resident) == other_council

    @pytest.mark.parametrize(("days", "allowed"), [(15, False), (364, False), (367, True)])
    def test_then_once_a_year(self, resident, council, other_council, days, allowed):
        home.choose(resident, council)
        with time_machine.travel(timezone.now() + days * DAY):
            if allowed:
                home.choose(resident, other_council)
            else:
                with pytest.raises(ValidationError):
                    home.choose(resident, other_council)
        assert home_of(resident) == (other_council if allowed else council)

    def test_a_later_choice_has_no_two_weeks(self, resident, council, other_council):
        home.choose(resident, council)
        with time_machine.travel(timezone.now() + 400 * DAY):
            home.choose(resident, other_council)
            with pytest.raises(ValidationError):
                home.choose(resident, council)

    def test_leaving_is_free_and_opens_no_other_council(self, resident, council, other_council):
        home.choose(resident, council)
        with time_machine.travel(timezone.now() + 30 * DAY):
            home.leave(resident)
            assert home_of(resident) is None
            with pytest.raises(ValidationError):
                home.choose(resident, other_council)
            home.choose(resident, council)
        assert home_of(resident) == council

    def test_leaving_twice_and_choosing_the_same_change_nothing(self, resident, council):
        home.leave(resident)
        home.choose(resident, council)
        home.choose(resident, council)
        assert HomeChange.objects.count() == 1

    def test_a_29_february_comes_round_on_1_march(self):
        when = timezone.datetime(2028, 2, 29, 12, tzinfo=timezone.get_default_timezone())
        assert home.a_year_after(when).date().isoformat() == "2029-03-01"

    def test_a_council_that_closes_leaves_its_residents_and_the_rule(
        self, resident, council, other_council
    ):
        home.choose(resident, council)
        change = HomeChange.objects.get()
        HomeChange.objects.filter(pk=change.pk).update(after=None)  # as SET_NULL does
        with time_machine.travel(timezone.now() + 30 * DAY):
            assert home.changes_on(resident)

    def test_the_database_refuses_a_change_that_is_none_and_a_number_twice(self, resident, council):
        home.choose(resident, council)
        for row in (
            {"number": 2, "before": council, "after": council},
            {"number": 1, "before": None, "after": council},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                HomeChange.objects.create(user=resident, **row)


@pytest.mark.django_db
class TestPage:
    @pytest.fixture(autouse=True)
    def _streets(self, council, other_council):
        import_streets([["rue des Récollets", "cel", "lba (pairs)"]], "Liste d’essai")

    def test_by_street_both_councils_of_a_border_are_named(self, client_for, portal, resident):
        client = client_for(portal, resident)
        page = client.post(HOME, {"street": "3 r des recolets"})
        words = words_of(page)
        assert "rue des Récollets" in words
        assert "Château d’Eau" in words
        assert "numéros pairs" in words
        assert "Liste d’essai" in words
        assert home_of(resident) is None  # looking chooses nothing

    def test_a_choice_is_kept_and_the_street_is_not(
        self, client_for, council, resident, django_assert_max_num_queries
    ):
        client = client_for(council, resident)
        client.get(HOME)
        with django_assert_max_num_queries(17):
            client.post(HOME, {"street": "12 rue des Récollets"})
        response = client.post(HOME, {"council": "lba"}, follow=True)
        assert "Votre conseil : Louis Blanc – Aqueduc." in words_of(response)
        assert home_of(resident) == council
        rows = [*HomeChange.objects.values(), *User.objects.filter(pk=resident.pk).values()]
        assert "collets" not in str(rows)
        assert "Récollets" not in str(dict(client.session))

    def test_an_address_in_the_address_bar_is_not_looked_at(self, client_for, council, resident):
        page = client_for(council, resident).get(HOME, {"street": "récollets", "council": "lba"})
        assert "is_searched" not in page.context
        assert home_of(resident) is None

    def test_too_soon_says_from_when_and_keeps_what_was_ticked(
        self, client_for, council, other_council, resident
    ):
        with time_machine.travel("2026-03-02T10:00:00+01:00"):
            home.choose(resident, council)
        with time_machine.travel("2026-05-02T10:00:00+02:00"):
            client = client_for(council, resident)
            assert "2 mars 2027" in words_of(client.get(HOME))
            page = client.post(HOME, {"council": "cel"})
        assert "2 mars 2027" in words_of(page)
        assert page.context["form"]["council"].value() == "cel"
        assert home_of(resident) == council

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"street": ""}, "Remplissez ce champ"),
            ({"street": "x" * 81}, "80"),
            ({"street": "nulle part"}, "Aucune rue de ce nom"),
            ({"council": "zzz"}, "Choisissez un conseil"),
            ({}, "Choisissez un conseil"),
        ],
    )
    def test_what_cannot_be_used_is_said(self, client_for, council, resident, data, words):
        assert words in words_of(client_for(council, resident).post(HOME, data))
        assert home_of(resident) is None

    def test_leaving(self, client_for, council, resident):
        home.choose(resident, council)
        client_for(council, resident).post(HOME, {"leave": "1"})
        assert home_of(resident) is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_one_is_made(council, other_council, make_user):
    resident = make_user()
    home.choose(resident, council)
    home.leave(resident)
    HomeChange.objects.update(at=timezone.now() - 400 * DAY)
    answers, start = [], threading.Barrier(2)

    def choose(where):
        start.wait()
        try:
            home.choose(resident, where)
            answers.append("done")
        except (ValidationError, IntegrityError):
            answers.append("refused")
        finally:
            connection.close()

    places = (council, other_council)
    threads = [threading.Thread(target=choose, args=(place,)) for place in places]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = home_of(resident)
    last = resident.home_changes.order_by("-number").first()
    assert last.after == after
    # Back to the council that was left is always allowed; to the other one only first.
    assert resident.home_changes.filter(number__gt=2).count() == answers.count("done")
