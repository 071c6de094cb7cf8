"""The code of the mail: once, soon, five tries, and only in the browser that asked for it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from sites.accounts import proofs
from sites.accounts.models import Proof, SignIn
from sites.accounts.proofs import Outcome
from tests.races import at_once

from .entering import (
    CODE,
    LOGIN,
    PASSWORD_PAGE,
    another_than,
    code_in_mail,
    mails,
    words_of,
)

pytestmark = pytest.mark.django_db

WRONG = "Ce n’est pas le bon code."
OVER = "Ce code ne vaut plus rien : demandez-en un nouveau."
SIX_DIGITS = "Le code a six chiffres, comme 123 456."


class TestTheRightOne:
    def test_lets_in(self, entrance, resident):
        assert entrance.ask(resident.email)["Location"] == CODE
        response = entrance.code(code_in_mail())
        assert (response.status_code, response["Location"]) == (302, "/compte/")
        assert entrance.is_inside

    def test_lets_in_once(self, entrance, another_entrance, resident):
        entrance.ask(resident.email)
        session = dict(entrance.client.session)
        entrance.code(code_in_mail())
        planted = another_entrance.client.session
        planted.update({name: session[name] for name in ("entering_proof", "entering_address")})
        planted.save()
        another_entrance.client.cookies["sessionid"] = planted.session_key
        assert OVER in words_of(another_entrance.code(code_in_mail()))
        assert not another_entrance.is_inside

    def test_lasts_ten_minutes(self, entrance, resident):
        entrance.ask(resident.email)
        with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
            assert OVER in words_of(entrance.code(code_in_mail()))
        with time_machine.travel(timezone.now() + timedelta(minutes=9, seconds=50)):
            assert entrance.code(code_in_mail()).status_code == 302

    def test_changes_the_key_of_the_session(self, entrance, resident):
        entrance.ask(resident.email)
        before = entrance.client.session.session_key
        entrance.code(code_in_mail())
        assert entrance.client.session.session_key != before

    def test_leaves_nothing_of_the_way_in(self, entrance, resident):
        entrance.prove(resident.email)
        kept = entrance.client.session
        assert not [name for name, _kept in kept.items() if name.startswith("entering")]

    @pytest.mark.parametrize("form", ["{0} {1}", " {0}-{1} ", "{0}\u00a0{1}", "{0}\u2009{1}"])
    def test_may_be_written_with_spaces(self, entrance, resident, form):
        entrance.ask(resident.email)
        code = code_in_mail()
        assert entrance.code(form.format(code[:3], code[3:])).status_code == 302

    @pytest.mark.parametrize("zero", ["０", "٠", "०"])
    def test_may_be_typed_in_digits_of_another_script(self, entrance, resident, zero):
        entrance.ask(resident.email)
        typed = "".join(chr(ord(zero) + int(digit)) for digit in code_in_mail())
        assert entrance.code(typed).status_code == 302

    def test_is_kept_as_a_digest(self, entrance, resident):
        entrance.ask(resident.email)
        proof = Proof.objects.get()
        assert len(proof.code) == 64
        assert code_in_mail() not in (proof.code, proof.link)
        # the same digits of another proof are another digest
        again = proofs._code_digest(code_in_mail(), "another link")
        assert again != proof.code


class TestAWrongOne:
    def test_says_so_and_lets_try_again(self, entrance, resident):
        entrance.ask(resident.email)
        page = entrance.code(another_than(code_in_mail()))
        assert page.status_code == 200
        assert WRONG in words_of(page)
        assert entrance.code(code_in_mail()).status_code == 302

    def test_five_times_ends_even_the_right_one(self, entrance, resident):
        entrance.ask(resident.email)
        wrong = another_than(code_in_mail())
        said = [words_of(entrance.code(wrong)) for _try in range(5)]
        assert [WRONG in words for words in said] == [True] * 4 + [False]
        assert OVER in said[-1]
        assert OVER in words_of(entrance.code(code_in_mail()))
        assert not entrance.is_inside

    def test_five_times_leaves_the_link_to_who_reads_the_mail(self, entrance, resident):
        entrance.ask(resident.email)
        for _try in range(5):
            entrance.code(another_than(code_in_mail()))
        assert Proof.objects.open().count() == 1

    @pytest.mark.parametrize(
        "typed",
        [
            "",
            "   ",
            "12345",
            "1234567",
            "²²²²²²",
            "abcdef",
            "\u202e12345",
            "1" * 10_000,
            "12\x00456",
        ],
    )
    def test_that_cannot_be_one_costs_no_try(self, entrance, resident, typed):
        entrance.ask(resident.email)
        page = entrance.code(typed)
        assert page.status_code == 200
        assert 'aria-invalid="true"' in page.content.decode()
        assert Proof.objects.get().tries == 0
        assert entrance.code(code_in_mail()).status_code == 302

    def test_says_how_one_looks(self, entrance, resident):
        entrance.ask(resident.email)
        assert SIX_DIGITS in words_of(entrance.code("12 34"))

    @pytest.mark.postgres
    @pytest.mark.django_db(transaction=True)
    def test_six_at_once_are_six(self):
        sealed = proofs.issue("enter", "sureau@exemple.fr")
        wrong = another_than(sealed.code)
        tries = [lambda: proofs.try_code(sealed.proof.pk, "enter", wrong)[0]] * 6
        found = at_once(*tries)
        assert found.count(Outcome.WRONG) == 4
        assert found.count(Outcome.OVER) == 2
        assert proofs.try_code(sealed.proof.pk, "enter", sealed.code)[0] is Outcome.OVER

    @pytest.mark.postgres
    @pytest.mark.django_db(transaction=True)
    def test_the_right_one_six_times_at_once_is_right_once(self):
        sealed = proofs.issue("enter", "sureau@exemple.fr")
        tries = [lambda: proofs.try_code(sealed.proof.pk, "enter", sealed.code)[0]] * 6
        found = at_once(*tries)
        assert (found.count(Outcome.RIGHT), found.count(Outcome.OVER)) == (1, 5)


class TestOfSomebodyElse:
    def test_another_browser_is_asked_for_the_address(self, entrance, another_entrance, resident):
        entrance.ask(resident.email)
        response = another_entrance.code(code_in_mail())
        assert (response.status_code, response["Location"]) == (302, LOGIN)
        assert not another_entrance.is_inside

    def test_the_code_of_another_browser_is_wrong(self, entrance, another_entrance, resident):
        entrance.ask(resident.email)
        first = code_in_mail()
        another_entrance.ask(resident.email)
        if first != code_in_mail():
            assert WRONG in words_of(another_entrance.code(first))

    def test_another_purpose_takes_it_for_nothing(self, resident):
        sealed = proofs.issue("change", resident.email, user=resident)
        assert proofs.try_code(sealed.proof.pk, "enter", sealed.code)[0] is Outcome.OVER
        assert proofs.by_link(sealed.token, "enter") is None
        assert proofs.try_code(sealed.proof.pk, "change", sealed.code)[0] is Outcome.RIGHT

    def test_a_closed_account_is_told_to_its_owner_only(self, entrance, make_user):
        closed = make_user(is_active=False)
        entrance.ask(closed.email)
        response = entrance.code(code_in_mail())
        assert response.status_code == 403
        assert "Ce compte est fermé" in words_of(response)
        assert not entrance.is_inside
        assert not SignIn.objects.exists()


class TestANewOne:
    def test_ends_the_one_before(self, entrance, resident):
        entrance.ask(resident.email)
        entrance.ask_again()
        assert len(mails()) == 2
        assert Proof.objects.open().count() == 1
        old, new = code_in_mail(0), code_in_mail(1)
        if old != new:
            assert WRONG in words_of(entrance.code(old))
        assert entrance.code(new).status_code == 302

    def test_ends_it_when_the_address_is_given_again_as_well(self, entrance, resident):
        entrance.ask(resident.email)
        entrance.ask(resident.email.upper())
        assert Proof.objects.open().count() == 1

    def test_leaves_those_of_another_browser(self, entrance, another_entrance, resident):
        """Else a stranger who knows an address could keep its owner out."""
        entrance.ask(resident.email)
        mine = code_in_mail()
        another_entrance.ask(resident.email, "198.51.100.9")
        another_entrance.ask_again("198.51.100.9")
        assert entrance.code(mine).status_code == 302

    def test_leaves_those_of_another_address(self, entrance, resident, make_user):
        entrance.ask(resident.email)
        entrance.ask(make_user().email)
        assert Proof.objects.open().count() == 2

    def test_is_said_to_be_on_its_way(self, entrance, resident):
        entrance.ask(resident.email)
        page = entrance.ask_again()
        assert page.status_code == 200
        assert "Un nouveau code est parti. L’ancien ne sert plus." in words_of(page)

    def test_is_refused_after_five_in_words(self, entrance, resident):
        entrance.ask(resident.email)
        answers = [entrance.ask_again() for _time in range(5)]
        assert [answer.status_code for answer in answers] == [200] * 4 + [429]
        assert len(mails()) == 5
        words = words_of(answers[-1])
        assert "Trop d’essais avec cette adresse. Réessayez dans 15 minutes." in words
        assert "Un nouveau code est parti" not in words
        # and the last one that came is still good
        assert entrance.code(code_in_mail()).status_code == 302

    def test_cannot_be_asked_for_without_an_address(self, entrance):
        response = entrance.ask_again()
        assert (response.status_code, response["Location"]) == (302, LOGIN)
        assert not mails()


class TestThePage:
    def test_helps_who_received_nothing(self, entrance, resident):
        page = entrance.client.get(entrance.ask(resident.email)["Location"])
        words = words_of(page)
        for help_ in (
            "Rien reçu ?",
            "regardez dans les indésirables",
            f"Vérifiez l’adresse : {resident.email}",
            "En donner une autre",
            "Gardez cette page ouverte",
            "Recevoir un nouveau code",
        ):
            assert help_ in words
        source = page.content.decode()
        assert 'autocomplete="one-time-code"' in source
        assert 'inputmode="numeric"' in source
        assert f'href="{LOGIN}"' in source
        assert f'href="{PASSWORD_PAGE}"' in source

    def test_keeps_where_one_was_going(self, entrance, resident):
        response = entrance.client.post(f"{LOGIN}?next=/conseils/", {"email": resident.email})
        page = entrance.client.get(response["Location"]).content.decode()
        assert f'href="{LOGIN}?next=%2Fconseils%2F"' in page
        answer = entrance.client.post(response["Location"], {"code": code_in_mail()})
        assert answer["Location"] == "/conseils/"

    def test_without_a_code_leads_to_the_address(self, entrance):
        response = entrance.client.get(f"{CODE}?next=/conseils/")
        assert response["Location"] == f"{LOGIN}?next=%2Fconseils%2F"

    def test_is_kept_by_nobody(self, entrance, resident):
        entrance.ask(resident.email)
        assert "no-store" in entrance.client.get(CODE)["Cache-Control"]

    def test_forgets_the_address_of_who_went_away(self, entrance):
        entrance.ask("passante@exemple.fr")
        assert entrance.client.cookies["sessionid"]["max-age"] == 3600
