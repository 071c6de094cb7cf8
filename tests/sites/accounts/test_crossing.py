"""One sign-in on several hosts: the hand-off, and everything one might try with it."""

import threading
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.utils import timezone

from sites.accounts import sign_ins
from sites.accounts.models import HandOff, HostSession, SignIn
from tests import factories
from tests.browsing import Browser, address

from .entering import name_shown, put_off, sign_in

REFUSED = "La connexion n’a pas abouti"


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def inside(browser, portal, council, resident) -> Browser:
    """A browser whose person is signed in on the portal and on the first council's site."""
    sign_in(browser, council, resident.email)
    return browser


def hand_off(browser: Browser, place, path: str = "/") -> str:
    """The address at which ``place`` would take over the sign-in, not yet opened."""
    first = browser.get(address(place, f"/compte/connexion/?next={path}"), follow=False)
    return browser.get(first["Location"], follow=False)["Location"]


def is_inside(browser: Browser, place) -> bool:
    return bool(name_shown(browser.get(address(place, "/compte/"))))


class TestTheWay:
    def test_leads_back_to_the_page_one_came_from(self, browser, portal, council, resident):
        page = sign_in(browser, council, resident.email, "/actualites/?page=2%23bas")
        assert browser.url.startswith(address(council, "/actualites/?page=2"))
        assert name_shown(page) == resident.pseudonym

    def test_is_one_click_on_the_next_council(self, inside, other_council, resident):
        page = inside.get(address(other_council, "/compte/connexion/?next=/le-conseil/"))
        assert name_shown(page) == resident.pseudonym
        assert inside.url == address(other_council, "/le-conseil/")
        # council → portal → council → page: two more than a sign-in on one host has
        assert len(inside.trail) == 4

    def test_asks_at_most_fifteen_questions(
        self, inside, other_council, settings, django_assert_max_num_queries
    ):
        settings.HOST_TABLE_MAX_AGE = 3600  # as in production: not at each look at the table
        inside.get(address(other_council, "/compte/connexion/mot-de-passe/"))
        with django_assert_max_num_queries(15):
            inside.get(hand_off(inside, other_council), follow=False)

    def test_leads_to_the_admin(self, browser, portal, council, make_user):
        editor = make_user("editor", council)
        sign_in(browser, "admin", editor.email, "/admin/images/")
        page = put_off(browser)
        assert browser.trail[-2].startswith(address("admin", "/compte/retour/?code="))
        assert page.status_code == 200

    def test_keeps_no_password_field_off_the_portal(self, browser, council):
        for place in (council, "admin"):
            for path in ("/compte/connexion/mot-de-passe/", "/compte/inscription/"):
                assert browser.get(address(place, path)).status_code == 404

    def test_sends_who_is_inside_straight_on(self, inside, council):
        inside.get(address(council, "/compte/connexion/?next=/le-conseil/"))
        assert len(inside.trail) == 2

    def test_does_not_lead_a_resident_round_in_circles(self, inside):
        page = inside.get(address("admin", "/admin/"))
        assert page.status_code == 403
        assert "Réservé aux équipes" in page.content.decode()

    def test_gives_cookies_to_one_host_only(self, inside, council, other_council):
        for host, client in inside.clients.items():
            for morsel in client.cookies.values():
                assert not morsel["domain"], (host, morsel)
                assert morsel["path"] == "/"
        inside.get(address(other_council, "/"))
        assert not inside.cookies(other_council.site.hostname)

    def test_names_no_page_of_another_host_in_what_it_keeps(self, inside, council):
        kept = HandOff.objects.get()
        assert (kept.host, kept.path) == (council.site.hostname, "/")


class TestACode:
    def test_is_good_once(self, inside, other_council):
        back = hand_off(inside, other_council)
        state = inside.cookies(other_council.site.hostname)["state"]
        assert inside.get(back, follow=False).status_code == 302
        thief = Browser()
        thief.client(other_council.site.hostname).cookies["state"] = state
        page = thief.get(back)
        assert (page.status_code, REFUSED in page.content.decode()) == (400, True)
        assert not is_inside(thief, other_council)

    def test_opened_twice_by_its_own_browser_just_goes_on(self, inside, other_council):
        back = hand_off(inside, other_council)
        inside.get(back)
        page = inside.get(back)
        assert page.status_code == 200
        assert inside.url == address(other_council, "/")

    def test_is_nothing_in_another_browser(self, inside, other_council):
        back = hand_off(inside, other_council)
        victim = Browser()  # login CSRF: somebody is sent the address of somebody else's hand-off
        assert victim.get(back).status_code == 400
        assert not is_inside(victim, other_council)
        # and it has leaked: its own browser cannot use it any more
        assert inside.get(back).status_code == 400

    def test_is_nothing_with_a_state_of_one_s_own(self, inside, other_council):
        back = hand_off(inside, other_council)
        forger = Browser()
        forger.get(address(other_council, "/compte/connexion/"), follow=False)
        assert forger.cookies(other_council.site.hostname)["state"]
        assert forger.get(back).status_code == 400

    @pytest.mark.parametrize("state", ["", "x", "a" * 43, "a" * 5000, "é" * 43])
    def test_is_nothing_with_a_forged_state(self, inside, other_council, state):
        back = hand_off(inside, other_council)
        inside.client(other_council.site.hostname).cookies["state"] = state
        assert inside.get(back).status_code == 400

    def test_is_nothing_on_another_host(self, inside, council, other_council):
        back = hand_off(inside, other_council)
        code = urlsplit(back).query
        inside.get(address(council, "/compte/deconnexion/"))
        state = inside.cookies(other_council.site.hostname)["state"]
        fresh = Browser()
        fresh.client(council.site.hostname).cookies["state"] = state
        assert fresh.get(address(council, f"/compte/retour/?{code}")).status_code == 400
        assert inside.get(back).status_code == 400

    def test_lasts_a_minute(self, inside, other_council):
        back = hand_off(inside, other_council)
        with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
            assert inside.get(back).status_code == 400

    def test_ends_with_the_sign_in(self, inside, council, other_council, resident):
        back = hand_off(inside, other_council)
        sign_ins.end_all(resident)
        assert inside.get(back).status_code == 400

    def test_ends_with_the_account(self, inside, other_council, resident):
        back = hand_off(inside, other_council)
        type(resident).objects.filter(pk=resident.pk).update(is_active=False)
        assert inside.get(back).status_code == 400

    @pytest.mark.parametrize("query", ["", "?code=", "?code=x", "?code=%00", "?code=" + "a" * 3000])
    def test_cannot_be_invented(self, browser, council, query):
        assert browser.get(address(council, f"/compte/retour/{query}")).status_code == 400

    def test_is_kept_as_a_digest(self, inside, other_council):
        code = parse_qs(urlsplit(hand_off(inside, other_council)).query)["code"][0]
        assert len(code) == 43  # 32 bytes
        kept = HandOff.objects.get(host=other_council.site.hostname)
        assert code not in str(vars(kept))

    def test_does_not_travel_on(self, inside, other_council):
        answer = inside.get(hand_off(inside, other_council), follow=False)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]

    @pytest.mark.parametrize("method", ["head", "post", "put"])
    def test_is_not_used_by_another_method(self, inside, other_council, method):
        back = urlsplit(hand_off(inside, other_council))
        client = inside.client(other_council.site.hostname)
        assert getattr(client, method)(f"{back.path}?{back.query}").status_code in (403, 405)
        assert inside.get(back.geturl()).status_code == 200

    @pytest.mark.postgres
    @pytest.mark.django_db(transaction=True)
    def test_of_six_uses_at_once_one_succeeds(self, council, other_council, make_user):
        person, browser = make_user(), Browser()
        sign_in(browser, council, person.email)
        back = urlsplit(hand_off(browser, other_council))
        host = other_council.site.hostname
        state = browser.cookies(host)["state"]
        before = HostSession.objects.filter(host=host).count()
        answers, start = [], threading.Barrier(6)

        def use():
            other = Browser().client(host)
            other.cookies["state"] = state
            start.wait()
            answers.append(other.get(f"{back.path}?{back.query}").status_code)
            connection.close()

        threads = [threading.Thread(target=use) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [302, 400, 400, 400, 400, 400]
        assert HostSession.objects.filter(host=host).count() == before + 1


class TestWhereItMayLead:
    BAD = [
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "javascript:alert(1)",
        "https://evil.example/",
        "http:evil.example",
        "/\t/evil.example/",
        "%2F%2Fevil.example",
        "///evil.example",
        "/%0d%0aLocation:%20https://evil.example",
        "\n//evil.example",
        "/" + "a" * 3000,
        "/compte/connexion/?next=/",
        "/compte/retour/?code=1",
    ]

    @pytest.mark.parametrize("path", BAD)
    def test_is_never_somebody_else_s_host(self, inside, other_council, path):
        from urllib.parse import quote

        inside.get(address(other_council, f"/compte/connexion/?next={quote(path)}"))
        assert all("quartiers.localhost" in urlsplit(url).netloc for url in inside.trail)
        assert urlsplit(inside.url).netloc == f"{other_council.site.hostname}:{factories.PORT}"

    @pytest.mark.parametrize("path", BAD)
    def test_nor_on_the_portal(self, inside, portal, path):
        from urllib.parse import quote

        for name in ("next", "suite"):
            inside.get(address(portal, f"/compte/connexion/?{name}={quote(path)}"))
            assert urlsplit(inside.url).netloc == f"{portal.site.hostname}:{factories.PORT}"

    @pytest.mark.parametrize(
        "host",
        [
            "evil.example",
            "lba.quartiers.localhost.evil.example",
            "localhost",
            "",
            "lba.quartiers.localhost@evil.example",
            "lba.quartiers.localhost:8000",
            "LBA.QUARTIERS.LOCALHOST",
            "quartiers.localhost",
        ],
    )
    def test_no_code_is_made_for_a_host_that_asks_for_none(self, inside, portal, host):
        from urllib.parse import urlencode

        made = HandOff.objects.count()
        query = urlencode({"pour": host, "etat": "a" * 64, "suite": "/"})
        inside.get(address(portal, f"/compte/connexion/?{query}"))
        assert urlsplit(inside.url).netloc == f"{portal.site.hostname}:{factories.PORT}"
        assert HandOff.objects.count() == made

    def test_reads_the_host_s_address_in_the_table(self, inside, portal, council):
        council.site.port = 443
        council.site.save()
        query = f"pour={council.site.hostname}&etat={'a' * 64}&suite=/"
        answer = inside.get(address(portal, f"/compte/connexion/?{query}"), follow=False)
        assert answer["Location"].startswith(f"https://{council.site.hostname}/compte/retour/")


class TestTheEnd:
    @pytest.fixture
    def everywhere(self, inside, other_council) -> Browser:
        """Signed in on the portal and two councils."""
        inside.get(address(other_council, "/compte/connexion/"))
        return inside

    def test_signing_out_ends_it_on_every_host(self, everywhere, portal, council, other_council):
        everywhere.post(address(council, "/compte/deconnexion/"))
        for place in (portal, council, other_council):
            assert not is_inside(everywhere, place)
        assert not SignIn.objects.exists()

    def test_signing_out_of_the_admin_as_well(self, browser, portal, council, make_user):
        editor = make_user("editor", council)
        sign_in(browser, "admin", editor.email, "/admin/")
        put_off(browser)
        browser.post(address("admin", "/admin/logout/"))
        assert not SignIn.objects.exists()
        assert not is_inside(browser, portal)

    def test_leaves_other_browsers_alone(self, everywhere, council, resident):
        other = Browser()
        sign_in(other, council, resident.email)
        everywhere.post(address(council, "/compte/deconnexion/"))
        assert is_inside(other, council)

    def test_all_can_be_ended_at_once(self, everywhere, portal, council, other_council, resident):
        sign_ins.end_all(resident)
        for place in (portal, council, other_council):
            assert not is_inside(everywhere, place)

    def test_a_new_password_ends_it(self, everywhere, council, other_council, resident):
        resident.set_password("une-autre-phrase-de-passe")
        resident.save()
        for place in (council, other_council):
            assert not is_inside(everywhere, place)

    def test_a_closed_account_ends_it(self, everywhere, council, other_council, resident):
        resident.is_active = False
        resident.save()
        for place in (council, other_council):
            assert not is_inside(everywhere, place)

    def test_a_session_that_is_being_answered_does_not_come_back(self, inside, council, resident):
        client = inside.client(council.site.hostname)
        session = client.session
        session["more"] = 1  # read
        sign_ins.end_all(resident)
        with pytest.raises(UpdateError):
            session.save()
        assert not HostSession.objects.filter(host=council.site.hostname).exists()

    @pytest.mark.django_db(transaction=True)
    def test_no_new_session_is_made_for_a_sign_in_that_is_over(self, council, make_user):
        person, browser = make_user(), Browser()
        sign_in(browser, council, person.email)
        session = browser.client(council.site.hostname).session
        session["more"] = 1  # read
        sign_ins.end_all(person)
        with pytest.raises(UpdateError):
            session.cycle_key()
        assert not HostSession.objects.filter(host=council.site.hostname).exists()

    def test_comes_by_itself_when_it_is_not_used(self, inside, council):
        later = timezone.now() + sign_ins.RESIDENT.idle + timedelta(minutes=1)
        with time_machine.travel(later, tick=False):
            assert not is_inside(inside, council)
            assert sign_ins.purge()
        assert not HostSession.objects.filter(sign_in=None).exclude(host="").exists()

    def test_is_put_off_by_using_it_but_not_for_ever(self, inside, council):
        began = timezone.now()
        days = sign_ins.RESIDENT.longest.days
        for day in range(20, days, 20):
            with time_machine.travel(began + timedelta(days=day), tick=False):
                assert is_inside(inside, council), day
        with time_machine.travel(began + timedelta(days=days, hours=1), tick=False):
            assert not is_inside(inside, council)

    def test_comes_sooner_for_a_team(self, browser, council, make_user):
        editor = make_user("editor", council)
        sign_in(browser, council, editor.email)
        with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
            assert not is_inside(browser, council)


def test_an_anonymous_page_sets_no_cookie(browser, portal, council, other_council):
    for place in (portal, council, other_council):
        browser.get(address(place))
        assert not browser.cookies(place.site.hostname)


def test_a_forged_session_key_opens_nothing(browser, council):
    client = browser.client(council.site.hostname)
    client.cookies["sessionid"] = "a" * 32
    request = client.get("/compte/").wsgi_request
    assert not get_user(request).is_authenticated
