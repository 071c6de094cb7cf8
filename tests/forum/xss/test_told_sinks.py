"""The corpus where words come out beside the forum's own pages: feeds, search, notices and mails,
reports and what moderators read of them, and what stands in a topic beside the text of a post.
"""

import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone

from forum.acts import standing
from forum.board.forum_conversation import services
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_polls import asking
from forum.board.forum_conversation.forum_polls.asking import Question
from forum.board.forum_conversation.models import Post, Topic
from forum.following import levels
from forum.following.models import Level
from forum.summaries import making
from forum.words import MAX_TITLE
from sites.moderation import subjects
from sites.moderation.cases import deciding
from sites.moderation.cases.deciding import Choice
from sites.moderation.models import Case
from sites.moderation.reports import filing
from sites.moderation.reports.filing import Told
from sites.moderation.rights import circle_of
from sites.notifications import composing
from sites.notifications.models import Mail
from sites.notifications.telling import mailing, passing
from tests.forum.views.addresses import forum_path, post_path, topic_path

from .reading import dangers
from .vectors import BREAKING, HTML, LINKS, NAMED

pytestmark = pytest.mark.django_db

TOLD = [*HTML, *BREAKING[::2], *LINKS[::25], *NAMED]
FEW = TOLD[::4]


def title_of(vector: str) -> str:
    return vector.replace("\x00", "")[:MAX_TITLE].strip() or "x"


def assert_harmless(source: str) -> None:
    assert dangers(source) == []


def assert_says_and_runs_nothing(page: str, words: str) -> None:
    """Of a page of the admin, which has scripts of its own: none is theirs, and they are read."""
    found = dangers(page, is_admin=True)
    theirs = ("alert", " on", "evil", "<x>", "<base>", "<object>", "<embed>", "<iframe>")
    assert not [one for one in found if any(mark in one for mark in theirs)], found
    assert words in page


@pytest.fixture
def topics(forum, author) -> list[Topic]:
    return [services.open_topic(forum.pk, author, title_of(one), one).topic for one in TOLD]


def test_feeds(client_for, council, topic, author, topics, written):
    written(TOLD[-30:])
    reader = client_for(council)
    for path in ("/forum/", forum_path(topic.forum), topic_path(topic)):
        feed = reader.get(f"{path}flux.xml")
        root = ET.fromstring(feed.content)  # noqa: S314 (it is ours)
        assert len(root) > 30
        assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {
            *("feed", "id", "title", "link", "updated", "author", "name", "entry", "published"),
            *("summary", "rights", "generator", "subtitle", "icon"),
        }
        for one in root.iter():
            assert one.get("type", "text") in ("text", "text/html", "application/atom+xml")
            assert one.get("href", "http").startswith("http")


def test_search_in_messages(client_for, council, topics):
    reader = client_for(council)
    for words in ("alert", "script", "evil", *FEW):
        for query in ({}, {"titres": "1"}, {"auteur": words}):
            assert_harmless(reader.get("/forum/recherche/", {"q": words, **query}).content.decode())


def test_notices_and_their_mails(client_for, council, forum, topics, resident, author):
    for one in topics[::4]:
        levels.choose_topic(resident, one.pk, Level.WATCHED)
        services.reply(one.pk, author, f"{title_of(one.subject)}\n\n{one.first_post.content.raw}")
    passing.run()
    client = client_for(council, resident)
    for path in ("/compte/notifications/", "/compte/suivis/", "/forum/non-lus/"):
        assert_harmless(client.get(path).content.decode())
    late = timezone.now() + mailing.SECOND_THOUGHTS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: late)
        passing.run()
    mails = Mail.objects.filter(kind="notice", person=resident)
    assert mails.count() == len(topics[::4])
    for mail in mails:
        assert composing.fill(mail)
        found = [one for one in dangers(mail.html) if "style" not in one]  # mails carry their own
        assert found == []
        assert "\n" not in mail.subject


def test_reports_cases_and_decisions(
    client_for, council, topics, make_user, moderator, author, resident
):
    kind, admin = subjects.kind_of("forum.post"), client_for("admin", moderator)
    on_site, reporter = client_for(council, author), client_for(council, resident)
    for one in topics[::6]:
        key, words = str(one.first_post_id), one.first_post.content.raw.replace("\x00", "")
        assert_harmless(reporter.get(f"/signaler/forum.post/{key}/").content.decode())
        filing.file(kind, key, resident, Told("privacy", f"Voyez : {words}"), "192.0.2.1")
        case = Case.objects.get(key=key)
        page = admin.get(f"/admin/moderation/{case.pk}/").content.decode()
        assert_says_and_runs_nothing(page, "Voyez")
        choice = Choice("hidden", rule="privacy", statement=f"Parce que {words}")
        deciding.decide(circle_of(moderator), case.pk, choice)
        assert_says_and_runs_nothing(
            admin.get(f"/admin/moderation/{case.pk}/").content.decode(), "Parce que"
        )
    for state in ("a-traiter", "traites", "recours"):
        page = admin.get("/admin/moderation/", {"etat": state}).content.decode()
        assert_says_and_runs_nothing(page, "")
    assert_harmless(on_site.get("/compte/notifications/").content.decode())
    for mail in Mail.objects.exclude(html=""):
        assert [one for one in dangers(mail.html) if "style" not in one] == []


def test_polls_and_descriptions_of_images(client_for, council, forum, author, resident):
    """Rows as an import or an older version would leave them: forms may refuse some of them."""
    reader = client_for(council, resident)
    for vector in FEW:
        words = title_of(vector)
        question = Question(words, (f"a {words}"[:MAX_TITLE], f"b {words}"[:MAX_TITLE]), 1, None)
        sent = services.Sent(along=lambda post, one=question: asking.put(post, author, one))
        post = services.open_topic(forum.pk, author, "Sondage", "x", sent=sent)
        token = f"{post.pk:032x}"
        Attachment.objects.create(post=post, comment=words, token=token, width=640, height=480)
        for client in (reader, client_for(council, author), client_for(council)):
            page = client.get(topic_path(post.topic)).content.decode()
            assert token in page
            # Our own sizes of the image; where they lead is looked at like every address.
            assert set(dangers(page)) <= {"<source>"}
        form = client_for(council, author).get(post_path(post, "update"))
        assert_harmless(form.content.decode())


def test_cards_of_links_and_summaries(client_for, council, forum, topic, topics, author):
    for one in topics[::3]:
        url = f"http://{council.site.hostname}:8000{topic_path(one)}"
        services.reply(topic.pk, author, f"{url}\n\nVoir [{one.subject}](https://a.example/x)")
    for _n in range(making.LONG):
        services.reply(topic.pk, author, "Encore.")
    making.make_waiting()
    reader = client_for(council)
    first = reader.get(topic_path(topic)).content.decode()
    assert 'class="link-card"' in first
    assert 'class="digest' in first
    for number in range(1, Post.objects.filter(topic=topic.pk).count() // 15 + 2):
        assert_harmless(reader.get(topic_path(topic), {"page": number}).content.decode())


def test_what_moderators_gave_as_reasons(client_for, council, topic, moderator):
    for vector in FEW:
        standing.lock(topic.pk, moderator, vector.replace("\x00", "")[:400])
        standing.unlock(topic.pk, moderator, vector.replace("\x00", "")[:400])
    client = client_for(council, moderator)
    for number in range(1, len(FEW) // 5 + 2):
        page = client.get(f"{topic_path(topic)}history/", {"page": number})
        assert page.status_code in (200, 404)
        assert_harmless(page.content.decode())
    assert_harmless(client.get(topic_path(topic)).content.decode())
