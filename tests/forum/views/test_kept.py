"""What was typed before a sign-in is in the form after it, for the same browser only."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from forum.board.forum_conversation.models import Post
from sites.accounts import kept, sign_ins
from sites.accounts.limits import Limit
from sites.accounts.models import KeptText
from tests.browsing import Browser, address
from tests.sites.accounts.entering import code_in_mail, sign_in

from .addresses import open_path, reply_path

pytestmark = pytest.mark.django_db

TEXT = "Un texte que j’ai mis du temps à écrire.\n\n> Et une <balise> « entre guillemets »."


def typed_in(page) -> str:
    import html

    found = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page.content.decode(), re.DOTALL)
    return html.unescape(found.group(1)) if found else ""


@pytest.fixture
def ended(council, topic, resident) -> Browser:
    """A browser in which a reply was written while the sign-in ended."""
    browser = Browser()
    sign_in(browser, council, resident.email, reply_path(topic))
    sign_ins.end_all(resident)
    return browser


def come_back(browser: Browser, council, path: str, email: str, data: dict):
    browser.post(address(council, path), data)
    browser.post(browser.url, {"email": email})
    return browser.post(browser.url, {"code": code_in_mail()})


def test_a_reply_is_there_again_and_can_be_sent(ended, council, topic, resident):
    path = reply_path(topic)
    page = come_back(ended, council, path, resident.email, {"texte": TEXT})
    assert ended.url == address(council, path)
    assert typed_in(page) == TEXT
    assert Post.objects.count() == 1  # nothing is sent by coming back
    ended.post(ended.url, {"texte": TEXT})
    assert Post.objects.count() == 2
    assert not KeptText.objects.exists()
    assert typed_in(ended.get(address(council, path))) == ""


def test_so_are_title_and_text_of_a_topic(council, forum, resident):
    browser, path = Browser(), open_path(forum)
    data = {"titre": "Un banc", "texte": TEXT}
    page = come_back(browser, council, path, resident.email, data)
    assert (typed_in(page), 'value="Un banc"' in page.content.decode()) == (TEXT, True)


def test_it_is_in_no_other_form(ended, council, forum, topic, resident):
    come_back(ended, council, reply_path(topic), resident.email, {"texte": TEXT})
    assert typed_in(ended.get(address(council, open_path(forum)))) == ""


def test_it_is_in_no_other_browser(ended, council, topic, resident, make_user):
    ended.post(address(council, reply_path(topic)), {"texte": TEXT})
    other = Browser()
    assert typed_in(sign_in(other, council, resident.email, reply_path(topic))) == ""
    other.client(council.site.hostname).cookies["kept"] = "a" * 43
    assert typed_in(other.get(address(council, reply_path(topic)))) == ""


def test_it_is_on_no_other_host(ended, council, other_council, topic):
    ended.post(address(council, reply_path(topic)), {"texte": TEXT})
    key = ended.cookies(council.site.hostname)["kept"]
    assert "kept" not in ended.cookies(other_council.site.hostname)
    client = ended.client(other_council.site.hostname)
    client.cookies["kept"] = key
    request = client.get("/").wsgi_request
    request.path = reply_path(topic)
    assert kept.typed(request) == {}


def test_it_is_kept_for_a_day(ended, council, topic, resident):
    ended.post(address(council, reply_path(topic)), {"texte": TEXT})
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        page = sign_in(ended, council, resident.email, reply_path(topic))
        assert typed_in(page) == ""
        assert kept.purge() == 1


def test_the_key_is_not_in_the_table(ended, council, topic):
    ended.post(address(council, reply_path(topic)), {"texte": TEXT})
    key = ended.cookies(council.site.hostname)["kept"]
    assert key not in str(KeptText.objects.values().get())


def test_too_much_is_given_back_at_once(council, topic, monkeypatch):
    path = reply_path(topic)
    monkeypatch.setattr(kept, "KEPT", Limit("kept-texts", 1, 60))
    browser = Browser()
    assert browser.post(address(council, path), {"texte": TEXT}, follow=False).status_code == 302
    answer = browser.post(address(council, path), {"texte": TEXT}, follow=False)
    assert (answer.status_code, typed_in(answer)) == (403, TEXT)
    monkeypatch.undo()
    longest = browser.post(address(council, path), {"texte": "a" * 300_000}, follow=False)
    assert longest.status_code == 403


def test_another_site_cannot_put_words_there(client_for, council, topic):
    client = client_for(council, enforce_csrf_checks=True)
    answer = client.post(reply_path(topic), {"texte": "Achetez !"})
    assert answer.status_code == 403
    assert not KeptText.objects.exists()
