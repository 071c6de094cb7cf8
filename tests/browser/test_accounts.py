"""Every page of an account, in every theme: accessible and whole. The gallery shows them all."""

import pytest

from cms.gallery.checks.rendering import tried
from cms.gallery.registry import Setting
from deploy.live import visit as check
from deploy.live.browser import VIEWS
from tests.browser.test_page_types import assert_none

# A site for each theme; the portal wears the base.
SITES = {"socle": "portal", "zinc": "lba", "canal": "gab", "faubourg": "psd", "halle": "svp"}
# What a specimen of a form cannot help: a value nobody types, a passkey without a session.
KNOWN = ("specified value", "/compte/connexion/cle/", "status of 403")
FRAMES = {"accounts/base.html", "accounts/entrance.html"}  # a title is what a page brings


def pages() -> list[str]:
    """The address of each page at rest."""
    return [
        specimen.url
        for specimen in tried()
        if specimen.template.startswith("accounts/")
        and specimen.setting is Setting.WHOLE
        and specimen.template not in FRAMES
        and not specimen.state
    ]


PAGES = pages()


def view_for(theme: str, path: str):
    """Each page once in each theme, and over the themes in each width and scheme."""
    return VIEWS[(list(SITES).index(theme) + PAGES.index(path)) % len(VIEWS)]


def test_there_are_pages_to_look_at():
    assert len(PAGES) > 30


@pytest.mark.parametrize("theme", SITES)
@pytest.mark.parametrize("path", PAGES)
def test_page_of_an_account_is_accessible_and_whole(browser, server, theme, path):
    with check.visit(browser, server.url(SITES[theme], path), view_for(theme, path)) as seen:
        assert seen.status == 200
        assert_none(
            [
                *check.axe_findings(seen.page),
                *check.overflow_findings(seen.page),
                *(
                    line
                    for line in check.console_findings(seen)
                    if all(known not in line for known in KNOWN)
                ),
            ]
        )
