"""Wherever a resident's words come out they are words: no tag, no attribute, no address."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from forum.board.forum.models import Forum
from forum.board.forum_conversation import services

from .addresses import forum_path, open_path, post_path, reply_path, topic_path

pytestmark = pytest.mark.django_db

EVIL = """'"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:1 }}{% now "Y" %}"""
POSTS = [
    EVIL,
    "[clic](javascript:alert(1))",
    "<javascript:alert(1)>",
    "[x](  JaVaScRiPt&colon;alert(1))",
    "![x](https://pixel.example/x.png)",
    "![x](https://pixel.example/x.png 'onerror=alert(1)')",
    '[x](https://a.example "onmouseover=alert(1)")',
    "<iframe src=//evil.example></iframe>",
    "[x]: data:text/html,<script>alert(1)</script>\n\n[x]",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "`</code><svg/onload=alert(1)>`",
    'https://a.example/"onclick=alert(1)',
]
ACTIVE = {"script", "svg", "form", "input", "button", "link", "meta", "video", "audio"}
ALLOWED = {"a": {"href", "rel"}, "ol": {"start"}, "span": {"class"}}


class Reader(HTMLParser):
    """Collects every tag with its attributes, and apart those inside ``.post-text``."""

    def __init__(self, source: str):
        super().__init__()
        self.depth = 0
        self.all: list[tuple[str, dict]] = []
        self.written: list[tuple[str, dict]] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))
        if self.depth:
            self.written.append((tag, dict(attrs)))
        if tag == "div" and (self.depth or ("class", "post-text") in attrs):
            self.depth += 1

    def handle_endtag(self, tag):
        if tag == "div" and self.depth:
            self.depth -= 1


def assert_harmless(page) -> None:
    read = Reader(page.content.decode())
    for tag, attributes in read.all:
        assert not [name for name in attributes if name.startswith("on")], tag
        if tag == "script":
            assert attributes["src"].startswith("/themes/")
        assert tag not in ("img", "iframe", "object", "embed", "base", "style")
        assert not (attributes.get("href") or "").lower().startswith(("javascript", "data"))
    for tag, attributes in read.written:
        assert tag not in ACTIVE
        assert set(attributes) <= ALLOWED.get(tag, set()), tag
        if tag == "a":
            assert attributes["href"].startswith(("http://", "https://", "mailto:"))
            assert attributes["rel"] == "nofollow ugc noopener"


@pytest.fixture
def named(make_user):
    """Somebody whose name is an attack (a pseudonym is 30 characters at most on the form)."""
    return make_user(pseudonym="<script>alert(1)</script>")


@pytest.mark.parametrize("text", POSTS)
def test_posts(client_for, council, forum, talk, text):
    topic = talk(forum, text=text)
    assert_harmless(client_for(council).get(topic_path(topic)))


@pytest.mark.parametrize("text", POSTS)
def test_previews(client_for, council, topic, resident, text):
    client = client_for(council, resident)
    assert_harmless(client.post(reply_path(topic), {"texte": text, "apercu": "1"}))


def test_titles_names_and_excerpts(
    client_for, council, portal, forum, talk, named, moderator, resident
):
    topic = talk(forum, by=named, title=EVIL[:140], text=EVIL)
    services.reply(topic.pk, named, EVIL)
    for user in (None, resident, moderator):
        client = client_for(council, user)
        for path in ("/forum/", forum_path(forum), topic_path(topic)):
            page = client.get(path)
            assert_harmless(page)
            assert "&lt;script&gt;" in page.content.decode()
    client = client_for(council, moderator)
    assert_harmless(client.get(reply_path(topic)))
    assert_harmless(client.get(post_path(topic.first_post, "hide")))
    assert_harmless(client.get(f"{topic_path(topic)}lock/"))
    assert_harmless(client_for(portal).get("/forum/"))


def test_forms_given_back(client_for, council, forum, topic, resident):
    for user in (None, resident):
        client = client_for(council, user)
        assert_harmless(client.post(open_path(forum), {"titre": EVIL * 3, "texte": EVIL}))
        gone = client.post(
            reply_path(topic).replace(f"-{topic.pk}/", "-999999999/"),
            {"texte": f"</textarea>{EVIL}"},
        )
        assert gone.status_code == 404
        assert_harmless(gone)


def test_descriptions_of_forums(client_for, council, portal, forum):
    forum.name, forum.description = EVIL[:90], EVIL
    forum.save()
    Forum.objects.create(parent=forum, name=EVIL[:90], description=EVIL, type=Forum.FORUM_POST)
    forum.refresh_from_db()
    for place, path in ((council, "/forum/"), (council, forum_path(forum)), (portal, "/forum/")):
        assert_harmless(client_for(place).get(path))


def test_a_title_cannot_turn_the_page_round(client_for, council, forum, talk):
    topic = talk(forum, title="Avant \u202e après \u200b fin")
    page = client_for(council).get(topic_path(topic)).content.decode()
    assert "\u202e" not in page
    assert "\u200b" not in page


def test_headings_of_a_post_stay_below_those_of_the_page(client_for, council, forum, talk):
    page = client_for(council).get(topic_path(talk(forum, text="# Un\n\n## Deux"))).content.decode()
    levels = [int(level) for level in re.findall(r"<h([1-6])", page.partition("<main")[2])]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1
