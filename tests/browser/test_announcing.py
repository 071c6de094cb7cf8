"""J5: a volunteer announces a plenary with its agenda in one form; clicks are counted."""

import re
from datetime import date, timedelta
from itertools import product
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from deploy.live import visit as check
from deploy.live.browser import View
from deploy.live.entering import sign_in
from deploy.live.server import Server, fetch

PHONE, DESK = View(390, "light", 844), View(1280, "light")
MOST_CLICKS = 8
PATIENCE = 60_000  # milliseconds
TITLE = "La plénière annoncée"
ITEMS = ("Accueil", "Carnaval : une subvention de 900 €")
TYPE_OF = "(url) => fetch(url).then((answer) => answer.headers.get('content-type'))"
CLEAR = f"""
from wagtail.models import Page
[page.specific.delete() for page in Page.objects.filter(title={TITLE!r})]
"""


class Counted:
    """Clicks, by a page's user; typing is not counted."""

    def __init__(self, page: Page):
        self.page, self.clicks = page, 0

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()


@pytest.fixture(autouse=True)
def _nothing_is_left(server):
    yield
    server.run("manage.py", "shell", "--no-imports", "-c", CLEAR)


@pytest.fixture
def at_desk(browser, server):
    contexts = []

    def make(view: View) -> Page:
        context = browser.new_context(**view.options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        sign_in(page, server, "admin", "editrice.lba@quartiers.example", "/admin/")
        page.goto(server.url("admin", "/admin/"))
        return page

    yield make
    for context in contexts:
        context.close()


def announce(page: Page, day: date) -> int:
    """From the first screen to the page that everybody reads; how many clicks."""
    person = Counted(page)
    person.click("main a:has-text('Annoncer une réunion')")
    page.fill("#id_title", TITLE)
    page.fill("#id_starts_at", f"{day:%Y-%m-%d}T19:00")
    page.fill("#id_ends_at", f"{day:%Y-%m-%d}T21:00")
    page.fill("#id_place_words", "École, 7, rue Louis-Blanc")
    for number, title in enumerate(ITEMS):
        person.click("#id_agenda_items-ADD")
        page.fill(f"#id_agenda_items-{number}-title", title)
        page.fill(f"#id_agenda_items-{number}-minutes", "60")
    publish(person)
    expect(page.locator(".messages")).to_contain_text("en ligne")
    person.click(".messages a:has-text('Voir en ligne')")
    page.wait_for_load_state()
    return person.clicks


def publish(person: Counted) -> None:
    direct = person.page.locator("button[name=action-publish]").first
    if not direct.is_visible():
        person.click("footer .w-dropdown__toggle, footer [data-w-dropdown-target=toggle]")
    person.click("button[name=action-publish]")


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_one_form_and_everything_follows(at_desk, server: Server, view):
    page = at_desk(view)
    day = date.today() + timedelta(days=20)
    clicks = announce(page, day)
    main = page.locator("main")
    for title in ITEMS:
        expect(main).to_contain_text(title.replace(" €", "\u00a0€").replace(" :", "\u00a0:"))
    assert clicks <= MOST_CLICKS, f"{clicks} clicks"
    address = page.url
    assert not list(check.axe_findings(page))
    for paper in ("ordre-du-jour.pdf", "affiche.pdf"):
        assert page.evaluate(TYPE_OF, address + paper) == "application/pdf", paper

    def read(site: str, path: str) -> str:
        status, text = fetch(server, server.url(site, path))
        assert status == 200, (site, path)
        return text.replace("\r\n ", "")  # calendars fold their lines

    own = urlsplit(address).path.rstrip("/") + ".ics"
    for site, path in (("lba", own), *product(("lba", "portal"), ("/agenda/", "/agenda.ics"))):
        assert TITLE in read(site, path), (site, path)


def test_whoever_comes_late_is_told(at_desk):
    page = at_desk(DESK)
    person = Counted(page)
    person.click("main a:has-text('Annoncer une réunion')")
    day = date.today() + timedelta(days=5)
    page.fill("#id_title", TITLE)
    page.fill("#id_starts_at", f"{day:%Y-%m-%d}T19:00")
    page.fill("#id_place_words", "École")
    person.click("#id_agenda_items-ADD")
    page.fill("#id_agenda_items-0-title", ITEMS[0])
    publish(person)
    expect(page.locator(".messages")).to_contain_text(
        re.compile("L’ordre du jour paraît moins de 10.jours avant la séance")
    )
