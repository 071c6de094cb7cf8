"""The page of an invitation: for a stranger, a new account, another account."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from sites.councils.roles import EDITOR
from sites.teams import holding, inviting
from sites.teams.models import Invitation
from tests.sites.teams.conftest import mails

pytestmark = pytest.mark.django_db
LILAS = "lilas@exemple.fr"


@pytest.fixture
def lilas(make_user):
    return make_user(email=LILAS, pseudonym="Lilas")


def test_a_stranger_reads_it_and_is_led_to_the_entrance(
    invitation, path_to, portal, client_for, council
):
    path = path_to(invitation)
    page = client_for(portal).get(path)
    text = page.content.decode()
    for words in (council.name, "Genêt", "Rédaction", "Bienvenue !", LILAS):
        assert words in text
    assert unquote(page.context["login_url"]).endswith(f"?next={path}")
    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]
    client_for(portal).post(path, {"accepter": "1"})
    invitation.refresh_from_db()
    assert invitation.is_open


def test_a_new_account_comes_back_and_accepts(invitation, path_to, portal, client_for, council):
    """Address, code, pseudonym, and the page again."""
    client, path = client_for(portal), path_to(invitation)
    sign_in = client.get(path).context["login_url"]
    code_page = client.post(sign_in, {"email": LILAS}).url
    code = re.search(r"\b(\d{6})\b", mails("code")[0].text).group(1)
    sign_up = client.post(code_page, {"code": code}).url
    made = client.post(sign_up, {"pseudonym": "Lilas"}, follow=True)
    assert [path for path, _status in made.redirect_chain][-1] == path
    page = client.post(path, {"accepter": "1"})
    assert page.context["step"] == "joined"
    account = page.wsgi_request.user
    assert (account.email, account.pseudonym) == (LILAS, "Lilas")
    assert holding.roles_of(account, council) == {EDITOR}


def test_an_existing_account_accepts_with_a_post_alone(
    invitation, path_to, portal, client_for, lilas, council
):
    client, path = client_for(portal, lilas), path_to(invitation)
    assert client.get(path).context["step"] == "ask"
    assert holding.roles_of(lilas, council) == frozenset()  # a GET changes nothing
    assert client.post(path, {"accepter": "1"}).context["step"] == "joined"
    assert holding.roles_of(lilas, council) == {EDITOR}
    assert client.get(path).context["step"] == "refused"  # a role ends the sign-ins of before
    client = client_for(portal, lilas)
    assert client.get(path).context["step"] == "joined"
    lilas.groups.clear()
    client.post(path, {"accepter": "1"})  # a second time
    assert holding.roles_of(lilas, council) == frozenset()


def test_another_account_is_told_which_address(
    invitation, path_to, portal, client_for, resident, council
):
    client, path = client_for(portal, resident), path_to(invitation)
    for answer in (client.get(path), client.post(path, {"accepter": "1"})):
        assert answer.status_code == 403
        assert LILAS in answer.content.decode()
        assert reverse("accounts:logout") in answer.content.decode()
    assert holding.roles_of(resident, council) == frozenset()


def test_declining(invitation, path_to, portal, client_for, lilas, council):
    client, path = client_for(portal, lilas), path_to(invitation)
    assert client.post(path, {"decliner": "1"}).context["step"] == "declined"
    assert client.get(path).status_code == 410
    client.post(path, {"accepter": "1"})
    assert holding.roles_of(lilas, council) == frozenset()


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_revoked_one_says_so(is_signed_in, invitation, path_to, lead, portal, client_for, lilas):
    inviting.revoke(lead, invitation.pk)
    client = client_for(portal, lilas if is_signed_in else None)
    answer = client.get(path_to(invitation))
    assert answer.status_code == 410
    assert "annulée" in answer.content.decode()


def test_links_that_we_did_not_make(invitation, path_to, portal, client_for, lilas):
    path = path_to(invitation)
    token = path.rstrip("/").rpartition("/")[2]
    signature = token.partition(":")[2]
    client = client_for(portal, lilas)
    wrong = (f"{invitation.pk + 1}:{signature}", str(invitation.pk), f"{invitation.pk}:x", "x", ":")
    for forged in wrong:
        answer = client.get(path.replace(token, forged))
        assert answer.status_code == 404, forged
    assert Invitation.objects.get().is_open


def test_only_on_the_portal(invitation, path_to, council, client_for, portal):
    answer = client_for(council).get(path_to(invitation))
    assert answer.url == portal.site.root_url + path_to(invitation)
    assert client_for(council).post(path_to(invitation)).status_code == 404
    assert client_for("admin").get(path_to(invitation)).status_code in (302, 404)


def test_a_forged_form_is_refused(invitation, path_to, portal, client_for, lilas, council):
    client = client_for(portal, lilas, enforce_csrf_checks=True)
    assert client.post(path_to(invitation), {"accepter": "1"}).status_code == 403
    assert holding.roles_of(lilas, council) == frozenset()
