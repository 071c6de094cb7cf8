"""The gallery in Chromium, and the check of a theme that goes through it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cms.gallery.browser_check import browser_findings, gallery_paths
from deploy.live import visit as check
from deploy.live.browser import VIEWS
from tests.browser.test_findings import bad_url  # noqa: F401 (a fixture)

PAGES = ["", "pages/", "composants/", "jetons/", "composants/card/320/", "pages/news-page/1280/"]
SOME = ["composants/header-alert", "composants/field-hours-wrong", "blocs/table-wide",
        "pages/news-page-long", "forum/topic-moderator", "formulaires/form-page-wrong"]  # fmt: skip
ROOT = "/dev/galerie/"


@pytest.mark.parametrize("path", PAGES)
def test_its_own_pages_are_accessible_and_whole(browser, server, path):
    with check.visit(browser, server.url("lba", ROOT + path), VIEWS[0]) as seen:
        found = [
            *check.findings_in_views(seen.page, VIEWS),
            # Specimens of forms hold what nobody could type into them.
            *(line for line in check.console_findings(seen) if "The specified value" not in line),
        ]
        assert not found, "\n".join(["to mend:", *found])


def found_at(port: int, host: str, paths: list[str]) -> list:
    """In a thread of its own: that of the tests has a browser already."""
    with ThreadPoolExecutor(1) as thread:
        base = f"http://127.0.0.1:{port}"
        return thread.submit(lambda: list(browser_findings(base, host, paths))).result()


def findings(server, paths):
    return found_at(server.port, server.url("lba", "").removeprefix("http://"), paths)


def test_the_base_theme_has_no_finding(server):
    paths = [f"{ROOT}{name}/" for name in SOME]
    assert set(paths) <= set(gallery_paths())
    assert findings(server, paths) == []


def test_a_page_that_is_not_there_is_found(server):
    (found,) = findings(server, [f"{ROOT}pages/nulle-part/"])
    assert (found.code, found.file) == ("R104", f"{ROOT}pages/nulle-part/")


def test_faults_are_found_and_told_in_french(bad_url):  # noqa: F811
    host = bad_url.removeprefix("http://").rstrip("/")
    found = {f.code: f for f in found_at(int(host.rpartition(":")[2]), host, ["/"])}
    assert set(found) == {"R101", "R102", "R103"}
    assert "html-has-lang" in found["R101"].what
    assert "320 px sombre" in found["R101"].what
    assert "boom" in found["R103"].what
