"""What readers see before scrolling; the README shows some of these."""

import json

from playwright.sync_api import Browser

from deploy.live.browser import View
from deploy.live.server import Server
from deploy.live.visit import visit

from .pictures import save

MAX_BYTES = 150_000
PHONE, DESK, NIGHT = View(390, "light", 844), View(1280, "light", 860), View(1280, "dark", 860)

# File name → (page type, view). The README shows the first three.
SHOTS = {
    "portail": ("portal-home", DESK),
    "conseil": ("council-home", DESK),
    "conseil-telephone": ("council-home", PHONE),
    "conseil-nuit": ("council-home", NIGHT),
    "actualite": ("news", DESK),
    "documents": ("documents", DESK),
    "forum": ("forum", DESK),
    "sujet": ("topic", PHONE),
}
HOMES = ("gab", "psd", "svp")  # one council for each other theme, on the README too


def take(server: Server, browser: Browser) -> None:
    places = json.loads(server.run("-m", "deploy.live.addresses"))
    for name, (page_type, view) in SHOTS.items():
        _shoot(browser, server.url(*places[page_type]), view, name)
    for code in HOMES:
        _shoot(browser, server.url(code, "/"), DESK, f"accueil-{code}")


def _shoot(browser: Browser, url: str, view: View, name: str) -> None:
    with visit(browser, url, view) as seen:
        save(seen.page.screenshot(), name, MAX_BYTES)
