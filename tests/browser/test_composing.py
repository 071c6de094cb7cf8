"""Writing in the forum with a browser: joining in (J4), names by keyboard, drafts, quotes, undo."""

import re
import secrets

import pytest
from playwright.sync_api import Page

from deploy.live import visit as check
from deploy.live.browser import View
from deploy.live.entering import sign_in
from tests.browser.test_page_types import assert_none

PHONE, DESK = View(320, "light"), View(1280, "light")
COUNCIL = "lba"
RESIDENT = "habitant2.lba@quartiers.example"
MOST_CLICKS = 6
SELECT = """() => {
  const words = document.querySelector('[data-quotable] p').firstChild;
  const range = document.createRange();
  range.setStart(words, 0);
  range.setEnd(words, Math.min(20, words.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return range.toString().trim();
}"""


def look(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    assert_none([*check.axe_findings(page), *check.overflow_findings(page)])


@pytest.fixture
def page_of(browser):
    """``page_of(view)``: a page of a browser that has never been here."""
    contexts = []

    def made(view: View, **options) -> Page:
        contexts.append(browser.new_context(**view.options, **options))
        return contexts[-1].new_page()

    yield made
    for context in contexts:
        context.close()


@pytest.fixture
def topic_url(server, page_of) -> str:
    """A topic of one page, as the council's home shows it."""
    page = page_of(DESK)
    page.goto(server.url(COUNCIL))
    link = page.locator("main a[href*='/topic/']").first
    return link.evaluate("one => one.href").partition("#")[0].partition("?")[0]


def code_sent(browser, server, address: str) -> str:
    context = browser.new_context(**DESK.options)
    page = context.new_page()
    page.goto(server.url("start", "/dev/mail/"))
    page.goto(
        server.url("start", page.locator("a[href^='/dev/mail/']").first.get_attribute("href"))
    )
    source = page.content()
    context.close()
    assert address in source
    return re.search(r"\b(\d{6})\b", source)[1]


def signed_in(page: Page, server, url: str) -> Page:
    path = "/" + url.split("/", 3)[3]
    sign_in(page, server, COUNCIL, RESIDENT, path)
    last = page.locator(".answer .button").first
    if not page.locator("form[data-composer]").count():
        last.click()
    page.wait_for_selector("form[data-composer]")
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_joining_a_discussion_takes_six_clicks(browser, server, page_of, view, scripts):
    """J4, from the council's home to the published answer of somebody who has no account."""
    page, clicks = page_of(view, java_script_enabled=scripts), 0
    name = f"Passante {secrets.token_hex(3)}"
    address = f"passante{secrets.token_hex(4)}@exemple.fr"
    page.goto(server.url(COUNCIL))

    def click(selector: str) -> None:
        nonlocal clicks
        clicks += 1
        page.locator(selector).first.click()
        page.wait_for_load_state()

    click("main a[href*='/topic/']")
    click(".answer a[href*='/compte/connexion/']")
    page.fill("#id_email", address)
    click("main form button[type=submit]")
    page.fill("#id_code", code_sent(browser, server, address))
    click("main form button[type=submit]")
    page.fill("#id_pseudonym", name)
    click("main form button[type=submit]")
    page.fill("#id_texte", "Bonjour, j’habite juste à côté et je viendrai.")
    if scripts:
        look(page)
    click("form[data-composer] button[name=charte]")
    assert "Votre message est en ligne." in page.locator(".post-undo").inner_text()
    assert page.locator(".post-author", has_text=name).count() == 1
    assert clicks <= MOST_CLICKS


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_the_form_with_its_tools_and_preview(server, page_of, topic_url, view):
    page = signed_in(page_of(view), server, topic_url)
    field = page.locator("#id_texte")
    field.fill("vraiment")
    field.select_text()
    page.click("[data-mark=bold]")
    assert field.input_value() == "**vraiment**"
    page.click("[data-preview-button]")
    page.wait_for_selector("[data-preview] strong")
    assert page.locator("[data-preview-button]").get_attribute("aria-expanded") == "true"
    field.press("End")
    field.type(" et *ici*")
    page.wait_for_selector("[data-preview] em")
    look(page)
    page.click("[data-preview-button]")
    assert not page.locator("[data-preview]").is_visible()


def test_a_name_is_completed_by_keyboard_alone(server, page_of, topic_url):
    page = signed_in(page_of(DESK), server, topic_url)
    field = page.locator("#id_texte")
    field.fill("")
    field.type("Merci @M")
    page.wait_for_selector(".names li[aria-selected=true]")
    look(page)
    second = page.locator(".names li").nth(1).inner_text()
    field.press("ArrowDown")
    chosen = page.locator(".names li[aria-selected=true]")
    assert chosen.inner_text() == second
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("Enter")
    assert field.input_value() in (f"Merci @{second} ", f"Merci @[{second}] ")
    assert not page.locator(".names").is_visible()
    field.type("et @M")
    page.wait_for_selector(".names li")
    field.press("Escape")
    assert not page.locator(".names").is_visible()
    field.press("Enter")
    assert field.input_value().endswith("et @M\n")


def test_a_draft_survives_a_reload_and_is_listed(server, page_of, topic_url):
    page = signed_in(page_of(DESK), server, topic_url)
    words = f"Une idée {secrets.token_hex(4)}."
    page.fill("#id_texte", words)
    page.wait_for_selector("[data-draft-state]:not(:empty)")
    page.reload()
    assert page.input_value("#id_texte") == words
    look(page)
    page.goto(server.url(COUNCIL, "/compte/brouillons/"))
    assert words in page.locator("main").inner_text()
    look(page)
    page.locator("main button:has-text('Jeter')").first.click()
    page.wait_for_load_state()
    assert words not in page.locator("main").inner_text()


def test_what_is_selected_is_quoted_and_an_answer_is_taken_back(server, page_of, topic_url):
    page = signed_in(page_of(DESK), server, topic_url)
    page.fill("#id_texte", "")
    passage = page.evaluate(SELECT)
    page.click("button.quote-passage:visible")
    typed = page.input_value("#id_texte")
    assert f"> {passage}" in typed
    assert "?post=" in typed.partition("\n")[0]
    page.locator("#id_texte").press("Control+End")
    page.locator("#id_texte").type(f"D’accord {secrets.token_hex(4)}.")
    text = page.input_value("#id_texte")
    page.locator("form[data-composer] .form-buttons button.button").first.click()
    page.wait_for_selector(".post-undo")
    look(page)
    assert page.locator(".post:has(.post-undo) blockquote a[href*='?post=']").count() == 1
    page.click(".post-undo button")
    page.wait_for_url("**/post/create/")
    assert page.input_value("#id_texte") == text.strip()
    page.click("button[name=jeter]")


SELECT_CARD = """([from, to]) => {
  const post = document.querySelector('.post:has(.post-undo) .post-text');
  const range = document.createRange();
  range.setStart(post.querySelector(from).firstChild, 0);
  const end = post.querySelector(to).lastChild;
  range.setEnd(end, end.length ?? end.childNodes.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_a_link_of_ours_is_a_card_that_is_quoted_as_the_address_it_is(server, page_of, topic_url):
    page = signed_in(page_of(PHONE), server, topic_url)
    words = f"Tout est là, {secrets.token_hex(4)}"
    page.fill("#id_texte", f"{words}\n\n{topic_url}")
    page.locator("form[data-composer] .form-buttons button.button").first.click()
    page.wait_for_selector(".post-undo")
    post = page.locator(".post:has(.post-undo)")
    title = post.locator(".link-card-title").inner_text()
    assert title in page.locator("h1").inner_text()
    look(page)
    page.evaluate(SELECT_CARD, [".link-card-title a", ".link-card-facts"])
    assert not page.locator("button.quote-passage:visible").count()
    page.evaluate(SELECT_CARD, ["p", ".link-card-facts"])
    page.click("button.quote-passage:visible")
    typed = page.input_value("#id_texte")
    assert words in typed
    assert f"> {topic_url}" in typed
    assert title not in typed.split("\n", 1)[1]
    page.locator(".post-undo button").click()
    page.wait_for_url("**/post/create/")
    page.click("button[name=jeter]")
