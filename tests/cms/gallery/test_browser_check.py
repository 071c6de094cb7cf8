"""What the check in a browser says where it cannot run."""

import sys

import pytest

from cms.gallery import browser_check


def test_without_axe_it_says_how_to_get_it(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    with pytest.raises(browser_check.BrowserMissing, match="make node_modules"):
        list(browser_check.browser_findings("http://127.0.0.1:1", "lba.test", ["/"]))


def test_without_playwright_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    monkeypatch.setattr(browser_check, "_axe", lambda: ("", None))
    with pytest.raises(browser_check.BrowserMissing, match="Playwright manque"):
        list(browser_check.browser_findings("http://127.0.0.1:1", "lba.test", ["/"]))


def test_it_goes_through_the_whole_gallery():
    paths = browser_check.gallery_paths()
    assert "/dev/galerie/pages/news-page/" in paths
    assert not any(path.startswith("/dev/galerie/jetons/") for path in paths)
