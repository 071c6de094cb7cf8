"""J8: a lead hands the council over to a new team, on a phone and on a laptop; clicks are counted.

Each width has a council of its own in the demo, whose two leads are put back first.
"""

import json
import re
import secrets

import pytest
from playwright.sync_api import Browser, Page

from deploy.live import visit as check
from deploy.live.browser import View
from deploy.live.entering import sign_in
from deploy.live.server import Server

MOST_CLICKS = 12
PLACES = {390: "fth", 1280: "cel"}
NEWCOMERS = ("Camomille", "Verveine")


class Counted:
    """A page on which every click, tap and submit is counted."""

    def __init__(self, page: Page):
        self.page, self.clicks = page, 0

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        self.clicks += 1


def ask(server: Server, code: str):
    """What ``code`` prints in the demo's shell, read as JSON."""
    return json.loads(server.run("manage.py", "shell", "--no-imports", "-c", code))


def mailed(server: Server, kind: str, address: str) -> str:
    """The newest mail of this kind to this address, from the outbox."""
    return ask(
        server,
        "import json; from sites.notifications.models import Mail;"
        f"m = Mail.objects.filter(kind={kind!r}, to={address!r}).order_by('-pk').first();"
        "print(json.dumps(m.text + m.html))",
    )


def leads(server: Server, council: str) -> list[str]:
    return ask(
        server,
        "import json; from sites.councils.models import Council;"
        "from sites.teams.members import leads_of;"
        f"found = leads_of(Council.objects.get(code={council!r}));"
        "print(json.dumps(sorted(found.values_list('pseudonym', flat=True))))",
    )


def owned(server: Server, council: str, name: str) -> int:
    """How many pages of the council are in somebody's name."""
    return ask(
        server,
        "from cms.editing.handover import pages_of; from sites.councils.models import Council;"
        f"council = Council.objects.get(code={council!r});"
        f"print(pages_of(council).filter(owner__pseudonym={name!r}).count())",
    )


def begin(server: Server, council: str, address: str) -> int:
    """The demo's two leads lead, and the first owns the council's pages, as after two years of
    writing; how many pages."""
    second = address.replace("responsable", "responsable2")
    return ask(
        server,
        "from cms.editing.handover import pages_of; from sites.councils.models import Council;"
        "from sites.accounts.models import User; from sites.councils.role_groups import group_for;"
        f"council = Council.objects.get(code={council!r});"
        f"own = User.objects.filter(email__in=[{address!r}, {second!r}]);"
        "group_for('lead', council).user_set.set(own);"
        f"lead = User.objects.get(email={address!r});"
        "print(pages_of(council).filter(depth__gt=3).update(owner=lead))",
    )


def accept(browser: Browser, server: Server, address: str, name: str) -> None:
    """Somebody without an account opens the mail, makes one and accepts."""
    context = browser.new_context(**View(390, "light").options)
    page = context.new_page()
    mail = mailed(server, "team_invitation", address)
    page.goto(re.search(r"http://\S+/compte/invitation/[^\s\"<]+", mail).group())
    assert not list(check.axe_findings(page))
    page.click("main a:has-text('Continuer')")
    page.fill("#id_email", address)
    page.click("button:has-text('Continuer')")
    page.wait_for_selector("#id_code")
    page.fill("#id_code", re.search(r"\b(\d{6})\b", mailed(server, "code", address)).group(1))
    page.click("button:has-text('Valider')")
    page.fill("#id_pseudonym", name)
    page.click("button:has-text('Créer mon compte')")
    page.click("button:has-text('Accepter')")
    page.wait_for_selector("h1:has-text('Bienvenue')")
    context.close()


SETTLED = """() => [...document.querySelectorAll('.messages, .messages ul, .messages li')].every(
  (each) => getComputedStyle(each).opacity === '1' && !each.getAnimations().length)"""


def looks_right(page: Page) -> None:
    """No sideways scroll, and nothing for axe in what is ours (Wagtail's frame is not)."""
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url
    page.evaluate(check.axe_source())
    page.wait_for_function(SETTLED)  # a message fades in: half of it is no colour to judge
    found = page.evaluate("axe.run('#main', {resultTypes: ['violations']})")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


@pytest.mark.parametrize("width", PLACES)
def test_a_team_hands_over_in_twelve_clicks(width, browser, server):
    council = PLACES[width]
    address = f"responsable.{council}@quartiers.example"
    pages = begin(server, council, address)
    old = leads(server, council)
    newcomers = {}
    for name in NEWCOMERS:  # nobody has these addresses or names yet, however often this runs
        mark = secrets.token_hex(3)
        newcomers[f"{name.lower()}.{mark}@exemple.fr"] = f"{name} {mark}"

    context = browser.new_context(**View(width, "light").options)
    counted = Counted(context.new_page())
    page = counted.page
    sign_in(page, server, "admin", address, "/admin/")
    if width < 800:
        counted.click("button[aria-controls='wagtail-sidebar'], .sidebar-nav-toggle")
    counted.click("a[href='/admin/equipe/']")
    looks_right(page)
    counted.click("a:has-text('Préparer une passation')")
    looks_right(page)
    for name in old:
        counted.click(f"label:has-text('{name} part')")
    page.fill("#id_adresses", "\n".join(newcomers))
    counted.click("main button:has-text('Continuer')")
    assert not page.locator("[name=terminer]").count()  # nobody has accepted: two are missing
    looks_right(page)

    for mail, name in newcomers.items():
        accept(browser, server, mail, name)

    page.goto(server.url("admin", "/admin/"))  # another evening
    counted.click("a:has-text('Continuer la passation')")
    counted.click("button:has-text('Transmettre tout ce travail')")
    looks_right(page)
    page.check("[name=fait][value=keys]")  # as typing: it could be done on paper
    counted.clicks += 1
    counted.click("button:has-text('Terminer la passation')")
    page.wait_for_selector("h2:has-text('Reste à faire')")
    looks_right(page)
    context.close()

    assert counted.clicks <= MOST_CLICKS
    assert leads(server, council) == sorted(newcomers.values())
    first = next(iter(newcomers.values()))
    second = list(newcomers.values())[1]
    assert owned(server, council, first) + owned(server, council, second) >= pages
    assert not any(owned(server, council, name) for name in old)
