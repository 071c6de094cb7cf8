"""Every page type in every bundled theme: accessible and whole at three widths, in both schemes."""

import json
from urllib.parse import urlsplit

import pytest

from deploy.live import visit as check
from deploy.live.browser import VIEWS
from tests.browser.test_page_types import PAGE_TYPES, assert_none

THEMES = ("canal", "faubourg", "halle", "zinc")
NOT_THEMED = {"start-page"}
HEAVIEST = ("council-home", "news", "news-list", "topic", "contact")

COOKIE = "theme-preview"  # sites.themes.previewing

each_theme = pytest.mark.parametrize("theme", THEMES)


@pytest.fixture(scope="session")
def tokens(server) -> dict[str, dict[str, str]]:
    """By theme and host, what the cookie of whoever tries that theme there holds."""
    script = (
        "import json; from wagtail.models import Site; from sites.themes import places, previewing;"
        f"themes = {{slug: places.release(slug) for slug in {THEMES!r}}};"
        "print(json.dumps({slug: {site.hostname: previewing.cookie(site.pk, release.pk)"
        " for site in Site.objects.all()} for slug, release in themes.items()}))"
    )
    return json.loads(server.run("manage.py", "shell", "--no-imports", "-c", script))


@pytest.fixture
def open_themed(browser, addresses, tokens):
    """``with open_themed("canal", "news", view) as seen``: a page type as whoever tries a theme."""

    def opened(theme: str, name: str, view):
        url = addresses[name]
        token = tokens[theme][urlsplit(url).hostname]
        return check.visit(browser, url, view, cookies={COOKIE: token})

    return opened


@each_theme
@pytest.mark.parametrize("name", sorted(set(PAGE_TYPES) - NOT_THEMED))
def test_page_is_accessible_and_whole_in_a_theme(open_themed, theme, name):
    with open_themed(theme, name, VIEWS[0]) as seen:
        assert seen.status == (404 if name == "not-found" else 200)
        sheet = seen.page.locator("link[rel=stylesheet]").first.get_attribute("href")
        assert sheet.endswith(f"-{theme}.css")
        # Readers never see the bar, which floats over what stands at the foot of the window.
        seen.page.evaluate("document.querySelector('.theme-preview').remove()")
        assert_none([*check.findings_in_views(seen.page, VIEWS), *check.console_findings(seen)])


@each_theme
@pytest.mark.parametrize("name", HEAVIEST)
def test_page_is_light_in_a_theme(open_themed, theme, name):
    with open_themed(theme, name, VIEWS[-1]) as seen:
        assert_none(check.weight_findings(seen, PAGE_TYPES[name]))


def test_the_councils_of_the_demo_wear_four_themes(server, browser):
    worn = set()
    for code in ("cel", "fth", "gab", "lba", "psd", "svp"):
        with check.visit(browser, server.url(code, "/"), VIEWS[-1]) as seen:
            sheet = seen.page.locator("link[rel=stylesheet]").first.get_attribute("href")
            worn.add(sheet.rsplit("-", 1)[1])
    assert worn == {f"{theme}.css" for theme in THEMES}
