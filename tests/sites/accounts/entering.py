"""Steps of somebody who comes in, for tests."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client

from sites.notifications.models import Mail
from tests.browsing import Browser, address
from tests.factories import PASSWORD

LOGIN, PROFILE = "/compte/connexion/", "/compte/"
CODE, PASSWORD_PAGE, SIGN_UP = f"{LOGIN}code/", f"{LOGIN}mot-de-passe/", "/compte/inscription/"
HOME = "192.0.2.7"


def code_in_mail(number: int = -1) -> str:
    return re.search(r"\b\d{6}\b", mails()[number].text).group()


def link_in_mail(number: int = -1) -> str:
    return re.search(r"http\S+/lien/\S+", mails()[number].text).group()


def mails() -> list[Mail]:
    """All that was written, in its order."""
    return list(Mail.objects.order_by("pk"))


def newest_mail(to: str = "") -> Mail:
    """The last mail that was written (``to`` an address)."""
    return (Mail.objects.filter(to=to) if to else Mail.objects.all()).latest("pk")


def sign_in(browser: Browser, place, email: str, path: str = "/"):
    """By the mailed code, from ``path`` of ``place``; the page one is on in the end."""
    browser.get(address(place, f"/compte/connexion/?next={path}"))
    browser.post(browser.url, {"email": email})
    return browser.post(browser.url, {"code": code_in_mail()})


def put_off(browser: Browser):
    """« Plus tard », where the guide proposes a second factor; the page one is on then."""
    return browser.post(browser.url, {"later": "1"})


def name_shown(response) -> str:
    """The pseudonym in the header of a page; empty for who is not signed in."""
    found = re.search(r"Mon compte[^<]*</span><bdi>([^<]*)</bdi>", response.content.decode())
    return found.group(1) if found else ""


def words_of(response) -> str:
    """The text of a page, without tags and with plain spaces."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(words).replace("\xa0", " ").replace("\u202f", " ").split())


def another_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


class Entrance:
    """The pages of the entrance, in one browser that is on the portal."""

    def __init__(self, client: Client):
        self.client = client

    def ask(self, email: str, network: str = HOME, **headers) -> HttpResponse:
        return self.client.post(LOGIN, {"email": email}, REMOTE_ADDR=network, **headers)

    def ask_again(self, network: str = HOME) -> HttpResponse:
        return self.client.post(CODE, {"renvoyer": "1"}, REMOTE_ADDR=network)

    def code(self, code: str, network: str = HOME) -> HttpResponse:
        return self.client.post(CODE, {"code": code}, REMOTE_ADDR=network)

    def password(self, email: str, password: str = PASSWORD, network: str = HOME, **headers):
        data = {"email": email, "password": password}
        return self.client.post(PASSWORD_PAGE, data, REMOTE_ADDR=network, **headers)

    def sign_up(self, pseudonym: str, network: str = HOME, **data) -> HttpResponse:
        data = {"pseudonym": pseudonym} | data
        return self.client.post(SIGN_UP, data, REMOTE_ADDR=network)

    def prove(self, email: str, network: str = HOME) -> HttpResponse:
        """Ask for a code and type it."""
        self.ask(email, network)
        return self.code(code_in_mail(), network)

    @property
    def is_inside(self) -> bool:
        return self.client.get(PROFILE).status_code == 200


def path_of(link: str) -> str:
    return urlsplit(link).path
