"""Each contribution leaves the trace that the law asks for, and nothing else does."""

import pytest

from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post
from sites.accounts.models import User
from sites.legal.models import LegalTrace

from .addresses import open_path, post_path, reply_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_for, council, author):
    return client_for(council, author, REMOTE_ADDR="192.0.2.7")


def test_opening_answering_and_changing_are_noted(client, forum, topic, author):
    client.post(open_path(forum), {"titre": "Un banc", "texte": "Là-bas."})
    User.objects.filter(pk=author.pk).update(email="neuve@exemple.fr")
    Post.objects.update(created="2026-01-01T00:00Z")  # the pace of people
    client.post(reply_path(topic), {"texte": "Oui."})
    client.post(
        post_path(topic.first_post, "update"), {"titre": "Les pavés", "texte": "Trois pavés."}
    )
    rows = LegalTrace.objects.order_by("pk")
    assert [(row.act, row.address) for row in rows] == [
        ("created", author.email),
        ("created", "neuve@exemple.fr"),
        ("changed", "neuve@exemple.fr"),
    ]
    banc = Post.objects.get(topic__subject="Un banc")
    first = rows[0]
    assert first.reference == f"forum.post:{banc.pk}"
    assert (first.account, first.pseudonym) == (author.pk, "Marguerite")
    assert (first.network, first.host) == ("192.0.2.7", "lba.quartiers.localhost:8000")
    assert "pavés" not in str(list(rows.values())), "nothing of what was said"


def test_of_ipv6_only_the_subscriber_is_kept(client_for, council, author, topic):
    client = client_for(council, author, REMOTE_ADDR="2001:db8:1:2:3:4:5:6")
    client.post(reply_path(topic), {"texte": "Oui."})
    assert LegalTrace.objects.get().network == "2001:db8:1:2::/64"


def test_what_is_refused_or_only_looked_at_leaves_none(client, forum, topic):
    client.get(open_path(forum))
    client.post(open_path(forum), {"titre": "", "texte": ""})
    client.post(reply_path(topic), {"texte": "Oui.", "apercu": "1"})
    assert not LegalTrace.objects.exists()


def test_what_the_install_writes_itself_leaves_none(topic, author):
    services.reply(topic.pk, author, "Un exemple.")
    assert not LegalTrace.objects.exists()


def test_without_its_trace_there_is_no_contribution(client, topic, monkeypatch):
    from sites.legal import traces

    def fail(**fields):
        raise RuntimeError("the table is away")

    monkeypatch.setattr(traces.LegalTrace.objects, "create", fail)
    client.raise_request_exception = False
    client.post(reply_path(topic), {"texte": "Oui."})
    assert Post.objects.filter(topic=topic).count() == 1
