"""Steps of somebody who comes in, for tests."""

import re

from sites.notifications.models import Mail
from tests.browsing import Browser, address


def code_in_mail() -> str:
    return re.search(r"\b\d{6}\b", Mail.objects.latest("pk").text).group()


def link_in_mail() -> str:
    return re.search(r"http\S+/lien/\S+", Mail.objects.latest("pk").text).group()


def sign_in(browser: Browser, place, email: str, path: str = "/"):
    """By the mailed code, from ``path`` of ``place``; the page one is on in the end."""
    browser.get(address(place, f"/compte/connexion/?next={path}"))
    browser.post(browser.url, {"email": email})
    return browser.post(browser.url, {"code": code_in_mail()})


def name_shown(response) -> str:
    """The pseudonym in the header of a page; empty for who is not signed in."""
    found = re.search(r"Mon compte[^<]*</span><bdi>([^<]*)</bdi>", response.content.decode())
    return found.group(1) if found else ""
