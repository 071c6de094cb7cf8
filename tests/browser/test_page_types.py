"""Every page type, in three widths and both schemes: accessible, whole, light, discreet."""

import pytest

from deploy.live import visit as check
from deploy.live.browser import VIEWS
from deploy.live.markup import markup_findings
from deploy.live.server import fetch

PAGE_TYPES = {
    "portal-home": check.LIST,
    "council-home": check.LIST,
    "empty-council-home": check.LIST,
    "councils": check.LIST,
    "news-list": check.LIST,
    "news": check.TEXT,
    "gallery": check.GALLERY,
    "documents": check.LIST,
    "document": check.TEXT,
    "team": check.LIST,
    "commission": check.LIST,  # the richest one lists the site's latest content, with pictures
    "faq": check.TEXT,
    "standard": check.TEXT,
    "contact": check.TEXT,
    "legal": check.TEXT,
    "site-map": check.LIST,
    "meetings": check.LIST,
    "meeting": check.TEXT,
    "propose": check.TEXT,
    "minutes": check.LIST,  # with its agenda and its decisions
    "decisions": check.LIST,
    "agenda": check.LIST,
    "agenda-month": check.LIST,
    "event": check.TEXT,
    "places": check.TEXT,  # an event with a number of them
    "register": check.TEXT,
    "notices": check.TEXT,
    "feeds": check.TEXT,
    "search": check.TEXT,
    "search-found": check.LIST,
    "search-none": check.TEXT,
    "forum-search": check.LIST,
    "forum-index": check.LIST,
    "forum": check.LIST,
    "topic": check.LIST,
    "sign-in": check.TEXT,
    "password": check.TEXT,
    "not-found": check.TEXT,
    "start-page": check.LIST,
}
WITH_FORM = {"contact", "notices", "propose", "register", "sign-in", "password"}
WIDE = VIEWS[-1]

each_type = pytest.mark.parametrize("name", PAGE_TYPES)


def assert_none(findings):
    findings = list(findings)
    assert not findings, "\n".join(["to mend:", *findings])


@each_type
def test_page_is_accessible_and_whole(open_page, name):
    with open_page(name, VIEWS[0]) as seen:
        assert seen.status == (404 if name == "not-found" else 200)
        assert_none([*check.findings_in_views(seen.page, VIEWS), *check.console_findings(seen)])


@each_type
def test_page_is_light_and_keeps_nothing_of_its_reader(open_page, name):
    with open_page(name, WIDE) as seen:
        assert_none(
            [
                *check.privacy_findings(seen, form_page=name in WITH_FORM),
                *check.weight_findings(seen, PAGE_TYPES[name]),
            ]
        )


@pytest.fixture(scope="module")
def html_errors(server, addresses, tmp_path_factory):
    folder = tmp_path_factory.mktemp("html")
    for name in PAGE_TYPES:
        (folder / f"{name}.html").write_text(fetch(server, addresses[name])[1])
    return markup_findings(folder)


@each_type
def test_html_is_valid(html_errors, name):
    assert_none(html_errors.get(name, []))


def test_titles_are_unique(server, addresses, browser):
    titles: dict[str, str] = {}
    for name in sorted(PAGE_TYPES):
        with check.visit(browser, addresses[name], WIDE) as seen:
            title = seen.page.title()
            assert title, f"{name} has no title"
            assert title not in titles, f"{name} and {titles[title]} are both titled {title!r}"
            titles[title] = name
