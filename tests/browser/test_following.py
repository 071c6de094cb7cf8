"""Following a topic, being told of an answer and reading it, as two neighbours do it."""

import pytest
from playwright.sync_api import Page

from deploy.live import visit as check
from deploy.live.browser import VIEWS, View
from deploy.live.entering import sign_in
from deploy.live.server import Server
from tests.browser.test_page_types import assert_none

READER, WRITER = "habitant2.lba@quartiers.example", "habitant1.lba@quartiers.example"


@pytest.fixture
def neighbours(browser, server: Server, addresses):
    """Two people on the same topic."""
    contexts = [browser.new_context(**View(320, "light").options) for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    host, _, path = addresses["topic"].partition("://")[2].partition("/")
    for page, who in zip(pages, (READER, WRITER), strict=True):
        sign_in(page, server, host.partition(".")[0], who, f"/{path}")
    yield pages
    for context in contexts:
        context.close()


def choose(page: Page, level: str) -> None:
    """By the keyboard alone."""
    page.locator(".follow > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=level).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def told(page: Page) -> int:
    """The number at the bell; the demo's own news of these days may be among it."""
    count = page.locator(".tool-count")
    return int(count.inner_text().split()[0]) if count.count() else 0


def test_a_topic_is_followed_told_of_and_read(neighbours, server, addresses):
    reader, writer = neighbours
    choose(reader, "M’avertir de chaque message")
    assert "M’avertir de chaque message" in reader.locator(".follow > summary").inner_text()
    assert_none(check.findings_in_views(reader, VIEWS))
    reader.locator(".follow > summary").click()
    assert_none(check.findings_in_views(reader, VIEWS))

    writer.get_by_role("link", name="Répondre à la fin du sujet").click()
    server.run("manage.py", "tell_people")
    reader.goto(writer.url)  # read to the end
    reader.reload()
    before = told(reader)
    writer.fill("textarea[name=texte]", "Un message pour qui suit ce sujet.")
    with writer.expect_navigation():
        writer.get_by_role("button", name="Envoyer la réponse").click()
    server.run("manage.py", "tell_people")

    site = addresses["topic"].partition("://")[2].partition(".")[0]
    reader.goto(server.url(site, "/forum/"))
    assert told(reader) == before + 1
    assert_none(check.findings_in_views(reader, VIEWS))
    reader.locator(".tool-bell").click()
    reader.wait_for_url("**/compte/notifications/")
    assert_none(check.findings_in_views(reader, VIEWS))
    with reader.expect_navigation():
        reader.locator(".notices .is-new a").first.click()
    assert "Un message pour qui suit ce sujet." in reader.locator("main").inner_text()
    assert told(reader) == before

    reader.goto(server.url(site, "/compte/suivis/"))
    assert reader.locator(".follows select").first.input_value() == "3"
    assert_none(check.findings_in_views(reader, VIEWS))
