"""Every page of an account: accessible and whole, at three widths. The gallery shows them all.

They are made of the same few parts: each is seen in the base theme, and the richest in the others.
"""

import pytest

from cms.gallery.checks.rendering import tried
from cms.gallery.registry import Setting
from deploy.live import visit as check
from deploy.live.browser import VIEWS
from tests.browser.test_page_types import assert_none

# A site for each theme; the portal wears the base.
THEMED = {"zinc": "lba", "canal": "gab", "faubourg": "psd", "halle": "svp"}
# What a specimen of a form cannot help: a value nobody types, a passkey without a session.
KNOWN = ("specified value", "/compte/connexion/cle/", "status of 403")
FRAMES = {"accounts/base.html", "accounts/entrance.html"}  # a title is what a page brings
RICHEST = (
    "accounts/sign_in.html",
    "accounts/profile.html",
    "accounts/data.html",
    "accounts/contributions.html",
    "accounts/security/sessions.html",
    "accounts/factors/overview.html",
    "accounts/factors/app.html",
)


def pages() -> dict[str, str]:
    """Template and address of each page at rest."""
    return {
        specimen.template: specimen.url
        for specimen in tried()
        if specimen.template.startswith("accounts/")
        and specimen.setting is Setting.WHOLE
        and specimen.template not in FRAMES
        and not specimen.state
    }


PAGES = pages()


def judge(browser, url: str) -> None:
    with check.visit(browser, url, VIEWS[0]) as seen:
        assert seen.status == 200
        assert_none(
            [
                *check.findings_in_views(seen.page, VIEWS),
                *(
                    line
                    for line in check.console_findings(seen)
                    if all(known not in line for known in KNOWN)
                ),
            ]
        )


def test_there_are_pages_to_look_at():
    assert len(PAGES) > 30


@pytest.mark.parametrize("template", PAGES)
def test_page_of_an_account_is_accessible_and_whole(browser, server, template):
    judge(browser, server.url("portal", PAGES[template]))


@pytest.mark.parametrize("theme", THEMED)
@pytest.mark.parametrize("template", RICHEST)
def test_rich_page_of_an_account_is_so_in_each_theme(browser, server, theme, template):
    judge(browser, server.url(THEMED[theme], PAGES[template]))
