"""`make screenshots`: docs/images/*.png from a demo made for the occasion, small and repeatable."""

import json
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image

from deploy.live.browser import View, chromium
from deploy.live.server import ROOT, Server, demo_server
from deploy.live.visit import visit

FOLDER = ROOT / "docs" / "images"
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


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo_server() as server, chromium() as browser:
        places = json.loads(server.run("-m", "deploy.live.addresses"))
        for name, (page_type, view) in SHOTS.items():
            pixels = shot(browser, address(server, places, page_type), view)
            size = save(pixels, FOLDER / f"{name}.png")
            print(f"docs/images/{name}.png  {size / 1000:.0f} kB")
        for code in HOMES:
            size = save(shot(browser, server.url(code, "/"), DESK), FOLDER / f"accueil-{code}.png")
            print(f"docs/images/accueil-{code}.png  {size / 1000:.0f} kB")


def address(server: Server, places: dict, page_type: str) -> str:
    return server.url(*places[page_type])


def shot(browser, url: str, view: View) -> bytes:
    """What a reader sees before scrolling."""
    with visit(browser, url, view) as seen:
        return seen.page.screenshot()


def save(pixels: bytes, path: Path) -> int:
    """Write the picture with as many colours as fit in MAX_BYTES; returns its size in bytes."""
    picture = Image.open(BytesIO(pixels)).convert("RGB")
    for colours in (256, 128, 64, 32):
        file = BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= MAX_BYTES:
            path.write_bytes(file.getvalue())
            return file.tell()
    raise RuntimeError(f"{path.name} does not fit in {MAX_BYTES} bytes")


if __name__ == "__main__":
    sys.exit(main())
