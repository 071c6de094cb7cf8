"""J9: from the mail to a decision in four clicks at most, and the site forgets what was hidden."""

import json
import re
import secrets
import time

import pytest
from playwright.sync_api import Page, expect

from deploy.live.browser import View
from deploy.live.entering import sign_in
from deploy.live.server import fetch
from tests.browser.admin_things import COUNCIL, MAILS

pytestmark = [pytest.mark.browser]

MOST_CLICKS, MOST_SECONDS = 4, 5
TITLE = f"La perceuse {secrets.token_hex(3)}"  # another one for each run on the same demo
WORDS = "Lundi prochain, j’apporte la perceuse et le café."
MAKE = f"""
import json, django
django.setup()
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from forum.board.forum.models import Forum
from forum.board.forum_conversation import services
from sites.accounts.limits import Tally
from sites.accounts.models import User
from sites.moderation import subjects
from sites.moderation.models import Case
from sites.moderation.reports import filing
from sites.notifications.models import Mail
Tally.objects.all().delete()  # a mail went a moment ago, perhaps: this one goes at once
forum = Forum.objects.filter(parent__scope__council__code="{COUNCIL}").first()
Case.objects.filter(council__code="{COUNCIL}").update(told_at=timezone.now())
author = User.objects.get(email="habitant2.lba@{MAILS}")
post = services.open_topic(forum.pk, author, "{TITLE}", "{WORDS}")
kind = subjects.kind_of("forum.post")
said = filing.Told("advertising", "Il vend du café.", email="riveraine@{MAILS}")
case = filing.file(kind, str(post.pk), AnonymousUser(), said, "192.0.2.1").case
mail = Mail.objects.filter(kind="cases_waiting", to="moderation@{MAILS}").latest("pk")
print(json.dumps({{"mail": mail.text, "path": post.topic.get_absolute_url(), "case": case.pk}}))
"""


@pytest.fixture(scope="module")
def reported(server) -> dict:
    return json.loads(server.run("-c", MAKE))


@pytest.fixture
def page(browser) -> Page:
    context = browser.new_context(**View(320, "light").options)
    yield context.new_page()
    context.close()


def test_from_the_mail_to_the_decision(page, server, browser, reported):
    sign_in(page, server, "admin", f"moderation@{MAILS}", "/admin/")
    link = re.search(r"https?://\S+/admin/moderation/\d+/", reported["mail"])[0]
    page.goto(link)
    clicks = 1
    expect(page.get_by_text(WORDS).first).to_be_visible()
    page.get_by_label("Masquer", exact=True).click()
    clicks += 1
    expect(page.get_by_label("Motif, tel que la personne le lira")).not_to_be_empty()
    page.get_by_role("button", name="Décider").click()
    clicks += 1
    decided_at = time.monotonic()
    expect(page.get_by_text("Masqué ; la personne").first).to_be_visible()
    assert clicks <= MOST_CLICKS
    reader = browser.new_context(**View(1280, "light").options).new_page()
    while reader.goto(server.url(COUNCIL, reported["path"])).status != 404:
        assert time.monotonic() - decided_at < MOST_SECONDS
    for path in ("/", "/forum/", "/sitemap.xml", "/plan-du-site/"):
        reader.goto(server.url(COUNCIL, path))
        assert TITLE not in reader.content()
    reader.context.close()
    for site in (COUNCIL, "portal"):
        for path in ("/forum/flux.xml", "/forum/recherche/?q=perceuse", "/recherche/?q=perceuse"):
            status, text = fetch(server, server.url(site, path))
            assert status == 200
            assert TITLE not in text, (site, path)
    assert time.monotonic() - decided_at < MOST_SECONDS


def test_keys_choose_and_can_be_turned_off(page, server, reported):
    sign_in(page, server, "admin", f"moderation@{MAILS}", "/admin/")
    page.goto(server.url("admin", f"/admin/moderation/{reported['case']}/"))
    undo = page.get_by_role("button", name="Annuler la décision")
    if undo.count():  # the case may have been decided by another test
        undo.click()
    hide = page.get_by_label("Masquer", exact=True)
    expect(hide).to_be_attached()
    shortcuts = page.locator("#main summary", has_text="Raccourcis clavier")
    expect(shortcuts).to_be_visible()  # the script is there
    page.keyboard.press("3")
    expect(hide).to_be_checked()
    page.keyboard.press("1")
    expect(page.get_by_label("Garder", exact=True)).to_be_checked()
    expect(page.get_by_label("Motif, tel que la personne le lira")).to_be_hidden()
    shortcuts.click()
    page.get_by_label("Utiliser ces raccourcis").uncheck()
    page.keyboard.press("3")
    expect(hide).not_to_be_checked()
