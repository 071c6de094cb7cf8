"""Somebody who closed their account is nobody in the forum, and what they wrote still reads."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from forum import naming
from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.board.forum_tracking.models import TopicReadTrack
from forum.board.forum_tracking.reading import mark_seen
from sites.accounts.models import User
from sites.accounts.privacy import erasure

from .addresses import forum_path, reply_path, topic_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client_for, council, portal, forum, topic, author, moderator):
    """``pages()``: all that shows the name of who wrote last, to anybody and to a moderator."""
    services.reply(topic.pk, author, "Et trois autres.")

    def read() -> str:
        topic.refresh_from_db()
        paths = ("/forum/", forum_path(forum), topic_path(topic))
        clients = [client_for(council), client_for(council, moderator)]
        texts = [c.get(path).content.decode() for c in clients for path in paths]
        return "\n".join(texts) + client_for(portal).get("/forum/").content.decode()

    return read


def test_the_name_is_nowhere_while_the_words_stay(pages, author):
    assert pages().count("Marguerite") >= 6
    closure = erasure.close(author)
    closed = pages()
    assert "Marguerite" not in closed
    assert "Compte supprimé" in closed
    assert "Deux pavés manquent." in closed
    erasure.undo(closure.pk)
    assert pages().count("Marguerite") >= 6


def test_undone_every_row_is_as_it_was(topic, author, moderator):
    mark_seen(author, topic, 1)
    rows = (Post, Topic, TopicReadTrack)
    before = [list(model.objects.order_by("pk").values()) for model in rows]
    erasure.undo(erasure.close(author).pk)
    assert [list(model.objects.order_by("pk").values()) for model in rows] == before


def test_erased_the_name_kept_beside_each_post_goes_too(pages, topic, author):
    mark_seen(author, topic, 1)
    erasure.erase(author)
    assert "Marguerite" not in pages()
    assert set(Post.objects.values_list("username", flat=True)) == {""}
    assert Topic.objects.get().poster_name == ""
    assert not TopicReadTrack.objects.filter(user=author).exists()
    assert Post.objects.filter(poster=author).count() == 2, "one author, whoever it was"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Merci @Marguerite !", "Merci @compte supprimé !"),
        ("merci @MARGUERITE, vraiment", "merci @compte supprimé, vraiment"),
        ("Un bouquet de marguerites.", "Un bouquet de marguerites."),
        ("Marguerite a raison.", "Marguerite a raison."),
        ("moi@Marguerite.example", "moi@Marguerite.example"),
        ("@Margueritette n’est pas elle", "@Margueritette n’est pas elle"),
        ("Écrivez à marguerite@exemple.fr.", "Écrivez à [adresse effacée]."),
        ("Écrivez à MARGUERITE@Exemple.FR", "Écrivez à [adresse effacée]"),
        ("pas-marguerite@exemple.fr", "pas-marguerite@exemple.fr"),
    ],
)
def test_in_the_words_of_others_only_what_points_at_one_person(topic, author, resident, text, left):
    User.objects.filter(pk=author.pk).update(email="marguerite@exemple.fr")
    post = services.reply(topic.pk, resident, text)
    erasure.erase(User.objects.get(pk=author.pk))
    post.refresh_from_db()
    assert post.content.raw == left
    assert left.split()[0] in post.content.rendered
    assert post.updates_count == 0, "its author changed nothing"


def test_in_ones_own_words_the_name_goes_as_a_word(talk, forum, author):
    topic = talk(
        forum, title="Marguerite se présente", text="Je suis Marguerite, de la rue Bichat."
    )
    old = topic_path(topic)
    erasure.erase(author)
    topic.refresh_from_db()
    assert topic.subject == "compte supprimé se présente"
    assert topic.first_post.content.raw == "Je suis compte supprimé, de la rue Bichat."
    assert "marguerite" not in topic.slug
    assert topic_path(topic) != old


def test_an_old_address_still_leads_to_the_topic(client_for, council, talk, forum, author):
    topic = talk(forum, title="Marguerite se présente")
    old = topic_path(topic)
    erasure.erase(author)
    assert client_for(council).get(old).status_code == 301
    assert client_for(council).get(old, follow=True).status_code == 200


def test_lists_and_search_hear_of_it(topic, talk, forum, author, resident):
    from cms.publications.models import Publication
    from cms.publications.publishing import differences

    talk(forum, title="Merci @Marguerite", text="Pour les pavés, @Marguerite.", by=resident)
    erasure.erase(author)
    rows = str(list(Publication.objects.values("title", "summary", "search_text", "path", "facts")))
    assert "Marguerite" not in rows
    assert "@compte supprimé" in rows
    assert differences() == []


def test_who_closed_in_another_window_writes_no_more(topic, author):
    """The account in hand says active; what counts is the row."""
    erasure.close(User.objects.get(pk=author.pk))
    assert author.is_active
    number = Topic.objects.get().last_number
    for write in (
        lambda: services.reply(topic.pk, author, "Encore."),
        lambda: services.open_topic(topic.forum_id, author, "Titre", "Texte"),
        lambda: services.edit(topic.first_post_id, author, "Autre chose."),
    ):
        with pytest.raises(Forbidden):
            write()
    assert Topic.objects.get().last_number == number


def test_forum_accounts_with_posts_never_vanish_as_unconfirmed(topic, author):
    from sites.accounts.privacy import unconfirmed

    with time_machine.travel(timezone.now() + timedelta(days=30)):
        unconfirmed.purge()
    assert User.objects.filter(pk=author.pk).exists()


@pytest.mark.parametrize("name", ["Sureau noir", "jean_paul", "[x]"])
def test_quotes_and_mentions_of_others_name_nobody_any_more(
    client_for, council, forum, talk, make_user, resident, name
):
    topic = talk(forum, by=make_user(pseudonym=name))
    client = client_for(council, resident)
    quote = client.get(reply_path(topic), {"citer": 1}).context["form"].initial["texte"]
    services.reply(topic.pk, resident, f"{quote}Merci {naming.written(name)} !")
    erasure.erase(topic.poster)
    text = topic.posts.get(number=2).content.raw
    assert name not in text.replace("\\", "")
    assert "?post=1)" in text
