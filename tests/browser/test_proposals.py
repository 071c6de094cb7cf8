"""J3: a point on the next agenda, from the council's home to the confirmation, in four clicks."""

import re
import secrets

import pytest

from deploy.live import visit as check
from deploy.live.browser import View
from tests.browser.test_page_types import assert_none

PHONE, DESK = View(320, "light"), View(1280, "light")
COUNCIL = "lba"
MOST_CLICKS = 4
PATIENCE = 3_000  # milliseconds: nobody reads and fills a form faster
LINK = re.compile(r"http://[^\s\"<]+/seances/proposition/[^\s\"<]+/")
FOCUSED_TEXT = "() => (document.activeElement.textContent || '').trim()"


class Reader:
    """Somebody on a page, whose clicks are counted; axe looks at each page they come to."""

    def __init__(self, page):
        self.page, self.clicks = page, 0

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.look()

    def click(self, role: str, name: str) -> None:
        self.clicks += 1
        self.page.locator("main").get_by_role(role, name=name).first.click()
        self.look()

    def look(self) -> None:
        self.page.wait_for_load_state("networkidle")
        assert_none([*check.axe_findings(self.page), *check.overflow_findings(self.page)])

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def fill(self, subject: str, email: str) -> None:
        self.page.fill("#id_subject", subject)
        self.page.fill("#id_text", "On attend trop au feu.\nEt si on comptait ensemble ?")
        self.page.fill("#id_email", email)
        self.page.wait_for_timeout(PATIENCE)


@pytest.fixture
def reader(browser):
    """``reader(view)``: somebody who has never been here."""
    contexts = []

    def come(view: View) -> Reader:
        contexts.append(browser.new_context(**view.options))
        return Reader(contexts[-1].new_page())

    yield come
    for context in contexts:
        context.close()


def link_sent_to(browser, server, address: str) -> str:
    """The link in the newest mail to ``address``, as the demo shows its mails."""
    context = browser.new_context(**DESK.options)
    try:
        page = context.new_page()
        page.goto(server.url("start", "/dev/mail/"))
        number = page.locator("a[href^='/dev/mail/']").first.get_attribute("href")
        page.goto(server.url("start", number))
        assert address in page.content()
        return LINK.search(page.content())[0]
    finally:
        context.close()


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_four_clicks_without_an_account(browser, server, reader, view):
    address = f"riveraine{secrets.token_hex(4)}@exemple.fr"  # a demo may be used twice
    someone = reader(view)
    someone.open(server.url(COUNCIL))
    someone.click("link", "Proposer un point")
    someone.fill(f"La traversée devant l’école, vue de {view.width} pixels", address)
    someone.click("button", "Envoyer ma proposition")
    assert someone.heading() == "Plus qu’à confirmer"
    someone.open(link_sent_to(browser, server, address))
    someone.clicks += 1  # the link of the mail
    someone.click("button", "Confirmer ma proposition")
    assert someone.heading() == "C’est confirmé"
    assert someone.clicks <= MOST_CLICKS


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_errors_are_said_and_what_was_typed_stays(server, reader, view):
    someone = reader(view)
    someone.open(server.url(COUNCIL))
    someone.click("link", "Proposer un point")
    someone.fill("La traversée", "riveraine@")
    someone.click("button", "Envoyer ma proposition")
    page = someone.page
    assert page.evaluate("() => document.activeElement.id") == "erreurs"
    assert page.input_value("#id_subject") == "La traversée"
    assert page.locator("#id_email").get_attribute("aria-describedby")
    assert page.title().startswith("Erreur")


@pytest.mark.parametrize("site", [COUNCIL, "gab", "portal"])
def test_from_the_list_of_meetings(server, reader, site):
    """Its rows are links as a whole: this one stands above."""
    someone = reader(DESK)
    someone.open(server.url(site, "/seances/"))
    someone.click("link", re.compile("^Proposer un point"))
    assert someone.page.url.endswith("/proposer/")


def test_a_link_of_nobody_is_a_page_like_others(server, reader):
    someone = reader(PHONE)
    someone.open(server.url(COUNCIL, "/seances/proposition/faux/"))
    assert someone.heading() == "Ce lien n’est pas complet"


def test_by_keyboard_alone(server, reader):
    someone = reader(PHONE)
    someone.open(server.url(COUNCIL))
    page = someone.page
    for _stop in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED_TEXT) == "Proposer un point":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/proposer/")
    page.focus("#contenu")
    words = ("La traversée, au clavier", "On attend trop.", "clavier@exemple.fr", "Lilas")
    for text in words:
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.wait_for_timeout(PATIENCE)
    page.keyboard.press("Enter")
    page.wait_for_url("**?envoye=1")
    assert someone.heading() == "Plus qu’à confirmer"
