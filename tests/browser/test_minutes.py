"""J6: a volunteer publishes the minutes of a meeting from a Word file of five pages, counted."""

import pytest
from playwright.sync_api import Page, expect

from deploy.live import visit as check
from deploy.live.browser import VIEWS, View
from deploy.live.entering import sign_in
from deploy.live.server import Server
from tests.cms.meetings.importing.documents import minutes

PHONE, DESK = View(390, "light", 844), View(1280, "light")
MOST_CLICKS = 10
PATIENCE = 120_000  # milliseconds: three pictures are encoded, beside other tests
TITLE = "La plénière d’essai"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKE = f"""
from datetime import datetime
from django.utils import timezone
from cms.meetings.models import MeetingIndexPage, MeetingPage
from sites.councils.models import Council
home = Council.objects.get(code='lba').site.root_page
index = MeetingIndexPage.objects.descendant_of(home).first()
starts = timezone.make_aware(datetime(2026, 3, 12, 19))
where = {{'starts_at': starts, 'place_words': 'Mairie'}}
page = index.add_child(instance=MeetingPage(title={TITLE!r}, **where))
page.save_revision().publish()
print(page.pk, page.full_url)
"""
CLEAR = f"""
from wagtail.models import Page
from cms.editing.minutes.models import WaitingMinutes
WaitingMinutes.objects.all().delete()
[page.specific.delete() for page in Page.objects.filter(title={TITLE!r})]
"""


def shell(server: Server, code: str) -> str:
    return server.run("manage.py", "shell", "--no-imports", "-c", code)


@pytest.fixture
def meeting(server):
    """The key and the address of a meeting that was held on the day the document says."""
    key, address = shell(server, MAKE).split()[-2:]
    yield key, address
    shell(server, CLEAR)


@pytest.fixture
def at_desk(browser, server):
    """``at_desk(view)``: a browser of an editor, on the admin's first screen."""
    contexts = []

    def make(view: View, **options) -> Page:
        context = browser.new_context(**view.options)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, server, "admin", "editrice.lba@quartiers.example", "/admin/")
        if options:
            kept = context.storage_state()
            context = browser.new_context(**view.options, **options, storage_state=kept)
            contexts.append(context)
            page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(server.url("admin", "/admin/"))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def word_file() -> dict:
    content = minutes().getvalue()
    return {"name": "CR plénière.docx", "mimeType": WORD, "buffer": content}


class Counted:
    """Clicks, by a page's user."""

    def __init__(self, page: Page):
        self.page, self.clicks = page, 0

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).first.click()

    def pick(self, file: dict) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.click("#id_file")
        self.clicks += 1  # « Ouvrir », in the system's own list of files
        chooser.value.set_files(file)


@pytest.mark.parametrize("view", [PHONE, DESK], ids=str)
def test_minutes_are_online_in_few_clicks(at_desk, server, meeting, word_file, view):
    key, address = meeting
    page = at_desk(view)
    person = Counted(page)
    person.click("main a:has-text('Publier un compte rendu')")
    person.click(f"input[name=meeting][value='{key}']")
    person.pick(word_file)
    person.click("button:has-text('Lire le document')")
    expect(page.locator(".minutes-text")).to_contain_text("Le banc de la place")
    expect(page.locator(".minutes-notes")).to_contain_text("2 modifications suivies")
    for place in (2, 3):  # the first one is described in the document
        page.fill(f"#id_image{place}-alt", f"Une photo de la séance, numéro {place}")
    person.click("#id_people_agreed")
    person.click("button:has-text('Publier le projet')")
    page.wait_for_url("**/admin/")
    person.click(".messages a:has-text('Voir la page')")
    main = page.locator("main")
    expect(main).to_contain_text("Il reste 3 306", timeout=PATIENCE)
    assert page.url == address, "the address did not change"
    assert person.clicks <= MOST_CLICKS, f"{person.clicks} clicks"
    expect(main.locator("table td", has_text="780 €").first).to_be_visible()
    expect(main.locator("li li", has_text="Fonctionnement")).to_be_visible()
    expect(main.locator("img[alt='La salle pendant la séance']")).to_have_count(1)
    expect(main).to_contain_text("44")


def test_the_same_without_a_script(at_desk, server, meeting, word_file):
    key, _address = meeting
    page = at_desk(PHONE, java_script_enabled=False)
    way = page.locator("main a:has-text('Publier un compte rendu')").get_attribute("href")
    page.goto(server.url("admin", way))
    page.check(f"input[name=meeting][value='{key}']")
    page.set_input_files("#id_file", word_file)
    page.click("button:has-text('Lire le document')")
    for place in (1, 2, 3):
        page.check(f"#id_image{place}-left")
    page.click("button:has-text('Publier le projet')")
    page.wait_for_url("**/admin/")


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_both_screens_are_within_reach_of_everybody(at_desk, server, meeting, word_file, view):
    key, _address = meeting
    page = at_desk(view)
    page.click("main a:has-text('Publier un compte rendu')")
    expect(page.locator("#id_file")).to_be_visible()
    found = [*check.axe_findings(page), *check.overflow_findings(page)]
    page.click("button:has-text('Lire le document')")
    expect(page.locator("[data-errors]")).to_be_focused()
    page.check(f"input[name=meeting][value='{key}']")
    page.set_input_files("#id_file", word_file)
    page.click("button:has-text('Lire le document')")
    expect(page.locator(".minutes-text")).to_be_visible()
    found += [*check.axe_findings(page), *check.overflow_findings(page)]
    page.click("button:has-text('Publier le projet')")
    expect(page.locator("[data-errors]")).to_be_focused()
    found += [*check.axe_findings(page), *check.overflow_findings(page)]
    assert not found, "\n".join(map(str, found))
