"""One sign-in on three sub-domains and a domain that has nothing to do with them, in Chromium."""

import json
import re
from contextlib import suppress
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Error, Page

from deploy.live.browser import FLAGS, View, chromium_path
from deploy.live.entering import sign_in
from deploy.live.server import Server

DESK = View(1280, "light")
RESIDENT, NAME = "habitant2.lba@quartiers.example", "Tilleul"
ELSEWHERE = "villemin.example"  # no sub-domain of the portal's
REFUSED = "La connexion n’a pas abouti"


@pytest.fixture(scope="module")
def unrelated(server: Server) -> str:
    """A seventh council on a domain of its own; its address."""
    server.run(
        *("manage.py", "create_council", "--name", "Canal – Villemin", "--code", "villemin"),
        *("--host", ELSEWHERE, "--port", str(server.port)),
    )
    return f"http://{ELSEWHERE}:{server.port}"


@pytest.fixture
def context(browser):
    context = browser.new_context(**DESK.options)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def inside(page: Page, server: Server) -> Page:
    sign_in(page, server, "lba", RESIDENT, "/actualites/")
    return page


def reader(page: Page) -> str:
    return (
        page.locator("header bdi").first.inner_text() if page.locator("header bdi").count() else ""
    )


def enter(page: Page, root: str, path: str = "/") -> None:
    """One click: the link of the header."""
    page.goto(f"{root}{path}")
    page.click("header a[href*='/compte/connexion/']")


def back_address(page: Page, root: str) -> str:
    """The address at which ``root`` would take the sign-in over; it is caught, not opened."""
    caught: list[str] = []
    tools = page.context.new_cdp_session(page)  # Playwright's own routes do not see redirects

    def catch(event):
        caught.append(event["request"]["url"])
        tools.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"})

    tools.on("Fetch.requestPaused", catch)
    tools.send("Fetch.enable", {"patterns": [{"urlPattern": "*/compte/retour/*"}]})
    with suppress(Error):  # it is cut on purpose
        page.goto(f"{root}/compte/connexion/?next=/")
    tools.send("Fetch.disable")
    tools.detach()
    return caught[0]


def test_the_sign_in_leads_back_and_is_one_click_elsewhere(inside, server, unrelated):
    assert reader(inside) == NAME
    assert urlsplit(inside.url).path == "/actualites/"
    for root in (server.url("gab", ""), server.url("psd", ""), unrelated):
        enter(inside, root, "/le-conseil/")
        assert (inside.url, reader(inside)) == (f"{root}/le-conseil/", NAME)
        assert not inside.locator("input[type=password]").count()


def test_every_cookie_belongs_to_one_host(inside, context, server, unrelated):
    enter(inside, unrelated)
    for cookie in context.cookies():
        assert not cookie["domain"].startswith("."), cookie
        assert cookie["httpOnly"], cookie
        assert cookie["sameSite"] == "Lax", cookie


def test_signing_out_on_one_is_signing_out_on_all(inside, server, unrelated):
    enter(inside, unrelated)
    inside.goto(f"{unrelated}/compte/")
    inside.click("button:has-text('Se déconnecter')")
    for root in (server.url("lba", ""), server.url("portal", ""), unrelated):
        inside.goto(f"{root}/")
        assert reader(inside) == ""


def test_a_stranger_s_browser_cannot_use_what_was_made_for_another(inside, browser, unrelated):
    address = back_address(inside, unrelated)
    with_nothing = browser.new_context(**DESK.options)
    page = with_nothing.new_page()
    page.goto(address)
    assert REFUSED in page.content()
    page.goto(f"{unrelated}/")
    assert reader(page) == ""
    with_nothing.close()
    inside.goto(address)  # it has leaked: its owner starts again, with one click
    assert REFUSED in inside.content()
    inside.click("text=Recommencer")
    assert reader(inside) == NAME


def test_a_code_for_one_host_is_nothing_on_another(inside, server, unrelated):
    code = urlsplit(back_address(inside, unrelated)).query
    inside.goto(f"{server.url('svp', '')}/compte/connexion/?next=/")  # holds a state of its own
    other = inside.context.browser.new_context(**DESK.options)
    page = other.new_page()
    page.goto(f"{server.url('svp', '')}/compte/retour/?{code}")
    assert REFUSED in page.content()
    other.close()


def test_a_code_that_is_a_minute_old_is_nothing(inside, server, unrelated):
    address = back_address(inside, unrelated)
    server.run(
        *("manage.py", "shell", "--no-imports", "-c"),
        "from sites.accounts.models import HandOff; from django.utils import timezone;"
        "HandOff.objects.update(expires_at=timezone.now())",
    )
    inside.goto(address)
    assert REFUSED in inside.content()


def test_a_state_of_somebody_s_own_making_opens_nothing(inside, context, unrelated):
    address = back_address(inside, unrelated)
    context.add_cookies([{"name": "state", "value": "a" * 43, "url": unrelated}])
    inside.goto(address)
    assert REFUSED in inside.content()
    inside.goto(f"{unrelated}/")
    assert reader(inside) == ""


def test_six_tabs_at_once_make_one_session(inside, context, unrelated):
    address = back_address(inside, unrelated)
    script = "url => Promise.all(Array.from({length: 6}, () => fetch(url, {redirect: 'manual'})))"
    inside.goto(f"{unrelated}/robots.txt")
    inside.evaluate(f"async url => {{ await ({script})(url) }}", address)
    sessions = [c for c in context.cookies(unrelated) if c["name"] == "sessionid"]
    assert len(sessions) == 1
    inside.goto(f"{unrelated}/")
    assert reader(inside) == NAME


@pytest.mark.parametrize(
    "path", ["//evil.example/", "/\\evil.example/", "javascript:alert(1)", "https://evil.example"]
)
def test_it_leads_nowhere_else(inside, server, unrelated, path):
    for root in (unrelated, server.url("portal", "")):
        for name in ("next", "suite"):
            inside.goto(f"{root}/compte/connexion/?{name}={quote(path)}")
            assert urlsplit(inside.url).hostname in (ELSEWHERE, "quartiers.localhost")


def test_an_unknown_host_is_handed_nothing(inside, server):
    query = f"pour=evil.example&etat={'a' * 64}&suite=/"
    inside.goto(server.url("portal", f"/compte/connexion/?{query}"))
    assert urlsplit(inside.url).hostname == "quartiers.localhost"


def test_it_works_with_third_party_cookies_blocked_and_cookies_partitioned(
    browser, server, unrelated, tmp_path
):
    """Chromium told to block them: every step is a page of its own, so nothing is third-party."""
    profile = tmp_path / "profile" / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text(
        json.dumps({"profile": {"block_third_party_cookies": True, "cookie_controls_mode": 1}})
    )
    context = browser.browser_type.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=chromium_path(),
        args=[*FLAGS, "--test-third-party-cookie-phaseout"],
        **DESK.options,
    )
    page = context.new_page()
    sign_in(page, server, "lba", RESIDENT)
    enter(page, unrelated)
    assert reader(page) == NAME
    context.close()


def test_a_reader_who_only_reads_gets_no_cookie_anywhere(page, context, server, unrelated):
    for root in (server.url("lba", ""), server.url("portal", ""), unrelated):
        page.goto(f"{root}/")
        page.goto(f"{root}/forum/")
    assert context.cookies() == []


def test_a_mailed_code_and_a_text_typed_before(page, server):
    """J4's account part: connect, address, code, pseudonym – and back to the form."""
    page.goto(server.url("lba", "/forum/"))
    page.locator("main a[href*='/topic/']").first.click()
    page.click("text=Connectez-vous pour répondre")
    clicks = 1
    for field, value, button in (
        ("#id_email", "pivoine@exemple.fr", "Continuer"),
        ("#id_code", "", "Valider"),
        ("#id_pseudonym", "Pivoine du quai", "Créer mon compte"),
    ):
        page.fill(field, value or mailed_code(page, server))
        page.click(f"button:has-text('{button}')")
        clicks += 1
    assert clicks <= 4
    page.wait_for_url(f"{server.url('lba', '/forum/')}**")
    assert page.locator("textarea").count()
    assert reader(page) == "Pivoine du quai"


def mailed_code(page: Page, server: Server) -> str:
    """The newest mail's code, read as somebody reads their mail in another tab."""
    tab = page.context.new_page()
    try:
        for _try in range(40):
            tab.goto(server.url("start", "/dev/mail/"))
            if found := re.search(r"\b(\d{6})\b, votre code", tab.inner_text("main")):
                return found.group(1)
            tab.wait_for_timeout(250)
        raise AssertionError("no mail came")
    finally:
        tab.close()
