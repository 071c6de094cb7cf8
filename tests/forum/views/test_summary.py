"""A long topic in brief: made by a routine, true when it is read, nothing of what is hidden."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.summaries import making
from forum.summaries.models import Summary
from forum.summaries.showing import summary_of

from .addresses import topic_path

pytestmark = pytest.mark.django_db

LINK = "Voir https://exemple.fr/arceaux?a=1&b=2 pour les mesures."


@pytest.fixture
def long_topic(monkeypatch, forum, talk, resident, author):
    """Eight posts, of which Sureau wrote two; the seventh has a link."""
    monkeypatch.setattr(making, "LONG", 5)
    monkeypatch.setattr("forum.summaries.showing.LONG", 5)
    topic = talk(forum, replies=5)
    services.reply(topic.pk, resident, LINK)
    services.reply(topic.pk, resident, "Merci.")
    topic.refresh_from_db()
    return topic


def made(topic):
    call_command("summarize_topics", stdout=StringIO())
    topic.refresh_from_db()
    return summary_of(topic)


def test_names_who_wrote_most_and_the_links_given(long_topic):
    shown = made(long_topic)
    assert [(w.name, w.posts, w.url) for w in shown.people] == [
        ("Marguerite", 6, "#message-6"),
        ("Sureau", 2, "#message-8"),
    ]
    (link,) = shown.links
    assert link.href == "https://exemple.fr/arceaux?a=1&b=2"
    assert (link.label, link.number, link.url) == ("exemple.fr/arceaux?a=1&b=2", 7, "#message-7")


def test_stands_folded_on_the_first_page(client_for, council, long_topic, author):
    client = client_for(council)
    assert "Ce sujet en bref" not in client.get(topic_path(long_topic)).content.decode()
    made(long_topic)
    source = client.get(topic_path(long_topic)).content.decode()
    assert '<details class="fold digest">' in source
    assert 'rel="nofollow ugc noopener">exemple.fr/arceaux' in source
    for n in range(9):
        services.reply(long_topic.pk, author, f"Réponse {n}")
    source = client.get(f"{topic_path(long_topic)}?page=2").content.decode()
    assert "Ce sujet en bref" not in source


def test_a_short_topic_has_none(forum, talk):
    topic = talk(forum, replies=3)
    call_command("summarize_topics", all=True, stdout=StringIO())
    assert summary_of(topic) is None
    assert not Summary.objects.exists()


def test_a_post_hidden_since_is_told_of_by_nobody_at_once(long_topic, moderator):
    made(long_topic)
    for number in (7, 8):
        moderating.hide(Post.objects.get(topic=long_topic, number=number).pk, moderator)
    long_topic.refresh_from_db()
    shown = summary_of(long_topic)  # nothing was made again
    assert shown.links == []
    assert [writer.name for writer in shown.people] == ["Marguerite"]
    shown = made(long_topic)
    assert [(writer.name, writer.posts) for writer in shown.people] == [("Marguerite", 6)]


def test_a_link_taken_out_is_told_of_by_nobody_at_once(long_topic, resident):
    made(long_topic)
    services.edit(Post.objects.get(topic=long_topic, number=7).pk, resident, "Rien à voir.")
    assert summary_of(long_topic).links == []


def test_a_closed_account_has_no_name(long_topic, resident):
    made(long_topic)
    resident.closed_at = timezone.now()
    resident.save()
    assert "Sureau" not in [writer.name for writer in summary_of(long_topic).people]


def test_a_removed_account_is_not_told_of(long_topic, resident):
    made(long_topic)
    resident.delete()
    assert [writer.name for writer in summary_of(long_topic).people] == ["Marguerite"]


def test_is_made_again_only_after_a_change(long_topic, author):
    made(long_topic)
    assert making.make_waiting() == 0
    services.reply(long_topic.pk, author, "Encore.")
    assert making.make_waiting() == 1
    long_topic.refresh_from_db()
    assert summary_of(long_topic).people[0].posts == 7


def test_a_change_made_meanwhile_is_looked_at_the_next_time(long_topic, author, monkeypatch):
    real = making._make

    def interrupted(*what):
        services.reply(long_topic.pk, author, "Entre-temps.")
        monkeypatch.setattr(making, "_make", real)
        real(*what)

    monkeypatch.setattr(making, "_make", interrupted)
    assert making.make_waiting() == 1
    assert making.make_waiting() == 1
    assert making.make_waiting() == 0


def test_takes_two_queries(long_topic):
    made(long_topic)
    with CaptureQueriesContext(connection) as captured:
        summary_of(long_topic)
    assert len(captured) == 2


def test_an_address_that_is_no_link_is_none(long_topic, resident):
    services.reply(long_topic.pk, resident, "[ici](javascript:alert(1)) et `https://x.exemple/`")
    assert [link.number for link in made(long_topic).links] == [7]
