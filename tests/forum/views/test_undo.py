"""Undo for a minute: what was published is a draft again, as if it had never been counted."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cms.publications.models import Publication
from forum.board.forum_conversation import counters, moderating, services, taking_back
from forum.board.forum_conversation.forum_attachments import waiting
from forum.board.forum_conversation.forum_attachments.models import Attachment, files
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.forum_polls import asking, voting
from forum.board.forum_conversation.forum_polls.asking import Question
from forum.board.forum_conversation.forum_polls.models import TopicPoll
from forum.board.forum_conversation.models import Post, Topic
from forum.drafts import keeping
from forum.drafts.models import Draft
from forum.thanks import giving
from sites.legal.models import LegalTrace

from .addresses import forum_path, open_path, post_path, reply_path, topic_path, url_of
from .images import upload

pytestmark = pytest.mark.django_db

TEXT = "Trop vite envoyé."


@pytest.fixture
def client(client_for, council, resident):
    return client_for(council, resident)


@pytest.fixture
def sent(client, topic) -> Post:
    client.post(reply_path(topic), {"texte": TEXT})
    return Post.objects.get(topic=topic, number=2)


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=False)


class TestTheNotice:
    def test_stands_in_the_post_for_its_author_for_a_minute(
        self, client, client_for, council, sent, author
    ):
        path = topic_path(sent.topic)
        page = client.get(path).content.decode()
        assert "Votre message est en ligne." in page
        assert f'action="{post_path(sent, "undo")}"' in page
        assert "est en ligne" not in client_for(council, author).get(path).content.decode()
        with later(seconds=61):
            assert "est en ligne" not in client.get(path).content.decode()

    def test_goes_with_the_first_answer(self, client, sent, author):
        services.reply(sent.topic_id, author, "Je réponds.")
        assert "est en ligne" not in client.get(topic_path(sent.topic)).content.decode()


class TestUndoing:
    def test_makes_a_draft_of_it_again(self, client, sent, topic, resident):
        answer = client.post(post_path(sent, "undo"))
        assert (answer.status_code, answer["Location"]) == (302, reply_path(topic))
        assert not Post.objects.filter(pk=sent.pk).exists()
        draft = Draft.objects.get()
        assert (draft.author, draft.topic, draft.text) == (resident, topic, TEXT)
        assert TEXT in client.get(answer["Location"]).content.decode()
        assert list(counters.differences()) == []
        topic.refresh_from_db()
        assert (topic.posts_count, topic.last_post, topic.last_number) == (1, topic.first_post, 2)

    def test_a_number_is_never_given_again(self, client, sent, topic, author):
        client.post(post_path(sent, "undo"))
        assert services.reply(topic.pk, author, "Après.").number == 3

    def test_of_a_topic_takes_it_away(self, client, forum, resident):
        client.post(open_path(forum), {"titre": "Un banc", "texte": TEXT})
        topic = Topic.objects.get(subject="Un banc")
        assert Publication.objects.filter(title="Un banc").exists()
        answer = client.post(post_path(topic.first_post, "undo"))
        assert answer["Location"] == open_path(forum)
        assert not Topic.objects.filter(pk=topic.pk).exists()
        assert not Publication.objects.filter(title="Un banc").exists()
        draft = Draft.objects.get(author=resident)
        assert (draft.forum, draft.title, draft.text) == (forum, "Un banc", TEXT)
        assert "Un banc" not in client.get(forum_path(forum)).content.decode()
        assert list(counters.differences()) == []

    def test_keeps_what_was_begun_since(self, client, sent, topic, resident):
        keeping.keep(resident, "", "Une autre idée.", topic=topic.pk)
        client.post(post_path(sent, "undo"))
        assert Draft.objects.get().text == f"{TEXT}\n\nUne autre idée."

    def test_leaves_the_legal_trace_of_both(self, client, sent):
        client.post(post_path(sent, "undo"))
        acts = LegalTrace.objects.filter(reference=f"forum.post:{sent.pk}").order_by("pk")
        assert list(acts.values_list("act", flat=True)) == ["created", "deleted"]

    def test_of_a_post_that_waits_for_approval(self, client, forum, topic, premoderated):
        premoderated(forum)
        client.post(reply_path(topic), {"texte": TEXT})
        post = Post.objects.get(number=2)
        assert client.post(post_path(post, "undo")).status_code == 302
        assert not Post.objects.filter(pk=post.pk).exists()
        assert list(counters.differences()) == []

    def test_leaves_its_images_to_the_draft_with_which_they_go(
        self, client, topic, resident, django_capture_on_commit_callbacks
    ):
        form = uuid.uuid4()
        names = waiting.add(resident, form, upload()).names()
        chosen = Chosen(resident, form, {image.token: "Un pavé" for image in images_of(resident)})
        post = services.reply(topic.pk, resident, TEXT, sent=services.Sent(form, along=chosen.put))
        assert all(files().exists(name) for name in names)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(post_path(post, "undo")).status_code == 302
        assert Attachment.objects.get().form == Draft.objects.get().form
        assert all(files().exists(name) for name in names)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reply_path(topic), {"texte": TEXT, "jeter": "1"})
        assert not Attachment.objects.exists()
        assert not any(files().exists(name) for name in names)

    def test_takes_its_poll(self, client, forum, resident):
        poll = asked(forum, resident)
        assert client.post(post_path(poll.topic.first_post, "undo")).status_code == 302
        assert not TopicPoll.objects.exists()


def images_of(user):
    return Attachment.objects.filter(owner=user)


def asked(forum, user) -> TopicPoll:
    question = Question("Lequel ?", ("Un", "Deux"))
    sent = services.Sent(along=lambda post: asking.put(post, user, question))
    post = services.open_topic(forum.pk, user, "Un sondage", TEXT, sent=sent)
    return TopicPoll.objects.get(topic=post.topic_id)


class TestTooLate:
    def refused(self, client, post) -> str:
        answer = client.post(post_path(post, "undo"))
        assert answer.status_code == 409
        assert Post.objects.filter(pk=post.pk).exists()
        assert not Draft.objects.exists()
        return answer.content.decode()

    def test_after_the_minute(self, client, sent):
        with later(seconds=61):
            assert "Il est trop tard pour retirer" in self.refused(client, sent).replace(
                "\xa0", " "
            )

    def test_once_somebody_has_answered(self, client, sent, author):
        services.reply(sent.topic_id, author, "Je réponds.")
        self.refused(client, sent)

    def test_once_a_topic_has_an_answer_even_a_hidden_one(
        self, client_for, council, forum, resident, author, moderator
    ):
        post = services.open_topic(forum.pk, resident, "Un banc", TEXT)
        answer = services.reply(post.topic_id, author, "Je réponds.")
        moderating.hide(answer.pk, moderator)
        self.refused(client_for(council, resident), post)

    def test_once_it_is_quoted_elsewhere(self, client, council, sent, forum, talk, author):
        link = url_of(council, f"{topic_path(sent.topic)}?post=2")
        talk(forum, title="Ailleurs", text=f"> [Sureau a écrit :]({link})\n\nVoyez.")
        self.refused(client, sent)

    def test_once_somebody_has_thanked(self, client, sent, author):
        giving.give(sent.pk, author)
        self.refused(client, sent)
        giving.take_back(sent.pk, author)
        assert client.post(post_path(sent, "undo")).status_code == 302

    def test_once_somebody_has_voted(self, client, forum, resident, author):
        poll = asked(forum, resident)
        voting.vote(poll.topic_id, author, [poll.options.first().pk])
        self.refused(client, poll.topic.first_post)

    def test_once_something_else_holds_it(self, client, sent, monkeypatch):
        monkeypatch.setattr(taking_back, "_holds", [lambda post: post.pk == sent.pk])
        self.refused(client, sent)

    def test_once_it_is_hidden(self, client, sent, moderator):
        moderating.hide(sent.pk, moderator)
        self.refused(client, sent)

    def test_five_times_an_hour(self, client, topic, resident):
        for n in range(6):
            post = services.reply(topic.pk, resident, f"{TEXT} {n}")
            answer = client.post(post_path(post, "undo"))
        assert answer.status_code == 429
        assert Post.objects.filter(topic=topic, poster=resident).count() == 1


class TestOthers:
    def test_nobody_takes_back_what_is_not_theirs(
        self, client_for, council, sent, author, moderator
    ):
        for user in (author, moderator):
            answer = client_for(council, user).post(post_path(sent, "undo"))
            assert answer.status_code == 404
        assert client_for(council).post(post_path(sent, "undo")).status_code == 302
        assert Post.objects.filter(pk=sent.pk).exists()

    def test_a_get_changes_nothing(self, client, sent):
        assert client.get(post_path(sent, "undo")).status_code == 405
        assert Post.objects.filter(pk=sent.pk).exists()

    def test_a_form_from_elsewhere_changes_nothing(self, client_for, council, sent, resident):
        client = client_for(council, resident, enforce_csrf_checks=True)
        assert client.post(post_path(sent, "undo")).status_code == 403
        assert Post.objects.filter(pk=sent.pk).exists()

    def test_numbers_that_disagree_are_unknown(self, client, sent, forum, talk):
        other = talk(forum, title="Un autre sujet")
        wrong = post_path(sent, "undo").replace(f"-{sent.topic_id}/", f"-{other.pk}/")
        assert client.post(wrong).status_code == 404
