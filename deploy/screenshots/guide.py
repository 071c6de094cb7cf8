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
PHONE, DESK = View(390, "light", 760), View(1280, "light", 800)
MARGIN = 16
CONTRIBUTOR, EDITOR = "contribution.lba", "editrice.lba"
LEAD, NEW_LEAD, ADMINISTRATOR = "responsable.lba", "responsable2.lba", "admin"
MAIN = "#main"
STILL = {"animations": "disabled", "caret": "hide"}


@dataclass(frozen=True)
class Shot:
    """Who looks where, what they do first, and which part is kept: all of it from the first
    selector's top to the last one's end, or the whole window without any."""

    name: str
    who: str
    view: View
    do: Callable[[Page, Server], None]
    part: tuple[str, ...] = ()


SHOTS = (
    Shot("premiere-heure", NEW_LEAD, DESK, acts.see_first_hour, ("#main section",)),
    Shot("entrer", "", PHONE, acts.see_sign_in, ("main",)),
    Shot("accueil", EDITOR, DESK, acts.see_home),
    Shot("modeles", EDITOR, DESK, acts.open_models),
    Shot("verifier", EDITOR, DESK, acts.open_checks),
    Shot("plus-tard", EDITOR, DESK, acts.open_schedule, ("[role=dialog]:not([aria-hidden])",)),
    Shot("photos", EDITOR, PHONE, acts.send_photos),
    Shot("photos-publier", EDITOR, PHONE, acts.describe_photos),
    Shot("document", EDITOR, DESK, acts.fill_document),
    Shot("proposer", CONTRIBUTOR, PHONE, acts.write_as_contributor),
    Shot("relire", EDITOR, DESK, acts.open_review),
    Shot("corbeille", EDITOR, DESK, acts.see_bin, (MAIN,)),
    Shot("message", EDITOR, PHONE, acts.open_message),
    Shot("bandeau", EDITOR, DESK, acts.see_banner),
    Shot("reglages", LEAD, DESK, acts.see_settings),
    Shot("apparence", LEAD, DESK, acts.see_looks),
    Shot("inviter", LEAD, DESK, acts.fill_invitation, (MAIN,)),
    Shot("equipe", LEAD, DESK, acts.see_team),
    Shot("passation", LEAD, DESK, acts.start_handover),
    Shot("journal", LEAD, DESK, acts.see_journal),
    Shot("nouveau-conseil", ADMINISTRATOR, DESK, acts.plan_council),
)


def take(server: Server, browser: Browser) -> None:
    people: dict[str, str] = {}
    for shot in SHOTS:
        context = _entered(server, browser, people, shot)
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
        sign_in(first.new_page(), server, "admin", f"{shot.who}@quartiers.example", "/admin/")
        people[shot.who] = first.storage_state()
        first.close()
    return browser.new_context(**shot.view.options, storage_state=people[shot.who])


def _pixels(page: Page, part: tuple[str, ...]) -> bytes:
    if not part:
        return page.screenshot(**STILL)
    boxes = [page.locator(one).first.bounding_box() for one in part]
    left, top = (min(box[side] for box in boxes) for side in "xy")
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    clip = {
        "x": max(0, left - MARGIN),
        "y": max(0, top - MARGIN),
        "width": right - left + 2 * MARGIN,
        "height": bottom - top + 2 * MARGIN,
    }
    return page.screenshot(clip=clip, full_page=True, **STILL)
