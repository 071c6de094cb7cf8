"""Chromium as the checks use it: the system's own, talking to this machine alone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

# A window without a screen still draws its address bar: two pages of Chromium's own for each of
# ours, which took more of the processor than a visit. Chromium hears the last list of features
# only, so that Playwright's own (1.65) is said again.
OF_WINDOWS = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled")
OF_PLAYWRIGHT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "PreconnectToSearch",
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OF_WINDOWS + OF_PLAYWRIGHT)}",
    "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP *.example 127.0.0.1",
]


@dataclass(frozen=True)
class View:
    """A width in CSS pixels and a colour scheme."""

    width: int
    scheme: str
    height: int = 900

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"

    @property
    def options(self) -> dict:
        return {
            "viewport": {"width": self.width, "height": self.height},
            "color_scheme": self.scheme,
            "locale": "fr-FR",
            "reduced_motion": "reduce",
        }


VIEWS = (View(320, "light"), View(768, "dark"), View(1280, "light"))


def chromium_path() -> str:
    """Debian's Chromium, or what else is called so."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise RuntimeError("Chromium is missing (Debian: apt install chromium)")


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
