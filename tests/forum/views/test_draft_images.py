"""Images wait with the draft they were sent with: found again with it, gone with it, one's own."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum_conversation.forum_attachments.models import Attachment, files
from forum.board.forum_conversation.models import Post
from forum.drafts import keeping
from forum.drafts.models import Draft

from .addresses import open_path, post_path, reply_path, topic_path
from .images import upload
from .test_images import BY_SCRIPT, TEXT, WORDS, Form, image_of, token_in

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:PIL")]
MINE = "/compte/brouillons/"


@pytest.fixture(autouse=True)
def _at_any_pace(monkeypatch):
    """Pace is tested elsewhere; these people write twice in a second."""
    monkeypatch.setattr("forum.board.forum_conversation.services.seconds_to_wait", lambda *whom: 0)


@pytest.fixture
def client(client_for, council, author):
    return client_for(council, author)


@pytest.fixture
def form(client, topic) -> Form:
    return Form(client, reply_path(topic))


@pytest.fixture
def kept(form) -> Attachment:
    """An image that waits with a draft."""
    assert form.send(upload(), brouillon="1").status_code == 200
    return Attachment.objects.get()


def opened(client, path: str):
    """The form as it opens again, and the mark it then has."""
    response = client.get(path)
    return response, Form(client, path), str(response.context["form"].initial.get("envoi", ""))


class TestReopening:
    def test_on_any_device_shows_them_and_sends_them(
        self, client_for, council, author, topic, kept
    ):
        elsewhere = client_for(council, author)
        for path in (reply_path(topic), topic_path(topic)):
            page = elsewhere.get(path)
            assert token_in(page) == kept.token
            assert f'value="{kept.form}"' in page.content.decode()
        page, again, mark = opened(elsewhere, reply_path(topic))
        again.mark = mark
        again.send(**{f"description-{kept.token}": WORDS})
        assert image_of(Post.objects.get(topic=topic, number=2)).comment == WORDS
        assert not Draft.objects.exists()
        assert not Attachment.objects.filter(post=None).exists()

    def test_a_topic_that_was_begun(self, client, forum):
        Form(client, open_path(forum)).send(upload(), titre="Un banc", brouillon="1")
        assert token_in(client.get(open_path(forum))) == Attachment.objects.get().token

    def test_what_the_script_keeps_has_their_descriptions(self, client, form, topic):
        form.script(upload())
        token = Attachment.objects.get().token
        said = {"texte": TEXT, "brouillon": "1", f"description-{token}": WORDS}
        form.client.post(form.path, said | {"envoi": form.mark}, headers=BY_SCRIPT)
        page = client.get(reply_path(topic)).content.decode()
        assert f'value="{WORDS}"' in page

    def test_images_alone_are_a_draft(self, client, form, topic):
        form.script(upload())
        said = {"texte": "", "envoi": form.mark, "brouillon": "1"}
        form.client.post(form.path, said, headers=BY_SCRIPT)
        assert Draft.objects.get().text == ""
        assert token_in(client.get(reply_path(topic)))

    def test_what_was_forgotten_in_the_meantime_is_not_shown(self, client, topic, kept):
        with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
            page = client.get(reply_path(topic)).content.decode()
            assert TEXT in page
            assert kept.token not in page
            call_command("purge_waiting_images", verbosity=0)
        assert not Attachment.objects.exists()
        assert TEXT in client.get(reply_path(topic)).content.decode()

    def test_a_post_that_is_taken_back_keeps_them(self, client, form, topic):
        page = form.send(upload())
        form.send(**{f"description-{token_in(page)}": WORDS})
        post = Post.objects.get(topic=topic, number=2)
        assert client.post(post_path(post, "undo")).status_code == 302
        page = client.get(reply_path(topic))
        image = Attachment.objects.get()
        assert (token_in(page), image.post, image.comment) == (image.token, None, WORDS)
        again = opened(client, reply_path(topic))[1]
        again.mark = str(image.form)
        again.send()
        assert image_of(Post.objects.get(topic=topic, number=3)).token == image.token

    def test_the_list_says_how_many(self, client, kept):
        assert "1 image" in client.get(MINE).content.decode()

    def test_costs_one_query_more_where_there_are_any(self, client, form, topic, settings):
        settings.HOST_TABLE_MAX_AGE = 3600

        def count() -> int:
            client.get(topic_path(topic))
            with CaptureQueriesContext(connection) as queries:
                client.get(topic_path(topic))
            return len(queries)

        nothing = count()
        form.send(upload(), brouillon="1")
        assert count() == nothing + 1 <= 14


class TestNothingStays:
    @pytest.mark.parametrize("how", ["form", "list", "sent elsewhere"])
    def test_of_a_draft_that_is_gone(
        self, client, form, topic, kept, how, django_capture_on_commit_callbacks
    ):
        names = kept.names()
        assert all(files().exists(name) for name in names)
        with django_capture_on_commit_callbacks(execute=True):
            if how == "form":
                Form(client, reply_path(topic)).send(jeter="1")
            elif how == "list":
                client.post(f"{MINE}{Draft.objects.get().pk}/jeter/")
            else:
                Form(client, reply_path(topic)).send()  # another window, without the image
        assert not Draft.objects.exists()
        assert not Attachment.objects.exists()
        assert not any(files().exists(name) for name in names)

    def test_of_the_oldest_that_makes_room(self, author, forum, kept, monkeypatch):
        monkeypatch.setattr(keeping, "MOST", 1)
        keeping.keep(author, "Un autre", "Texte.", forum=forum.pk)
        assert Draft.objects.get().title == "Un autre"
        assert not Attachment.objects.exists()


class TestAnother:
    """Who knows the mark of somebody's form, or the key of their image, has nothing of it."""

    @pytest.fixture
    def thief(self, client_for, council, resident, topic, kept) -> Form:
        form = Form(client_for(council, resident), reply_path(topic))
        form.mark = str(kept.form)
        return form

    def test_cannot_see_or_send_it(self, thief, topic, kept, resident):
        for data in ({"brouillon": "1"}, {"apercu": "1"}):
            page = thief.send(**{f"description-{kept.token}": "À moi"} | data)
            assert kept.token not in page.content.decode().replace(TEXT, "")
        assert kept.token not in thief.client.get(thief.path).content.decode()
        assert "1 image" not in thief.client.get(MINE).content.decode()
        assert thief.send(**{f"description-{kept.token}": "À moi"}).status_code == 302
        assert image_of(Post.objects.get(topic=topic, poster=resident)) is None
        assert Attachment.objects.get().comment == ""

    @pytest.mark.parametrize("act", [{"jeter": "1"}, {}])
    def test_cannot_take_it_away(self, thief, kept, client, topic, act):
        thief.send(**{f"retirer-{kept.token}": "1", "brouillon": "1"})
        thief.send(**{f"retirer-{kept.token}": "1"} | act)
        thief.client.post(f"{MINE}{Draft.objects.get(form=kept.form).pk}/jeter/")
        assert token_in(client.get(reply_path(topic))) == kept.token
