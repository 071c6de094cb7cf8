"""The corpus through every page where a resident's words come out."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post, Topic
from forum.drafts import keeping
from forum.words import MAX_TITLE
from sites.accounts.privacy import erasure
from tests.forum.views.addresses import (
    forum_path,
    open_path,
    post_path,
    reply_path,
    topic_path,
)

from .reading import dangers
from .vectors import BREAKING, HTML, NAMED, VECTORS

pytestmark = pytest.mark.django_db

SCRIPT = {"x-requested-with": "composer"}
SOME = [*HTML, *BREAKING, *NAMED]
LONG_AGO = timedelta(days=40)


def assert_harmless(answer, *, is_admin: bool = False) -> None:
    assert answer.status_code < 500
    assert dangers(answer.content.decode(), is_admin=is_admin) == []


def test_posts(client_for, council, topic, author, written):
    written(VECTORS)
    for reader in (client_for(council), client_for(council, author)):
        pages = topic.last_number // 15 + 1
        for page in range(1, pages + 1, 1 if reader.cookies == {} else 7):
            assert_harmless(reader.get(topic_path(topic), {"page": page}))


def test_previews_and_forms_given_back(client_for, council, topic, resident):
    client = client_for(council, resident)
    for vector in VECTORS[::4]:
        data = {"texte": vector, "apercu": "1"}
        assert_harmless(client.post(reply_path(topic), data, headers=SCRIPT))
    for vector in VECTORS[::25]:
        data = {"texte": vector, "apercu": "1"}
        assert_harmless(client.post(reply_path(topic), data))
        assert_harmless(client.post(open_path(topic.forum), data | {"titre": vector * 99}))
        gone = reply_path(topic).replace(f"-{topic.pk}/", "-999999999/")
        assert_harmless(client.post(gone, data))


def test_quotes(client_for, council, topic, author, written):
    client = client_for(council, author)
    for post in written(SOME[::4]):
        assert_harmless(client.get(reply_path(topic), {"citer": post.number}))
        passage = {"citer": post.number, "passage": post.content.raw}
        assert_harmless(client.get(reply_path(topic), passage))


def test_drafts(client_for, council, forum, topic, author):
    client = client_for(council, author)
    for vector in SOME[::4]:
        keeping.keep(author, vector, vector, forum=forum.pk)
        keeping.keep(author, "", vector, topic=topic.pk)
        for path in ("/compte/brouillons/", open_path(forum), topic_path(topic)):
            assert_harmless(client.get(path))


def test_histories(client_for, council, topic, author, written, moderator):
    post = written([SOME[0]])[0]
    for _before, after in pairwise(SOME):
        services.edit(post.pk, author, after)
    Post.objects.filter(pk=post.pk).update(created=timezone.now() - LONG_AGO)
    for _before, after in pairwise(SOME):
        services.edit(post.pk, author, after)
    for user in (None, moderator):
        for page in range(1, len(SOME) // 5 + 1):
            answer = client_for(council, user).get(post_path(post, "history"), {"page": page})
            assert answer.status_code == 200
            assert_harmless(answer)


def test_titles_in_lists_meta_tags_search_and_publications(
    client_for, council, portal, forum, author
):
    for vector in SOME:
        title = vector[:MAX_TITLE].strip() or "x"
        services.open_topic(forum.pk, author, title, vector)
    reader, on_portal = client_for(council), client_for(portal)
    for page in range(1, len(SOME) // 20 + 2):
        assert_harmless(reader.get(forum_path(forum), {"page": page}))
    for path in ("/", "/forum/", "/recherche/?q=script", "/plan-du-site/", "/sitemap.xml"):
        assert_harmless(reader.get(path))
        assert_harmless(on_portal.get(path))
    for topic in Topic.objects.filter(poster=author)[::6]:
        assert_harmless(reader.get(topic_path(topic)))


def test_similar_topics(client_for, council, forum, author, resident):
    for vector in HTML[::5]:
        services.open_topic(forum.pk, author, f"pavés {vector}"[:MAX_TITLE], "x")
    client = client_for(council, resident)
    for vector in ("pavés", *SOME[::10]):
        assert_harmless(client.get("/forum/semblables/", {"titre": vector}))


def test_names(client_for, council, topic, make_user, moderator, resident):
    """A form would refuse most of them: a row that is older, or imported, is no danger either."""
    for number, vector in enumerate(HTML[::5]):
        named = make_user(pseudonym=f"{number}{vector}"[:40].replace("\x00", ""))
        services.reply(topic.pk, named, f"Bonjour @[{named.pseudonym}]")
        client = client_for(council, named)
        for path in (topic_path(topic), "/compte/", "/compte/contributions/"):
            assert_harmless(client.get(path))
        names = client_for(council, resident).get("/forum/pseudonymes/", {"q": str(number)})
        assert names["Content-Type"] == "application/json"
        assert names["X-Content-Type-Options"] == "nosniff"
    post = topic.posts.order_by("-number").first()
    client = client_for(council, moderator)
    for path in (f"{reply_path(topic)}?citer={post.number}", post_path(post, "hide")):
        assert_harmless(client.get(path))


def test_mails(make_user, posted):
    for number, vector in enumerate(HTML[::12]):
        erasure.close(make_user(pseudonym=f"{number}{vector}"[:40].replace("\x00", "")))
    mails = posted()
    assert mails
    for mail in mails:
        html = next(body for body, kind in mail.alternatives if kind == "text/html")
        found = [one for one in dangers(html) if "style" not in one]  # mails carry their own
        assert found == []


def test_the_admin(client_for, forum, author, make_user, moderator):
    admin = make_user(is_superuser=True, is_staff=True)
    for vector in HTML[::8]:
        topic = services.open_topic(forum.pk, author, vector[:MAX_TITLE], "x").topic
        moderating.lock(topic.pk, moderator, vector[:400])
    answer = client_for("admin", admin).get("/admin/reports/site-history/")
    assert "Fermer un sujet" in answer.content.decode()
    found = dangers(answer.content.decode(), is_admin=True)
    assert not [one for one in found if "alert" in one or " on" in one or "evil" in one], found
