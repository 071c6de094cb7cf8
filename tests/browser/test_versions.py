"""What changed from one version of minutes to the next, and words of colleagues beside them."""

import pytest
from playwright.sync_api import Page, expect

from deploy.live.browser import View
from deploy.live.entering import sign_in

DESK = View(1280, "light")
TITLE = "La plénière aux deux versions"
MAKE = f"""
from datetime import datetime
from django.utils import timezone
from cms.meetings.models import Decision, MeetingIndexPage, MeetingPage
from sites.councils.models import Council
home = Council.objects.get(code='lba').site.root_page
index = MeetingIndexPage.objects.descendant_of(home).first()
starts = timezone.make_aware(datetime(2026, 3, 12, 19))
page = MeetingPage(title={TITLE!r}, starts_at=starts, place_words='Mairie', minutes_state='draft')
page.minutes_body = [('heading', {{'text': 'Le premier point', 'level': 'h2'}})]
page.decisions = [Decision(text='Deux bancs sont demandés.', votes_for=40)]
page = index.add_child(instance=page)
page.save_revision(log_action=True).publish()
page = MeetingPage.objects.get(pk=page.pk)
page.minutes_body = [('heading', {{'text': 'Le second point', 'level': 'h2'}})]
decision = page.decisions.first()
decision.text, decision.votes_for = 'Trois bancs sont demandés.', 41
page.decisions = [decision]
page.save_revision(log_action=True)
print(page.pk)
"""
CLEAR = f"""
from wagtail.models import Page
[page.specific.delete() for page in Page.objects.filter(title={TITLE!r})]
"""


def shell(server, code: str) -> str:
    return server.run("manage.py", "shell", "--no-imports", "-c", code)


@pytest.fixture
def minutes(server) -> int:
    yield int(shell(server, MAKE).split()[-1])
    shell(server, CLEAR)


@pytest.fixture
def enter(browser, server):
    """``enter(who)``: a browser of their own, in the admin; a script's error fails the test."""
    contexts, errors = [], []

    def entered(who: str) -> Page:
        contexts.append(browser.new_context(**DESK.options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        sign_in(page, server, "admin", f"{who}@quartiers.example", "/admin/")
        return page

    yield entered
    for context in contexts:
        context.close()
    assert errors == []


def test_two_versions_of_minutes_are_compared(enter, server, minutes):
    page = enter("editrice.lba")
    page.goto(server.url("admin", f"/admin/pages/{minutes}/history/"))
    page.locator("main table").get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Comparer").click()
    page.wait_for_url("**/revisions/compare/**")
    main = page.locator("main")
    for before, after in (("premier", "second"), ("Deux", "Trois"), ("40", "41")):
        expect(main.locator(".deletion", has_text=before).first).to_be_visible()
        expect(main.locator(".addition", has_text=after).first).to_be_visible()


def test_a_colleague_reads_what_one_wrote_beside_the_text(enter, server, minutes):
    address = server.url("admin", f"/admin/pages/{minutes}/edit/")
    words = "Était-ce bien trois ?"
    writer = enter("editrice.lba")
    writer.goto(address)
    writer.locator("[data-side-panel-toggle=comments]").first.click()
    title = writer.locator("[data-contentpath=title]").first
    title.hover()
    title.locator("[data-component=add-comment-button]").click()
    writer.locator(".comment textarea").first.fill(words)
    writer.locator(".comment button[type=submit]").first.click()
    writer.locator("footer .w-dropdown__toggle").click()
    writer.locator("footer button.action-save").click()
    writer.wait_for_load_state()

    reader = enter("responsable.lba")
    reader.goto(address)
    reader.locator("[data-side-panel-toggle=comments]").first.click()
    expect(reader.locator(".comment", has_text=words)).to_be_visible()
