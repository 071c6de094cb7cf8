"""A moderator splits a topic from its page and takes it back; every page of an act is sound."""

import pytest

from deploy.live.browser import VIEWS
from deploy.live.entering import sign_in
from deploy.live.visit import findings_in_views

MODERATOR = "moderation@quartiers.example"
ACTS = ("move", "split", "merge", "slow", "pin", "close", "rename", "history")


def a_topic(page, server) -> str:
    """The path of a topic of a council that has answers."""
    page.goto(server.url("lba", "/forum/"))
    boards = page.locator(".board-row h3 a").evaluate_all("all => all.map((a) => a.href)")
    for board in boards:
        page.goto(board)
        links = page.locator(".teaser-title a").evaluate_all("all => all.map((a) => a.href)")
        for link in links:
            page.goto(link)
            if page.locator(".post").count() > 2:
                return page.url.partition("#")[0]
    raise AssertionError("the demo shows no topic with answers")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, browser, server):
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    sign_in(page, server, "lba", MODERATOR, "/forum/")
    yield page
    context.close()


def test_split_and_taken_back(page, server):
    topic = a_topic(page, server)
    before = page.locator(".post").count()
    page.click(".powers > summary")
    page.click(".powers a[href$='/split/']")
    page.check("main input[name=n] >> nth=0")
    page.fill("[name=titre]", "Une autre question")
    page.click("main button.button:not([name])")
    assert page.locator("h1").inner_text() == "Une autre question"
    page.goto(topic)
    assert page.locator(".post-gone a").count() == 1
    page.click(".powers > summary")
    page.click(".powers a[href$='/history/']")
    page.click("main a[href$='/undo/'] >> nth=0")
    page.click("main button.button")
    page.goto(topic)
    assert page.locator(".post").count() == before
    assert page.locator(".post-gone").count() == 0


def test_every_page_of_an_act_is_sound(browser, server):
    context = browser.new_context(**VIEWS[0].options)
    page = context.new_page()
    sign_in(page, server, "lba", MODERATOR, "/forum/")
    topic = a_topic(page, server)
    found = []
    page.click(".powers > summary")
    found += [f"menu: {finding}" for finding in findings_in_views(page, VIEWS)]
    for act in ACTS:
        page.goto(f"{topic}{act}/")
        found += [f"{act}: {finding}" for finding in findings_in_views(page, VIEWS)]
    context.close()
    assert found == []
