"""Writing in Chromium: what a paste leaves behind, and that no word is lost with a session."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from deploy.live.browser import View
from deploy.live.entering import PASSWORD, sign_in

EDITOR = "editrice.lba@quartiers.example"
CLIPBOARDS = Path(__file__).parent / "clipboards"
PHONE = View(390, "light", 780)
# As a browser gives it to a page when somebody presses Ctrl-V.
PASTE = """([element, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", html.replace(/<[^>]*>/g, ""));
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  element.dispatchEvent(new ClipboardEvent("paste", options));
}"""
PASTE_LINES = """([element, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  element.dispatchEvent(new ClipboardEvent("paste", options));
}"""
BLOCKS = """() => document.getElementById("body-root").rootBlock.children.map((child) => [
  child.type,
  child.type === "text"
    ? child.element.querySelector("input[type=hidden][name$='-value']").value
    : child.getValue().value,
])"""


@pytest.fixture
def new_page(browser, server):
    """The form of a new piece of news, on a phone; script errors fail the test."""
    context = browser.new_context(**PHONE.options)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, server, "admin", EDITOR, "/admin/")
    page.goto(server.url("admin", f"/admin/pages/add/quartiers_pages/newspage/{news_of(server)}/"))
    expect(page.locator(".public-DraftEditor-content").first).to_be_visible()
    yield page
    context.close()
    assert errors == []


def news_of(server) -> int:
    code = (
        "from cms.pages.models import NewsIndexPage; from sites.councils.models import Council;"
        "home = Council.objects.get(code='lba').site.root_page;"
        "print(NewsIndexPage.objects.descendant_of(home).get().pk)"
    )
    return int(server.run("manage.py", "shell", "--no-imports", "-c", code))


def type_title(page: Page, title: str) -> None:
    page.click("#id_title")
    page.keyboard.type(title)
    page.keyboard.press("Tab")


def paste(page: Page, html: str) -> None:
    field = page.locator(".public-DraftEditor-content").first
    field.click()
    page.evaluate(PASTE, [field.element_handle(), html])


def until_saved(page: Page) -> None:
    page.wait_for_url("**/edit/", timeout=20_000)


def blocks_of(page: Page) -> list[tuple]:
    """Kind and value of each block, once the fields have written down what they hold."""
    page.wait_for_timeout(1_000)
    return page.evaluate(BLOCKS)


def lines(value: str) -> list[tuple]:
    """Kind, words and styled words of each line that Draftail holds."""
    content = json.loads(value)
    return [
        (
            block["type"],
            block["text"],
            {
                block["text"][mark["offset"] : mark["offset"] + mark["length"]]
                for mark in block["inlineStyleRanges"]
            },
        )
        for block in content["blocks"]
    ]


@pytest.mark.parametrize("name", ["word", "libreoffice", "google-docs"])
def test_a_document_becomes_blocks(new_page, name):
    type_title(new_page, f"Collage de {name}")
    paste(new_page, (CLIPBOARDS / f"{name}.html").read_text())
    expect(new_page.get_by_text("Collé et mis au propre.")).to_be_visible()
    expect(new_page.get_by_text("Une image n’a pas été reprise")).to_be_visible()

    blocks = blocks_of(new_page)
    kinds = ["text", "heading", "text", "heading", "text", "table", "text"]
    assert [kind for kind, _value in blocks] == kinds
    first, budget, benches, votes, adopted, table, thanks = (value for _kind, value in blocks)
    sentence = "Le conseil s’est réuni jeudi 12 mars, voir le site de la Ville."
    assert lines(first) == [("unstyled", sentence, {"jeudi 12 mars"})]
    (link,) = json.loads(first)["entityMap"].values()
    assert link["data"]["url"] == "https://www.paris.fr/quartier"
    assert budget == {"text": "Le budget", "level": "h2"}
    assert lines(benches) == [
        ("unordered-list-item", "Un banc", set()),
        ("unordered-list-item", "Un arbre", {"arbre"}),
    ]
    assert votes == {"text": "Les votes", "level": "h3"}
    assert lines(adopted) == [("ordered-list-item", "Adopté", set())]
    assert table["data"] == [["Poste", "Montant"], ["Banc", "900 €"]]
    assert lines(thanks) == [("unstyled", "Merci à tous.", set())]


def test_in_the_middle_of_a_text_nothing_is_torn_apart(new_page):
    field = new_page.locator(".public-DraftEditor-content").first
    field.click()
    new_page.keyboard.type("Avant après")
    for _letter in "après":
        new_page.keyboard.press("ArrowLeft")
    rows = "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
    html = f"<h2>Le budget</h2><table>{rows}</table>"
    new_page.evaluate(PASTE, [field.element_handle(), html])
    expect(new_page.get_by_text("Un tableau est devenu du texte")).to_be_visible()
    ((kind, value),) = blocks_of(new_page)
    words = " ".join(text for _kind, text, _styles in lines(value))
    assert kind == "text"
    assert "Le budget" in words
    assert "a – b" in words
    assert words.endswith("après")


def test_a_long_paste_into_a_short_field_is_told(new_page):
    field = new_page.locator("#id_title")
    field.click()
    new_page.evaluate(PASTE_LINES, [field.element_handle(), "Un\n\nbanc"])
    expect(field).to_have_value("Un banc")
    summary = new_page.locator("#id_summary")
    summary.click()
    new_page.evaluate(PASTE_LINES, [summary.element_handle(), "mot " * 100])
    expect(new_page.get_by_text("la fin n’a pas été collée")).to_be_visible()
    assert len(summary.input_value()) == 200


def sign_in_again(page: Page) -> None:
    page.click("a[href*='/compte/connexion/mot-de-passe/']")
    page.fill("#id_email", EDITOR)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_load_state()
    if "/deux-etapes/" in page.url:
        page.click("button[name=later]")
    page.wait_for_url("**/admin/pages/**")


def test_words_outlive_the_session(new_page):
    type_title(new_page, "Des mots qui restent")
    until_saved(new_page)
    new_page.context.clear_cookies(name="sessionid")
    new_page.click("#id_summary")
    new_page.keyboard.type("À ne pas perdre.")
    new_page.get_by_role("button", name="Se reconnecter").click(timeout=20_000)
    sign_in_again(new_page)
    expect(new_page.locator("#id_summary")).to_have_value("")
    new_page.get_by_role("button", name="Le remettre").click()
    expect(new_page.locator("#id_summary")).to_have_value("À ne pas perdre.", timeout=20_000)


def test_what_is_missing_is_said_at_the_top(new_page):
    new_page.click("button[name=action-publish]")
    missing = new_page.locator("[data-notice=missing]")
    expect(missing).to_contain_text("Titre : Remplissez ce champ.")
    missing.get_by_role("button").first.click()
    expect(new_page.locator("#id_title")).to_be_focused()


def test_publishing_is_in_reach_on_a_phone_and_placeholders_are_asked_about(new_page):
    type_title(new_page, "Réunion du [… date]")
    new_page.locator(".public-DraftEditor-content").first.click()
    new_page.keyboard.type("Venez nombreux.")
    until_saved(new_page)
    button = new_page.locator("button[name=action-publish]").first
    expect(button).to_be_in_viewport()
    button.click()
    expect(new_page.get_by_text("Il reste à compléter")).to_be_visible()
    new_page.get_by_role("button", name="Publier quand même").click()
    expect(new_page.get_by_text("est en ligne")).to_be_visible()
