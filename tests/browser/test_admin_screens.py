"""Every screen of ours in the admin: accessible, whole on a phone, without a script's error.

What is judged is ``#main``: the menu beside it is Wagtail's, and so is what WAGTAILS and FURNITURE
name. Each screen is opened once, by the role with the fewest rights that sees it, at 320 px and
then at 1280 px (half of them the other way round), one of the two in the dark scheme. Which
screens there are comes from the addresses of the admin themselves: a new one fails a test until it
is in SCREENS, or in LEFT_OUT with a reason.
"""

import json
from dataclasses import dataclass, field

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from deploy.live import visit as check
from deploy.live.browser import View
from deploy.live.entering import sign_in
from tests.browser.admin_things import COUNCIL, MAILS
from tests.browser.test_page_types import assert_none
from tests.cms.editing.isolation import patterns
from tests.cms.editing.isolation.recipes import recipes_of

CONTRIBUTOR, EDITOR, LEAD = (
    f"{duty}.{COUNCIL}" for duty in ("contribution", "editrice", "responsable")
)
MODERATOR, INTEGRATOR, ADMINISTRATOR = "moderation", "integration", "admin"
PHONE, DESK = 320, 1280
# The menu has taken its place, messages have faded in, buttons have the colours of the scheme: half
# of a colour is none to judge.
SETTLED = """() => document.querySelector('#wagtail-sidebar.sidebar-loading') === null
  && !document.getAnimations().some((each) => each.playState === 'running')
  && [...document.querySelectorAll('.messages, .messages ul, .messages li')].every(
    (each) => getComputedStyle(each).opacity === '1')"""
RUN_AXE = """([runOnly, exclude]) => axe.run({include: [['#main']], exclude}, {
  runOnly, resultTypes: ['violations'], preload: false,
})"""
ALL_RULES = {"type": "tag", "values": check.AXE_TAGS}
# What a screen of another width, in another scheme, can break.
RULES_OF_SIGHT = {
    "type": "rule",
    "values": [
        "color-contrast",
        "link-in-text-block",
        "target-size",
        "scrollable-region-focusable",
    ],
}
ASK = """(paths) => Promise.all(paths.map(
  (path) => fetch(path, {redirect: 'manual'}).then((answer) => answer.status)))"""
# #main hides what is wider than it is, so that nothing scrolls and the rest cannot be reached.
FIND_CUT = """(furniture) => {
  const width = document.documentElement.clientWidth;
  const scrolls = (e) => e && e.id !== 'main' && (scrolls(e.parentElement)
    || ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)
    || e.getBoundingClientRect().width <= 1);  // for who listens
  return [...document.querySelectorAll(
    '#main :is(a, button, input, select, textarea, img, label, h1, h2, h3, p, li, dt, dd, th, td)')]
    .filter((e) => !furniture.some((each) => e.closest(each)) && e.checkVisibility()
      && e.getBoundingClientRect().right > width + 1 && e.getBoundingClientRect().width > 1
      && !scrolls(e.parentElement))
    .slice(0, 5).map((e) => `${e.tagName} « ${(e.innerText || e.name || '').slice(0, 40)} »`);
}"""
FIND_OVERLAPS = """() => {
  const all = [...document.querySelectorAll(
    '#main .nice-padding :is(input, select, textarea, button, a.button)')]
    .filter((e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true})
      && e.getBoundingClientRect().width > 1 && !e.closest('.footer'));  // lies over the form
  const name = (e) => `${e.tagName} « ${(e.innerText || e.name || '').slice(0, 40)} »`;
  const found = [];
  for (const [i, one] of all.entries()) for (const other of all.slice(i + 1)) {
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    if (!one.contains(other) && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2)
      found.push(`${name(one)} and ${name(other)}`);
  }
  return found.slice(0, 5);
}"""

# Wagtail's own markup inside #main (8.0.1), by its selector and why it is left as it is: what axe
# is not asked about (nothing today), and what may be cut off.
WAGTAILS: dict[str, str] = {}
FURNITURE: dict[str, str] = {
    ".w-slim-header": "the path to the screen scrolls sideways on a phone",
}


REFUSED = "status of 422"  # what a form answers that was not taken: the browser says it too


@dataclass(frozen=True)
class Screen:
    """``who`` opens the address ``name``; ``fill`` names other things than its recipe does."""

    name: str
    who: str
    query: str = ""
    fill: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        told = (self.name, self.query, *self.fill.values(), self.who.split(".")[0])
        return "-".join(filter(None, told))

    def path(self, things: dict[str, object]) -> str:
        filled = recipes_of(self.name)[0].fill | self.fill
        keys = {
            key: things[kind] if isinstance(kind, str) else kind[0] for key, kind in filled.items()
        }
        return reverse(self.name, kwargs=keys) + self.query.format(**things)


def screens(who: str, *names: str) -> list[Screen]:
    return [Screen(name, who) for name in names]


SCREENS = [
    # The first screen is another one for each role.
    *(
        Screen("wagtailadmin_home", who)
        for who in (CONTRIBUTOR, EDITOR, LEAD, MODERATOR, INTEGRATOR, ADMINISTRATOR)
    ),
    *screens(CONTRIBUTOR, "desk:duties", "bin:index"),
    *screens(CONTRIBUTOR, "photos:choose", "quick_documents:new"),  # something waits there
    *screens(EDITOR, "photos:choose", "quick_documents:new"),
    *screens(EDITOR, "desk:reading"),
    Screen("desk:duties", ADMINISTRATOR),
    *screens(EDITOR, "scheduling:change", "bin:one", "site_admin:index", "site_admin:redirects"),
    *screens(EDITOR, "site_admin:add_redirect", "site_admin:edit_redirect"),
    *screens(EDITOR, "site_admin:delete_redirect", "messages_admin:inbox", "messages_admin:one"),
    *screens(EDITOR, "messages_admin:delete", "quartiers_writing:keep"),
    *screens(EDITOR, "proposals_admin:queue", "proposals_admin:one"),
    Screen("proposals_admin:queue", ADMINISTRATOR, "?etat=toutes"),
    Screen("proposals_admin:one", EDITOR, fill={"pk": "agenda_proposal_decided"}),
    *screens(EDITOR, "quartiers_writing:starting_points", "quartiers_writing:rename"),
    *screens(EDITOR, "registrations:index", "registrations:one", "registrations:attendance"),
    *screens(EDITOR, "registrations:remove"),
    *screens(EDITOR, "teams:leave", "notices_admin:one"),
    *screens(LEAD, "bin:erase", "journal_admin:index", "recoveries:index", "recoveries:one"),
    *screens(LEAD, "teams:team", "teams:invite", "teams:person"),
    *screens(LEAD, "teams:handover", "teams:handover_report"),
    *screens(LEAD, "themes_admin:look", "themes_admin:back"),
    Screen("themes_admin:wear", LEAD, "?theme={release}"),
    *screens(INTEGRATOR, "themes_admin:index", "themes_admin:upload", "themes_admin:looks"),
    Screen("themes_admin:package", INTEGRATOR, fill={"digest": "package"}),
    Screen("themes_admin:release", INTEGRATOR, fill={"pk": "release"}),
    *screens(MODERATOR, "moderation_admin:queue", "moderation_admin:case"),
    Screen("moderation_admin:queue", MODERATOR, "?etat=traites"),
    Screen("moderation_admin:queue", MODERATOR, "?motif=law"),
    Screen("moderation_admin:case", MODERATOR, "?decision=masked"),
    Screen("moderation_admin:case", MODERATOR, fill={"pk": "case_decided"}),
    Screen("moderation_admin:appeal", ADMINISTRATOR, fill={"pk": "case_decided"}),
    *screens(LEAD, "forums_admin:index", "forums_admin:one", "forums_admin:new"),
    *screens(LEAD, "forums_admin:state", "forums_admin:rights", "forums_admin:remove"),
    *screens(MODERATOR, "forums_admin:index"),
    *screens(ADMINISTRATOR, "forums_admin:index", "forums_admin:new_root", "forums_admin:sites"),
    *screens(MODERATOR, "suspensions_admin:index", "suspensions_admin:find"),
    Screen("suspensions_admin:find", MODERATOR, "?q=a"),
    *screens(MODERATOR, "suspensions_admin:suspend", "suspensions_admin:one"),
    *screens(MODERATOR, "suspensions_admin:lift", "suspensions_admin:appeal"),
    Screen("suspensions_admin:one", MODERATOR, fill={"pk": "proposal"}),
    Screen("suspensions_admin:decline", MODERATOR, fill={"pk": "proposal"}),
    *screens(MODERATOR, "pseudonym_history"),
    *screens(ADMINISTRATOR, "councils_admin:index", "councils_admin:new", "councils_admin:council"),
    *screens(ADMINISTRATOR, "recoveries:log", "themes_admin:log", "teams:index", "bin:index"),
    *screens(ADMINISTRATOR, "journal_admin:index", "messages_admin:inbox"),
    # Wagtail's addresses with a template, a panel or a form of ours.
    Screen("wagtailadmin_pages:add_subpage", CONTRIBUTOR, fill={"parent_page_id": "section"}),
    Screen("wagtailadmin_pages:delete", EDITOR, fill={"page_id": "live"}),
    Screen("wagtailadmin_pages:unpublish", EDITOR, fill={"page_id": "live"}),
    Screen("wagtailsettings:edit", LEAD, fill={"pk": "site"}),
    Screen("wagtailimages:delete", EDITOR),
    Screen("wagtaildocs:delete", EDITOR),
]
SENDS = "it only takes what is sent (POST)"
LEFT_OUT = {
    **dict.fromkeys(
        ("word_minutes:choose", "word_minutes:review", "word_minutes:picture"),
        "looked at in test_minutes.py, which has a Word file to show",
    ),
    **dict.fromkeys(
        (
            *(
                "bin:undo",
                "bin:put_back",
                "councils_admin:check",
                "councils_admin:close_first_hour",
            ),
            *("registrations:add", "registrations:propose"),
            *("messages_admin:handle", "messages_admin:reopen", "messages_admin:note"),
            *("proposals_admin:take", "proposals_admin:merge", "proposals_admin:answer"),
            *("proposals_admin:set_aside", "proposals_admin:reopen"),
            *("photos:upload", "quartiers_writing:publish", "scheduling:stop"),
            *("moderation_admin:keep", "moderation_admin:decide", "moderation_admin:assign"),
            "moderation_admin:undo",
            *("suspensions_admin:confirm", "teams:remove", "teams:pause", "teams:resume"),
            *("teams:resend", "teams:revoke"),
            *("notices_admin:send", "notices_admin:stop", "notices_admin:try_out"),
            *("forums_admin:up", "forums_admin:down", "forums_admin:pages"),
            *("teams:handover_move", "teams:handover_end", "teams:handover_stop"),
            *("themes_admin:install", "themes_admin:discard", "themes_admin:bundled"),
            *("themes_admin:check", "themes_admin:adjust"),
        ),
        SENDS,
    ),
    **dict.fromkeys(
        (
            *("bin:picture", "photos:thumbnail"),
            *("moderation_admin:picture", "moderation_admin:kept_picture"),
        ),
        "an image",
    ),
    **dict.fromkeys(
        ("messages_admin:export", "journal_admin:export", "registrations:export"),
        "a table to download",
    ),
    "registrations:sheet": "a paper to print",
    "pseudonym_history_results": "a part of pseudonym_history",
    "quartiers_writing:checks": "a part of Wagtail's form of a page",
    **{
        f"wagtailadmin_api:{kind}:{view}": "JSON"
        for kind in ("documents", "images")
        for view in ("listing", "detail", "find")
    },
    "wagtailadmin_tag_autocomplete": "JSON",
    "wagtailadmin_tag_model_autocomplete": "JSON",
}


def own_names() -> set[str]:
    """The names of the admin's addresses whose view is written here."""
    ours = ("sites.", "forum.", "cms.")
    return {one.name for one in patterns.of_the_admin() if one.module.startswith(ours)}


def test_every_screen_of_ours_is_looked_at_or_left_out_for_a_reason():
    own, seen = own_names(), {screen.name for screen in SCREENS}
    assert len(own) > 80
    assert own - seen - LEFT_OUT.keys() == set()
    assert LEFT_OUT.keys() - own == set()
    assert LEFT_OUT.keys() & seen == set()


@pytest.fixture(scope="module")
def things(server) -> dict[str, object]:
    return json.loads(server.run("-m", "tests.browser.admin_things"))


class Desk:
    """Somebody signed in, in one tab for the whole module; ``said`` is what its console said."""

    def __init__(self, browser, server, who: str):
        self.server, self.said = server, []
        self.context = browser.new_context(**View(DESK, "light").options)
        self.page = self.context.new_page()
        sign_in(self.page, server, "admin", f"{who}@{MAILS}", "/admin/")
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, message) -> None:
        if message.type == "error" and REFUSED not in message.text:
            self.said.append(f"console: {message.text} ({message.location.get('url', '')})")

    def open(self, path: str, view: View) -> int:
        """Its status; the page stands still by then."""
        self.said.clear()
        self.show(view)
        status = self.page.goto(self.server.url("admin", path)).status
        self.settle()
        return status

    def show(self, view: View) -> None:
        self.page.set_viewport_size({"width": view.width, "height": view.height})
        self.page.emulate_media(color_scheme=view.scheme, reduced_motion="reduce")

    def settle(self) -> None:
        self.page.wait_for_load_state()
        self.page.wait_for_function(SETTLED)


@pytest.fixture(scope="module")
def desk(browser, server, things):
    """``desk(who)``: where they are signed in, once for all tests of this file."""
    desks: dict[str, Desk] = {}

    def of(who: str) -> Desk:
        if who not in desks:
            desks[who] = Desk(browser, server, who)
        return desks[who]

    yield of
    for each in desks.values():
        each.context.close()


def axe_findings(page: Page, rules: dict):
    if not page.evaluate("'axe' in window"):
        page.evaluate(check.axe_source())
    told = [rules, [[selector] for selector in WAGTAILS]]
    for violation in page.evaluate(RUN_AXE, told)["violations"]:
        for node in violation["nodes"][:5]:
            why = " ".join(node.get("failureSummary", "").split())
            yield f"axe {violation['id']}: {' '.join(map(str, node['target']))} – {why}"


def findings(at: Desk, rules: dict):
    yield from axe_findings(at.page, rules)
    yield from check.overflow_findings(at.page)
    for one in at.page.evaluate(FIND_CUT, list(FURNITURE)):
        yield f"cut off at the edge: {one}"
    for pair in at.page.evaluate(FIND_OVERLAPS):
        yield f"one over the other: {pair}"


def views_for(number: int) -> tuple[View, View]:
    """Narrow and wide, one of them dark."""
    schemes = ("light", "dark") if number % 2 else ("dark", "light")
    views = View(PHONE, schemes[0]), View(DESK, schemes[1])
    return views if number % 4 < 2 else views[::-1]


def look_at(at: Desk, views: tuple[View, View]) -> None:
    """Both views of what the tab shows."""
    found = []
    for view, rules in zip(views, (ALL_RULES, RULES_OF_SIGHT), strict=True):
        at.show(view)
        at.settle()
        found += [f"{view} {line}" for line in findings(at, rules)]
    headings = at.page.locator("#main h1").all_inner_texts()
    if len(headings) != 1:
        found.append(f"not one h1: {headings}")
    assert_none([*found, *at.said])


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_screen_is_accessible_and_whole(desk, things, screen):
    at = desk(screen.who)
    views = views_for(SCREENS.index(screen))
    assert at.open(screen.path(things), views[0]) == 200
    look_at(at, views)


@dataclass(frozen=True)
class State:
    """What a screen is after ``button`` was pressed with ``typed`` in it: ``shows`` is there."""

    screen: Screen
    typed: dict[str, str] = field(default_factory=dict)
    shows: str = "[aria-invalid=true]"
    button: str = "main form[method=post] button[type=submit]"


STATES = {
    "wrong address of an invitation": State(
        Screen("teams:invite", LEAD), {"adresse": "pas-une-adresse"}
    ),
    "council without a name": State(Screen("councils_admin:new", ADMINISTRATOR)),
    "council before it is made": State(
        Screen("councils_admin:new", ADMINISTRATOR), {"nom": "Canal – Écluses"}, "[name=creer]"
    ),
    "redirect from nowhere": State(Screen("site_admin:add_redirect", EDITOR)),
    "suspension without a reason": State(Screen("suspensions_admin:suspend", MODERATOR)),
    "document without a file": State(
        Screen("quick_documents:new", EDITOR), button="main button[value=publier]"
    ),
    "page with words to complete": State(
        Screen("wagtailadmin_pages:edit", EDITOR, fill={"page_id": "draft"}),
        shows=".q-before",
        button="main button[name=action-publish]",
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_screen_is_so_too_in_another_state(desk, things, name):
    state = STATES[name]
    at = desk(state.screen.who)
    views = views_for(list(STATES).index(name))
    assert at.open(state.screen.path(things), views[0]) == 200
    for key, words in state.typed.items():
        at.page.fill(f"main [name={key}]", words)
    with at.page.expect_navigation():
        at.page.locator(state.button).first.click()
    assert at.page.locator(state.shows).first.is_visible()
    look_at(at, views)


def test_what_only_takes_answers_nothing_to_who_looks(desk, things, server):
    """Otherwise it is a screen, and belongs to SCREENS."""
    paths = {}
    for name in (name for name, why in LEFT_OUT.items() if why == SENDS):
        fill = {"digest": "package"} if "digest" in recipes_of(name)[0].fill else {}
        paths[name] = Screen(name, ADMINISTRATOR, fill=fill).path(things)
    answers = desk(ADMINISTRATOR).page.evaluate(ASK, list(paths.values()))
    assert dict(zip(paths, answers, strict=True)) == dict.fromkeys(paths, 405)
