"""Attacks on accounts that crossed several features, and what must become of them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from sites.accounts import address_changes, addresses, guard, kept, pseudonyms, sign_ins
from sites.accounts.factors import mailed_codes, recovery
from sites.accounts.factors.guard import FactorGuard
from sites.accounts.guard import Guard
from sites.accounts.models import AddressChange, HostSession, Proof, SignIn
from sites.accounts.privacy import erasure, links
from sites.councils import role_groups
from sites.councils.roles import MODERATOR
from sites.notifications import rendering
from sites.notifications.models import Mail
from tests.browsing import Browser, address

from .entering import (
    HOME,
    another_than,
    code_in_mail,
    name_shown,
    newest_mail,
    path_of,
    sign_in,
)
from .factoring import APP, CONFIRM, STEP, app_code, give_app

pytestmark = pytest.mark.django_db

MOVE = "/compte/securite/adresse/"
UNSENDABLE = ["a@\u0378.fr", '"a,b"@exemple.fr', "a@1\u05d0.fr"]


class TestAddresses:
    @pytest.mark.parametrize("email", UNSENDABLE)
    def test_one_that_no_mail_can_reach_is_refused_at_the_entrance(self, entrance, email):
        response = entrance.ask(email)
        assert response.status_code == 200
        assert "prenom@exemple.fr" in response.content.decode()
        assert not Mail.objects.exists()

    @pytest.mark.parametrize("email", UNSENDABLE)
    def test_an_account_does_not_move_there_either(self, portal, resident, email):
        browser = Browser()
        sign_in(browser, portal, resident.email)
        response = browser.post(address(portal, MOVE), {"email": email})
        assert "prenom@exemple.fr" in response.content.decode()
        assert not AddressChange.objects.exists()

    def test_an_account_moves_to_an_address_that_its_owner_finds_again(self, portal, resident):
        """In full-width letters it would be an account that nobody can sign in to."""
        browser = Browser()
        sign_in(browser, portal, resident.email)
        browser.post(address(portal, MOVE), {"email": "Ｎeuf＠exemple.fr"})
        assert AddressChange.objects.get().email == "neuf@exemple.fr"

    def test_what_a_provider_tells_is_the_same_address(self):
        assert addresses.tidy_or_none(" Ｓureau@Exemple.FR ") == "sureau@exemple.fr"
        for told in (*UNSENDABLE, "personne", "ﷺ" * 20 + "@exemple.fr"):
            assert addresses.tidy_or_none(told) == ""

    def test_one_that_is_taken_is_not_told_by_the_work_it_makes(
        self, resident, make_user, monkeypatch
    ):
        made = []
        real = rendering.render
        monkeypatch.setattr(rendering, "render", lambda *all_: made.append(all_[0]) or real(*all_))
        work = []
        for email in ("libre@exemple.fr", make_user().email):
            made.clear()
            address_changes.begin(resident, email, "")
            work.append(list(made))
        assert work == [["address_old", "address_new"]] * 2
        assert not Mail.objects.filter(to=email).exists()
        assert Proof.objects.filter(purpose=address_changes.NEW).count() == 0


def test_estimating_passwords_is_nobodys_weapon(portal, client_for, resident):
    resident.set_unusable_password()
    resident.save()
    client = client_for(portal, resident)
    client.post(CONFIRM, {"way": "send"})
    client.post(CONFIRM, {"way": "mail", "mailed_code": code_in_mail()})
    form = {"new_password": "1", "again": "1"}
    answers = [client.post("/compte/securite/mot-de-passe/", form).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


class TestPagesOpenedFromMails:
    """Under ``no-referrer`` browsers send « Origin: null », and their form is refused as forged."""

    def check(self, client, path: str) -> None:
        response = client.get(path)
        assert response.status_code == 200
        assert b"csrfmiddlewaretoken" in response.content
        assert response["Referrer-Policy"] == "strict-origin"

    def test_a_change_of_address(self, portal, resident, client_for):
        browser = Browser()
        sign_in(browser, portal, resident.email)
        browser.post(address(portal, MOVE), {"email": "neuf@exemple.fr"})
        link = re.search(r"http\S+/securite/adresse/\S+", newest_mail(resident.email).text).group()
        self.check(client_for(portal), path_of(link))

    def test_a_closing_that_is_undone(self, portal, resident, client_for):
        self.check(client_for(portal), links.undo_path(erasure.close(resident)))

    def test_a_recovery_that_is_stopped(self, portal, resident, client_for):
        self.check(client_for(portal), path_of(recovery.stop_url(recovery.ask(resident))))


class TestSessionsOfBefore:
    """What was open before somebody became safer, or mightier."""

    def test_end_with_a_new_second_factor(self, portal, council, resident):
        intruder, owner = Browser(), Browser()
        sign_in(intruder, council, resident.email)
        sign_in(owner, council, resident.email)
        page = owner.get(address(portal, APP)).content.decode()
        secret = re.search(r"secret=([A-Z2-7]+)", page).group(1)
        owner.post(address(portal, APP), {"code": app_code(secret=secret)})
        assert not name_shown(intruder.get(address(council, "/compte/")))
        assert name_shown(owner.get(address(council, "/compte/")))

    def test_end_with_a_lost_one_and_are_weak_here(self, portal, council, resident):
        give_app(resident)
        intruder, owner = Browser(), Browser()
        for browser in (intruder, owner):
            sign_in(browser, council, resident.email)
            browser.post(address(portal, STEP), {"way": "app", "code": app_code()})
            browser.get(address(council, "/compte/connexion/"))
            Authenticator.objects.all().delete()
            give_app(resident)  # the same, which forgets that the code was used
        assert name_shown(intruder.get(address(council, "/compte/")))
        owner.post(address(portal, APP + "retirer/"))
        assert not Authenticator.objects.exists()
        assert not name_shown(intruder.get(address(council, "/compte/")))
        strong = [session.get_decoded().get("strong") for session in HostSession.objects.all()]
        assert len(strong) == 2  # of the owner: portal and council
        assert not any(strong)

    @pytest.mark.parametrize("is_reverse", [False, True])
    def test_end_with_a_new_role(self, portal, council, resident, is_reverse):
        """A resident's lasts half a year, in a browser that may lie in a drawer."""
        give_app(resident)
        sign_ins.start(resident, "", strong=True)
        group = role_groups.group_for(MODERATOR, council)
        if is_reverse:
            group.user_set.add(resident)
        else:
            resident.groups.add(group)
        assert not SignIn.objects.exists()
        sign_ins.start(resident, "")
        resident.groups.add(group)  # which they hold already
        assert SignIn.objects.count() == 1

    @pytest.mark.parametrize("flag", ["is_superuser", "is_staff"])
    def test_end_with_all_power(self, portal, resident, flag):
        sign_ins.start(resident, "", strong=True)
        setattr(resident, flag, True)
        resident.save()
        assert not SignIn.objects.exists()
        sign_ins.start(resident, "")
        resident.save()
        assert SignIn.objects.count() == 1


def test_the_key_of_one_host_opens_no_other(portal, council, other_council, resident, settings):
    browser = Browser()
    sign_in(browser, council, resident.email)
    assert name_shown(browser.get(address(council, "/compte/")))
    key = browser.cookies(council.site.hostname)[settings.SESSION_COOKIE_NAME]
    thief = Browser()
    for place in (portal, other_council):
        cookies = thief.client(place.site.hostname).cookies
        cookies[settings.SESSION_COOKIE_NAME] = key
        assert not name_shown(thief.get(address(place, "/compte/")))
        assert not name_shown(thief.get(address(place, "/")))
    assert not name_shown(browser.get(address(council, "/")))  # its key has leaked
    assert name_shown(browser.get(address(portal, "/compte/")))


class TestGuessingAllDay:
    def test_stops_on_a_network_that_the_owner_shares(self, entrance, portal, resident):
        entrance.prove(resident.email)
        for _try in range(30):
            assert guard.may_type_code(resident.email, HOME)
            guard.typed_wrong_code(resident.email, HOME)
        assert not guard.may_type_code(resident.email, HOME)

    def test_of_a_second_factor_too_though_its_owner_passes_meanwhile(self, resident):
        at_home = FactorGuard(resident.pk, HOME)
        at_home.succeeded()
        for _try in range(100):
            assert not at_home.wait()
            at_home.failed()
            at_home.succeeded()
        assert at_home.wait()
        assert not FactorGuard(resident.pk, "198.51.100.9").wait()

    def test_of_a_confirmation_stops_whatever_the_network(self, portal, resident, client_for):
        client = client_for(portal, resident)
        for n in range(6):
            client.post(CONFIRM, {"way": "send"}, REMOTE_ADDR=f"203.0.113.{n}")
            wrong = another_than(code_in_mail())
            for _try in range(5):
                client.post(CONFIRM, {"way": "mail", "mailed_code": wrong})
        written = Mail.objects.count()
        page = client.post(CONFIRM, {"way": "send"}, REMOTE_ADDR="203.0.113.99")
        assert page.status_code == 429
        assert Mail.objects.count() == written

    def test_the_right_code_counts_for_nothing_then(self, portal, resident, client_for):
        client = client_for(portal, resident)
        client.post(CONFIRM, {"way": "send"})
        for _try in range(30):
            mailed_codes.GUESSED.take(mailed_codes.CONFIRM, str(resident.pk))
        client.post(CONFIRM, {"way": "mail", "mailed_code": code_in_mail()})
        assert client.get(MOVE).status_code == 302


class TestManyNetworksOfOneCustomer:
    """Under IPv6 one customer may have 65,536 networks of 64 bits, each with limits of its own."""

    def test_are_stopped_together(self, db):
        for n in range(601):
            network = f"2001:db8:1:{n:x}::/64"
            last = Guard(f"cible{n}@exemple.fr", network, guard.CODES)
            if last.wait():
                break
            last.failed()
        assert n == 600
        assert not Guard("a@exemple.fr", "2001:db8:2::/64", guard.CODES).wait()
        assert not Guard("a@exemple.fr", HOME, guard.CODES).wait()

    def test_do_not_fill_the_disk_with_texts_to_keep(self, client_for, council, rf, monkeypatch):
        monkeypatch.setattr(kept, "MOST", 2)
        for n in range(4):
            request = rf.post("/forum/", REMOTE_ADDR=f"203.0.113.{n}")
            assert bool(kept.keep(request, {"content": "Bonjour"})) == (n < 2)


class TestAnAdministrator:
    """Their session, or they themselves, may be somebody else's tool."""

    @pytest.fixture
    def edit(self, client_for, make_user, portal, resident):
        client = client_for("admin", make_user("administrator"))

        def send(**changed):
            data = {"email": resident.email, "pseudonym": resident.pseudonym, "is_active": "on"}
            return client.post(f"/admin/users/edit/{resident.pk}/", data | changed)

        sign_ins.start(resident, "")
        return send

    def test_moves_no_account_unseen(self, edit, resident):
        assert edit(email="Ａilleurs@exemple.fr").status_code == 302
        told = Mail.objects.filter(kind="address_changed").values_list("to", flat=True)
        assert sorted(told) == ["ailleurs@exemple.fr", resident.email]
        assert not SignIn.objects.filter(user=resident).exists()

    def test_who_changes_something_else_ends_nothing(self, edit, resident):
        assert edit(first_name="Sophie").status_code == 302
        assert SignIn.objects.filter(user=resident).exists()
        assert not Mail.objects.exists()

    def test_brings_no_session_back_with_an_account(self, edit, resident):
        edit(is_active="")
        edit()
        assert not SignIn.objects.filter(user=resident).exists()

    def test_types_no_address_that_no_mail_can_reach(self, edit):
        for email in UNSENDABLE:
            assert edit(email=email).status_code == 200


class TestPseudonyms:
    """They stand in mails to leads and administrators, whose links are believed to be ours."""

    @pytest.mark.parametrize(
        "name", ["https://piege.fr/x", "www.piege.fr", "Piege.com", "aide.piege.fr", "ftp://a"]
    )
    def test_are_no_links(self, db, name):
        with pytest.raises(ValidationError, match="n’y mettez pas d’adresse"):
            pseudonyms.validate(name)

    @pytest.mark.parametrize("name", ["J.-P. Martin", "M.Dupont", "St.Louis", "Lilas 2.0", "A.B."])
    def test_may_hold_dots(self, db, name):
        pseudonyms.validate(name)


def pages(patterns, start: str = ""):
    """Every address below ``/compte/``, with something for what it names."""
    for one in patterns:
        path = start + str(one.pattern).removesuffix("$")
        if hasattr(one, "url_patterns"):
            yield from pages(one.url_patterns, path)
        elif path.startswith("compte/"):
            yield "/" + re.sub(r"<int:\w+>", "1", re.sub(r"<(?:str|slug):\w+>", "a" * 43, path))


def test_nothing_is_done_by_a_form_of_somebody_elses_page(portal, council, resident, client_for):
    """But contesting a suspension, where the address is the proof."""
    known = sorted(set(pages(get_resolver().url_patterns)))
    assert len(known) > 40
    for place in (portal, council):
        client = client_for(place, resident, enforce_csrf_checks=True)
        client.get("/compte/")  # the cookie is there, as a stranger's page would find it
        for path in known:
            if not path.startswith("/compte/suspension/recours/"):
                assert client.post(path, {"later": "1"}).status_code == 403, path
