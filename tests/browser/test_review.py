"""A contributor writes on a phone, an editor publishes: what each sees and presses."""

import pytest
from playwright.sync_api import Page, expect

from deploy.live.browser import View
from deploy.live.entering import sign_in

PHONE, NARROW = View(390, "light"), View(320, "light")
PARENT = (
    "from cms.pages.models import StandardPage; from sites.councils.models import Council;"
    "home = Council.objects.get(code='lba').site.root_page;"
    "print(StandardPage.objects.descendant_of(home).get(slug='le-conseil').pk)"
)


@pytest.fixture(scope="module")
def section(server) -> int:
    return int(server.run("manage.py", "shell", "--no-imports", "-c", PARENT))


@pytest.fixture
def enter(browser, server):
    """``enter(who, view)``: a browser of their own, in the admin."""
    contexts = []

    def entered(who: str, view: View = PHONE) -> Page:
        contexts.append(browser.new_context(**view.options))
        page = contexts[-1].new_page()
        sign_in(page, server, "admin", f"{who}.lba@quartiers.example", "/admin/")
        return page

    yield entered
    for context in contexts:
        context.close()


def write(page: Page, server, section: int, title: str) -> None:
    """A new page, kept as a draft by the Enter key."""
    page.goto(server.url("admin", f"/admin/pages/add/quartiers_pages/standardpage/{section}/"))
    page.click("#id_title")
    page.keyboard.type(title, delay=30)
    expect(page.locator("#id_slug")).not_to_have_value("")
    page.press("#id_title", "Enter")
    page.wait_for_url("**/edit/**", timeout=30_000)


def press(page: Page, words: str) -> None:
    """A button below the page, in its menu if need be."""
    button = page.get_by_role("button", name=words, exact=True).first
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    button.click()


def sees_state(page: Page, title: str, words: str) -> None:
    """The list says of the page how it stands."""
    row = page.locator("tr", has_text=title)
    expect(row.locator(".w-status")).to_contain_text(words, timeout=30_000)


def test_a_page_goes_from_a_contributor_to_the_public(enter, server, section):
    title = "Le jardin partagé"
    contributor = enter("contribution")
    write(contributor, server, section, title)
    address = contributor.url
    press(contributor, "Proposer à la relecture")
    sees_state(contributor, title, "à relire")

    editor = enter("editrice")
    editor.goto(address)
    expect(editor.get_by_text("propose cette page").first).to_be_visible()
    press(editor, "Renvoyer avec un mot")
    editor.get_by_label("Que faut-il reprendre").fill("Qui s’en occupe ?")
    editor.locator(".modal-content").get_by_role("button", name="Renvoyer avec un mot").click()
    sees_state(editor, title, "à reprendre")

    contributor.goto(address)
    contributor.locator("[data-side-panel-toggle=status]").first.click()
    expect(contributor.get_by_text("Qui s’en occupe ?").first).to_be_visible()
    contributor.locator("[data-side-panel-toggle=status]").first.click()
    press(contributor, "Proposer de nouveau")
    sees_state(contributor, title, "à relire")

    editor.goto(address)
    press(editor, "Valider et publier")
    editor.wait_for_load_state()
    reader = editor.context.new_page()
    reader.goto(server.url("lba", "/le-conseil/le-jardin-partage/"))
    expect(reader.locator("h1")).to_have_text(title)


def test_a_page_is_scheduled_and_called_off_at_320_pixels(enter, server, section):
    editor = enter("editrice", NARROW)
    write(editor, server, section, "La fête des voisins")
    address = editor.url
    press(editor, "Publier plus tard…")
    editor.get_by_label("Publier le").fill("2030-12-01T19:00")
    editor.get_by_role("button", name="Programmer").click()
    said = editor.get_by_text("sera publiée le dimanche 1er décembre 2030 à 19")
    expect(said.first).to_be_visible(timeout=30_000)
    editor.goto(address)
    editor.get_by_role("link", name="Changer la date").first.click()
    editor.wait_for_url("**/programmation/**")
    assert editor.evaluate("document.documentElement.scrollWidth") <= NARROW.width
    editor.get_by_role("button", name="Ne plus publier").click()
    expect(editor.get_by_text("c’est de nouveau un brouillon").first).to_be_visible(timeout=30_000)
