"""Who may be called what, how often that changes, and what stays of a former name."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from sites.accounts import renaming
from sites.accounts.models import FreedPseudonym, PseudonymChange, User
from sites.accounts.reserved import is_reserved
from tests.races import at_once

LONG_AGO = timedelta(days=400)
DAY = timedelta(days=1)


@pytest.fixture
def old_hand(make_user) -> User:
    """Somebody who signed up long ago."""
    return make_user(pseudonym="Sureau", date_joined=timezone.now() - LONG_AGO)


def called(user: User) -> str:
    return User.objects.get(pk=user.pk).pseudonym


@pytest.mark.django_db
class TestNames:
    @pytest.mark.parametrize("text", ["Surеau", "SUREAU", "Sureau.", "Sùreau", "su reau"])
    def test_a_name_that_looks_like_anothers_is_refused(self, old_hand, text):
        with pytest.raises(ValidationError):
            renaming.clean(text)

    def test_ones_own_look_alike_is_ones_own(self, old_hand):
        assert renaming.clean("Sùreau", old_hand) == "Sùreau"

    @pytest.mark.parametrize(
        "text",
        [
            "Administration",
            "La mairie",
            "MA1RIE",
            "M.a.i.r.i.e",
            "Modération 10e",
            "Rnodérateur",
            "Équipe d’animation",
            "Conseil de quartier",
            "Louis Blanc - Aqueduc",
            "Aqueduc Louis-Blanc",
            "Conseil Louis Blanc – Aqueduc",
            "lba",
            "Compte supprimé",
        ],
    )
    def test_nobody_poses_as_those_who_speak_for_all(self, council, text):
        assert is_reserved(text)
        with pytest.raises(ValidationError):
            renaming.clean(text)

    @pytest.mark.parametrize(
        "text", ["Lilas de l’Aqueduc", "Louis", "Conseil de lecture", "Mairiette", "Paris-Brest"]
    )
    def test_a_name_that_only_sounds_like_it_is_free(self, council, text):
        assert renaming.clean(text) == text

    def test_a_reserved_name_that_somebody_has_is_not_taken_away(
        self, client_for, council, make_user
    ):
        user = make_user(pseudonym="Mairie")
        response = client_for(council, user).post("/compte/", {"pseudonym": "Mairie"})
        assert response.status_code == 302


@pytest.mark.django_db
class TestChanging:
    def test_once_a_quarter_and_the_date_is_said(self, client_for, council, old_hand):
        client = client_for(council, old_hand)
        with time_machine.travel("2026-03-02T10:00:00+01:00"):
            client.force_login(old_hand, "django.contrib.auth.backends.ModelBackend")
            client.post("/compte/", {"pseudonym": "Garance"})
            page = client.post("/compte/", {"pseudonym": "Bleuet"})
            words = page.content.decode().replace("\u00a0", " ")
            assert "31 mai 2026" in words
            assert 'value="Bleuet"' in words
        assert called(old_hand) == "Garance"

    @pytest.mark.parametrize(("days", "allowed"), [(89, False), (91, True)])
    def test_again_after_ninety_days(self, old_hand, days, allowed):
        renaming.rename(old_hand, "Garance")
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            if allowed:
                renaming.rename(old_hand, "Bleuet")
            else:
                with pytest.raises(ValidationError):
                    renaming.rename(old_hand, "Bleuet")
        assert called(old_hand) == ("Bleuet" if allowed else "Garance")

    def test_a_slip_at_sign_up_is_corrected_once_for_free(self, resident):
        renaming.rename(resident, "Sureau du canal")
        renaming.rename(resident, "Sureau des quais")
        with pytest.raises(ValidationError):
            renaming.rename(resident, "Sureau des ponts")
        numbers = [(c.number, c.counts) for c in resident.pseudonym_changes.order_by("number")]
        assert numbers == [(1, False), (2, True)]

    def test_the_name_one_has_is_no_change(self, old_hand):
        renaming.rename(old_hand, "Sureau")
        assert not PseudonymChange.objects.exists()

    def test_every_change_is_written_down(self, old_hand):
        renaming.rename(old_hand, "Garance")
        change = PseudonymChange.objects.get()
        assert (change.user, change.old, change.new) == (old_hand, "Sureau", "Garance")

    def test_an_administrator_changes_it_at_any_time_and_it_is_written_down(
        self, client_for, make_user, old_hand
    ):
        renaming.rename(old_hand, "Garance")
        client = client_for("admin", make_user("administrator", is_superuser=True))
        url = f"/admin/users/edit/{old_hand.pk}/"
        data = {"email": old_hand.email, "pseudonym": "Mairie", "is_active": "on"}
        response = client.post(url, data)
        assert response.status_code == 302, response.context["form"].errors
        assert called(old_hand) == "Mairie"
        assert PseudonymChange.objects.filter(old="Garance", new="Mairie").exists()


@pytest.mark.django_db
class TestFreedNames:
    def test_nobody_else_takes_a_name_that_was_given_up_for_a_year(self, old_hand, make_user):
        other = make_user()
        renaming.rename(old_hand, "Garance")
        for look_alike in ("Sureau", "sùreau"):
            with pytest.raises(ValidationError):
                renaming.clean(look_alike, other)
            with pytest.raises(ValidationError):
                renaming.clean(look_alike)
        with time_machine.travel(timezone.now() + renaming.KEPT + DAY):
            assert renaming.clean("Sureau", other) == "Sureau"

    def test_its_owner_takes_it_back(self, old_hand):
        renaming.rename(old_hand, "Garance")
        with time_machine.travel(timezone.now() + renaming.QUARTER + DAY):
            renaming.rename(old_hand, renaming.clean("Sureau", old_hand))
        assert called(old_hand) == "Sureau"

    def test_the_name_of_a_deleted_account_is_kept_without_saying_whose(self, old_hand):
        old_hand.delete()
        with pytest.raises(ValidationError):
            renaming.clean("Sureau")
        row = FreedPseudonym.objects.get()
        assert row.user is None
        assert "sureau" not in row.key

    def test_the_routine_forgets_what_is_over(self, old_hand):
        renaming.rename(old_hand, "Garance")
        call_command("purge_pseudonyms")
        assert FreedPseudonym.objects.count() == 1
        with time_machine.travel(timezone.now() + renaming.KEPT + DAY):
            call_command("purge_pseudonyms")
        assert not FreedPseudonym.objects.exists()


def became(*works) -> list[str]:
    """Do all at the same moment; « done » or the class of what each raised, in no order."""
    told = at_once(*works, refused=(Exception,))
    return sorted(type(one).__name__ if isinstance(one, Exception) else "done" for one in told)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestRaces:
    def test_of_two_look_alikes_taken_at_once_one_is(self, portal, make_user, monkeypatch):
        monkeypatch.setattr(renaming, "is_free", lambda text, account=None: True)  # both checked
        joined = timezone.now() - LONG_AGO
        people = [make_user(date_joined=joined) for _n in range(4)]
        names = ["Garance", "Gárance", "GARANCE", "gаrаnсе"]
        works = [
            lambda user=user, name=name: renaming.rename(user, name)
            for user, name in zip(people, names, strict=True)
        ]
        assert became(*works) == ["ValidationError"] * 3 + ["done"]
        assert PseudonymChange.objects.count() == 1

    def test_of_two_new_accounts_with_look_alikes_one_is_made(self, portal):
        works = [
            lambda n=n: User.objects.create_user(
                f"x{n}@exemple.fr", None, pseudonym=("Garance", "Gárance")[n]
            )
            for n in range(2)
        ]
        assert became(*works) == ["IntegrityError", "done"]

    def test_a_form_sent_twice_changes_once(self, portal, make_user):
        user = make_user(date_joined=timezone.now() - LONG_AGO)
        works = [lambda name=name: renaming.rename(user, name) for name in ("Bleuet", "Mauve")]
        assert became(*works) == ["ValidationError", "done"]
        assert user.pseudonym_changes.count() == 1
