"""The pictures of the volunteers' guide (docs/benevoles): one table, in the order they are made.

Later ones may show what earlier ones did: a page that was proposed is then reviewed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from deploy.live.browser import View
from deploy.live.entering import sign_in
from deploy.live.server import Server

from . import acts
from .pictures import save

MAX_BYTES = 80_000
PHONE, DESK = View(390, "light", 720), View(1100, "light", 680)
MARGIN = 16
CONTRIBUTOR, EDITOR = "contribution.lba", "editrice.lba"
LEAD, NEW_LEAD, ADMINISTRATOR = "responsable.lba", "responsable2.lba", "admin"
MAIN = "#main"
PATIENCE = 120_000  # milliseconds: several people may build on one machine
STILL = {"animations": "disabled", "caret": "hide"}


@dataclass(frozen=True)
class Shot:
    """Who looks where, what they do first, and which part of the window is kept: all of it by
    default, what lies beside the menu (MAIN), or one box with a little air around."""

    name: str
    who: str
    view: View
    do: Callable[[Page, Server], None]
    part: str = ""


SHOTS = (
    Shot("premiere-heure", NEW_LEAD, DESK, acts.see_home, "#main section"),
    Shot("entrer", "", PHONE, acts.see_sign_in),
    Shot("accueil", EDITOR, DESK, acts.see_home),
    Shot("modeles", EDITOR, DESK, acts.open_models, MAIN),
    Shot("verifier", EDITOR, DESK, acts.open_checks, MAIN),
    Shot("plus-tard", EDITOR, DESK, acts.open_schedule, "[role=dialog] .w-dialog__box"),
    Shot("photos", EDITOR, PHONE, acts.send_photos),
    Shot("photos-publier", EDITOR, PHONE, acts.describe_photos),
    Shot("document", EDITOR, DESK, acts.fill_document, MAIN),
    Shot("proposer", CONTRIBUTOR, PHONE, acts.write_as_contributor),
    Shot("relire", EDITOR, DESK, acts.open_review, MAIN),
    Shot("corbeille", EDITOR, DESK, acts.see_bin, MAIN),
    Shot("message", EDITOR, PHONE, acts.open_message),
    Shot("bandeau", EDITOR, DESK, acts.see_banner, MAIN),
    Shot("reglages", LEAD, DESK, acts.see_settings, MAIN),
    Shot("apparence", LEAD, DESK, acts.see_looks, MAIN),
    Shot("inviter", LEAD, DESK, acts.fill_invitation, MAIN),
    Shot("equipe", LEAD, DESK, acts.see_team, MAIN),
    Shot("passation", LEAD, DESK, acts.start_handover, MAIN),
    Shot("journal", LEAD, DESK, acts.see_journal, MAIN),
    Shot("nouveau-conseil", ADMINISTRATOR, DESK, acts.plan_council, MAIN),
)


def take(server: Server, browser: Browser) -> None:
    acts.make_council(server)
    people: dict[str, str] = {}
    for shot in SHOTS:
        context = _entered(server, browser, people, shot)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        shot.do(page, server)
        page.wait_for_timeout(500)  # what slides in has arrived
        save(_pixels(page, shot.part), f"guide/{shot.name}", MAX_BYTES)
        context.close()


def _entered(server: Server, browser: Browser, people: dict, shot: Shot) -> BrowserContext:
    """A window of the person who looks; each of them signs in once."""
    if not shot.who:
        return browser.new_context(**shot.view.options)
    if shot.who not in people:
        first = browser.new_context(**shot.view.options)
        first.set_default_timeout(PATIENCE)
        sign_in(first.new_page(), server, "admin", f"{shot.who}@quartiers.example", "/admin/")
        people[shot.who] = first.storage_state()
        first.close()
    return browser.new_context(**shot.view.options, storage_state=people[shot.who])


def _pixels(page: Page, part: str) -> bytes:
    if not part:
        return page.screenshot(**STILL)
    box = page.locator(part).first.bounding_box()
    air = 0 if part == MAIN else MARGIN
    left, top = max(0, box["x"] - air), max(0, box["y"] - air)
    right = min(page.viewport_size["width"], box["x"] + box["width"] + air)
    bottom = min(page.viewport_size["height"], box["y"] + box["height"] + air)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    return page.screenshot(clip=clip, **STILL)
