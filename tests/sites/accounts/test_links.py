"""The link of the mail: long enough to stand alone, good once, and opened by programs in vain."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sites.accounts import proofs
from sites.accounts.entering import views
from sites.accounts.models import Proof, SignIn
from tests.browsing import Browser, address

from .entering import SIGN_UP, link_in_mail, mails, name_shown, path_of, words_of

pytestmark = pytest.mark.django_db

OVER = "Ce lien ne vaut plus rien"


@pytest.fixture
def link(entrance, resident) -> str:
    """The path of a link that was just mailed to ``resident``."""
    entrance.ask(resident.email)
    return path_of(link_in_mail())


@pytest.fixture
def elsewhere(client_for, portal) -> Client:
    """The browser in which a mail is read."""
    return client_for(portal)


class TestOpening:
    def test_shows_a_button_and_for_whom(self, elsewhere, link, resident):
        page = elsewhere.get(link)
        assert page.status_code == 200
        assert resident.email in words_of(page)
        assert "Me connecter" in words_of(page)

    @pytest.mark.parametrize("method", ["get", "head"])
    def test_by_a_program_changes_nothing(self, elsewhere, link, method, django_assert_num_queries):
        before = list(Proof.objects.values())
        for _time in range(3):
            response = getattr(elsewhere, method)(link)
            assert response.status_code == 200
        assert list(Proof.objects.values()) == before
        assert not SignIn.objects.exists()
        assert "sessionid" not in elsewhere.cookies
        assert elsewhere.post(link).status_code == 302

    @pytest.mark.parametrize("method", ["put", "delete", "options", "patch"])
    def test_knows_no_other_method(self, elsewhere, link, method):
        assert getattr(elsewhere, method)(link).status_code == 405

    def test_welcomes_who_has_no_account(self, entrance, elsewhere):
        entrance.ask("nouvelle@exemple.fr")
        link = path_of(link_in_mail())
        assert "Choisir mon pseudonyme" in words_of(elsewhere.get(link))
        assert elsewhere.post(link)["Location"] == SIGN_UP

    def test_names_itself_to_nobody(self, elsewhere, link):
        """And lets the form be sent: under no-referrer a browser says « Origin: null »."""
        for response in (elsewhere.get(link), elsewhere.post(link), elsewhere.get(link)):
            assert response["Referrer-Policy"] == "strict-origin"
            assert "no-store" in response["Cache-Control"]

    def test_needs_the_token_of_its_form(self, client_for, portal, link):
        strict = client_for(portal, enforce_csrf_checks=True)
        assert strict.post(link).status_code == 403
        page = strict.get(link)
        token = page.context["csrf_token"]
        host = f"http://{portal.site.hostname}:8000"
        response = strict.post(link, {"csrfmiddlewaretoken": str(token)}, headers={"origin": host})
        assert response.status_code == 302

    def test_is_of_the_portal(self, entrance, resident, portal):
        entrance.ask(resident.email)
        assert urlsplit(link_in_mail()).netloc == f"{portal.site.hostname}:8000"
        assert link_in_mail().partition("/lien/")[2].strip("/").isascii()

    def test_is_nothing_on_another_host(self, client_for, council, link):
        for place in (council, "admin"):
            for method in ("get", "post"):
                assert getattr(client_for(place), method)(link).status_code == 404
        assert Proof.objects.open().exists()


class TestTheButton:
    def test_lets_in_in_another_browser(self, elsewhere, link, resident):
        response = elsewhere.post(link)
        assert (response.status_code, response["Location"]) == (302, "/compte/")
        assert name_shown(elsewhere.get("/compte/")) == resident.pseudonym

    def test_leads_back_to_the_council_s_site_in_another_browser(self, council, resident):
        asking, reading = Browser(), Browser()
        asking.get(address(council, "/compte/connexion/?next=/le-conseil/"))
        asking.post(asking.url, {"email": resident.email})
        reading.get(link_in_mail())
        page = reading.post(reading.url)
        assert reading.url == address(council, "/le-conseil/")
        assert name_shown(page) == resident.pseudonym
        # and lets nobody in where it was asked for
        assert not name_shown(asking.get(address(council, "/le-conseil/")))

    def test_leads_back_in_the_browser_that_asked(self, council, resident):
        browser = Browser()
        browser.get(address(council, "/compte/connexion/?next=/le-conseil/"))
        browser.post(browser.url, {"email": resident.email})
        browser.get(link_in_mail())
        page = browser.post(browser.url)
        assert browser.url == address(council, "/le-conseil/")
        assert name_shown(page) == resident.pseudonym

    def test_is_good_once(self, elsewhere, link, client_for, portal):
        assert elsewhere.post(link).status_code == 302
        thief = client_for(portal)
        for method in ("get", "post", "head"):
            assert getattr(thief, method)(link).status_code == 410
        assert OVER in words_of(thief.get(link))
        assert thief.get("/compte/").status_code == 302

    def test_and_not_after_its_code(self, entrance, elsewhere, link):
        from .entering import code_in_mail

        assert entrance.code(code_in_mail()).status_code == 302
        assert elsewhere.post(link).status_code == 410

    def test_who_is_a_moment_late_is_told(self, elsewhere, link, monkeypatch):
        monkeypatch.setattr(views.proofs, "use", lambda proof: False)
        page = elsewhere.post(link)
        assert page.status_code == 410
        assert OVER in words_of(page)

    def test_lasts_a_quarter_of_an_hour(self, elsewhere, link):
        with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
            for method in ("get", "post"):
                response = getattr(elsewhere, method)(link)
                assert response.status_code == 410
            assert "Recevoir un nouveau lien" in words_of(response)

    def test_ends_with_a_newer_one_of_the_same_browser(self, entrance, elsewhere, link):
        entrance.ask_again()
        assert elsewhere.post(link).status_code == 410
        assert elsewhere.post(path_of(link_in_mail())).status_code == 302

    def test_does_not_open_a_closed_account(self, elsewhere, link, resident):
        type(resident).objects.update(is_active=False)
        response = elsewhere.post(link)
        assert response.status_code == 403
        assert "Ce compte est fermé" in words_of(response)
        assert not SignIn.objects.exists()

    def test_changes_the_key_of_the_session(self, elsewhere, link):
        planted = elsewhere.session
        planted["before"] = 1
        planted.save()
        elsewhere.post(link)
        assert elsewhere.session.session_key != planted.session_key

    @pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 5000, "%00", "é", "..%2f", "%E2%80%AE"])
    def test_cannot_be_invented(self, elsewhere, portal, token):
        assert elsewhere.get(f"/compte/connexion/lien/{token}/").status_code in (404, 410)

    def test_is_kept_as_a_digest(self, link):
        token = link.strip("/").rpartition("/")[2]
        assert len(token) == 43  # 32 bytes
        assert token not in str(vars(Proof.objects.get()))

    def test_of_another_purpose_lets_nobody_in(self, elsewhere, portal, resident):
        sealed = proofs.issue("change", resident.email, user=resident)
        assert elsewhere.post(f"/compte/connexion/lien/{sealed.token}/").status_code == 410


class TestTheMail:
    def test_says_code_link_and_how_long(self, link, resident):
        (sent,) = mails()
        assert sent.to == resident.email
        assert link in sent.text
        assert "10 minutes" in sent.text

    def test_leads_where_it_says_whatever_the_host_of_the_request_claims(self, entrance, resident):
        entrance.ask(resident.email, headers={"x-forwarded-host": "evil.example"})
        assert "evil" not in mails()[-1].text

    def test_that_was_written_for_a_site_no_longer_there_leads_to_the_portal(
        self, entrance, elsewhere, resident
    ):
        entrance.ask(resident.email)
        Proof.objects.update(query="pour=evil.example&suite=//evil.example/")
        response = elsewhere.post(path_of(link_in_mail()))
        assert response["Location"] == "/compte/"
