"""Images of posts: kept with their form, posted once, seen by whoever may read the post."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.board.forum_conversation import moderating, restricting, services
from forum.board.forum_conversation.forum_attachments import moderating as acts
from forum.board.forum_conversation.forum_attachments import posting, waiting
from forum.board.forum_conversation.forum_attachments import restricting as hidden
from forum.board.forum_conversation.forum_attachments.models import Attachment, files
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Forbidden
from forum.screens.tray import mark_of
from sites.accounts.limits import Limit
from sites.accounts.privacy import erasure
from sites.moderation import deciding
from sites.moderation.confidence import is_new
from sites.moderation.rights import circle_of

from .addresses import open_path, post_path, reply_path, topic_path
from .images import SVG, encoded, upload

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:PIL")]

TEXT = "Voici ce que j’ai vu ce matin."
BY_SCRIPT = {"x-requested-with": "composer"}
WORDS = "Un pavé manque devant le 12"


@pytest.fixture(autouse=True)
def _at_any_pace(monkeypatch):
    """Pace is tested elsewhere; these people write twice in a second."""
    monkeypatch.setattr("forum.board.forum_conversation.services.seconds_to_wait", lambda *whom: 0)


@pytest.fixture
def regular(author, forum):
    """Somebody the install knows, with a topic of three posts."""
    head = services.open_topic(forum.pk, author, "Connue", "Un message.")
    for n in range(2):
        services.reply(head.topic_id, author, f"Et encore {n}.")
    return author


@pytest.fixture
def newcomer(make_user):
    return make_user(pseudonym="Nouvelle")


@pytest.fixture
def illustrated(topic, regular):
    """``illustrated(by=…, number=1)``: a reply with images."""

    def make(by=None, number: int = 1, content: bytes | None = None) -> Post:
        by, form = by or regular, uuid.uuid4()
        for _n in range(number):
            waiting.add(by, form, upload(content))
        described = {image.token: WORDS for image in waiting.of_form(by, form)}
        sent = services.Sent(form, along=Chosen(by, form, described).put)
        return services.reply(topic.pk, by, TEXT, sent=sent)

    return make


def image_of(post: Post) -> Attachment:
    return Attachment.objects.filter(post=post).first()


def path_of(image: Attachment, side: int = 1600, kind: str = "webp") -> str:
    return f"/forum/images/{image.token}-{side}.{kind}"


def token_in(page) -> str:
    return re.search(r'name="description-([0-9a-f]{32})"', page.content.decode())[1]


class Form:
    """A reply as a browser without scripts sends it."""

    def __init__(self, client, path: str):
        self.client, self.path, self.mark = client, path, str(uuid.uuid4())

    def send(self, *uploads, **data):
        data = {"texte": TEXT, "envoi": self.mark} | data
        return self.client.post(self.path, data | ({"images": uploads} if uploads else {}))

    def script(self, *uploads, **data):
        data = {"envoi": self.mark, "images": uploads, "ajouter": "1"} | data
        return self.client.post(self.path, data, headers=BY_SCRIPT)


@pytest.fixture
def form(client_for, council, regular, topic) -> Form:
    return Form(client_for(council, regular), reply_path(topic))


class TestWriting:
    def test_asked_to_describe_then_posted(self, form, client_for, council, topic):
        page = form.send(upload(encoded()))
        assert page.status_code == 200
        html = page.content.decode()
        assert "Décrivez l’image en quelques mots" in html
        assert TEXT in html
        assert not Post.objects.filter(content=TEXT).exists()
        answer = form.send(**{f"description-{token_in(page)}": WORDS})
        post = Post.objects.get(topic=topic, number=2)
        assert answer["Location"] == f"{topic_path(topic)}#message-2"
        image = image_of(post)
        assert (image.comment, image.held, image.owner, image.form) == (WORDS, False, None, None)
        html = client_for(council).get(topic_path(topic)).content.decode()
        assert f'alt="{WORDS}"' in html
        assert f"{path_of(image, 800, 'avif')} 800w" in html

    def test_with_a_new_topic(self, client_for, council, forum, regular):
        form = Form(client_for(council, regular), open_path(forum))
        page = form.send(upload(), titre="Les pavés")
        answer = form.send(titre="Les pavés", **{f"description-{token_in(page)}": WORDS})
        assert answer.status_code == 302
        assert image_of(Post.objects.order_by("-pk").first()).comment == WORDS

    def test_the_button_keeps_images_and_complains_of_nothing(self, form):
        page = form.send(upload(), texte="", ajouter="1")
        assert page.status_code == 200
        html = page.content.decode()
        assert token_in(page)
        assert "Erreur" not in html.partition("</title>")[0]
        assert form.mark in html
        assert Post.objects.filter(number=2, content="").count() == 0

    def test_a_refused_text_loses_no_image(self, form, topic):
        page = form.send(upload(), texte="é" * 10_001)
        answer = form.send(**{f"description-{token_in(page)}": WORDS})
        assert answer.status_code == 302
        assert image_of(Post.objects.get(topic=topic, number=2)).comment == WORDS

    def test_a_refused_image_loses_neither_text_nor_the_others(self, form, topic):
        page = form.send(upload(name="bonne.jpg"), upload(SVG, "dessin.svg"))
        html = page.content.decode().replace("\xa0", " ")
        assert "dessin.svg – Un dessin SVG ne convient pas" in html
        assert TEXT in html
        assert form.send(**{f"description-{token_in(page)}": WORDS}).status_code == 302
        assert Attachment.objects.filter(post__topic=topic).count() == 1

    def test_words_typed_stay_with_their_image(self, form):
        token = token_in(form.send(upload()))
        form.send(texte="", **{f"description-{token}": WORDS})
        assert Attachment.objects.get(token=token).comment == WORDS
        assert f'value="{WORDS}"' in form.send(texte="").content.decode()

    def test_a_script_gets_one_tile_for_one_image(self, form):
        answer = form.script(upload())
        tile = answer.json()["tile"]
        image = Attachment.objects.get()
        assert f'name="description-{image.token}"' in tile
        assert form.client.get(path_of(image)).status_code == 200
        refused = form.script(upload(SVG, "dessin.svg"))
        assert refused.status_code == 422
        assert "SVG" in refused.json()["words"]
        assert form.script().status_code == 422

    def test_taken_off_before_it_is_sent(self, form, topic):
        token = token_in(form.send(upload()))
        assert form.send(**{f"retirer-{token}": "1"}).status_code == 302
        assert not Attachment.objects.exists()

    def test_a_draft_keeps_them_with_the_form_and_thrown_away_they_go(
        self, form, django_capture_on_commit_callbacks
    ):
        page = form.send(upload(), brouillon="1")
        assert token_in(page)
        names = Attachment.objects.get().names()
        assert all(files().exists(name) for name in names)
        with django_capture_on_commit_callbacks(execute=True):
            form.send(jeter="1")
        assert not Attachment.objects.exists()
        assert not any(files().exists(name) for name in names)

    def test_the_live_preview_takes_no_file(self, form):
        data = {"texte": TEXT, "envoi": form.mark, "apercu": "1", "images": upload()}
        headers = {"x-requested-with": "composer"}
        assert form.client.post(form.path, data, headers=headers).status_code == 200
        assert not Attachment.objects.exists()

    def test_at_most_four(self, form, topic):
        page = form.send(*[upload(name=f"{n}.jpg") for n in range(5)])
        assert "4.jpg – 4 images par message au plus" in page.content.decode().replace("\xa0", " ")
        assert Attachment.objects.count() == waiting.MOST

    def test_a_new_account_has_one(self, client_for, council, newcomer, topic):
        form = Form(client_for(council, newcomer), reply_path(topic))
        page = form.send(upload(), upload(name="seconde.jpg")).content.decode()
        assert "seconde.jpg – Une seule image" in page.replace("\xa0", " ")
        assert Attachment.objects.count() == 1

    def test_a_form_sent_twice_gives_its_images_once(self, form, topic):
        token = token_in(form.send(upload()))
        described = {f"description-{token}": WORDS}
        first, second = (form.send(**described) for _ in "ab")
        assert first["Location"] == second["Location"]
        assert Attachment.objects.get(token=token).post.number == 2

    def test_the_second_reply_has_not_the_first_ones_file(self, form, topic):
        token = token_in(form.send(upload()))
        form.send(**{f"description-{token}": WORDS})
        for mark in (form.mark, str(uuid.uuid4())):
            answer = form.send(texte="Autre chose.", envoi=mark, **{f"description-{token}": "x"})
            assert answer.status_code == 302
        assert Attachment.objects.get().post.number == 2
        assert Attachment.objects.get().comment == WORDS

    def test_going_back_and_writing_something_else_keeps_its_images(self, form, topic):
        form.send()
        page = form.send(upload(), texte="Autre chose.")
        form.send(texte="Autre chose.", **{f"description-{token_in(page)}": WORDS})
        assert image_of(Post.objects.get(topic=topic, number=3)).comment == WORDS

    def test_uploads_are_counted(self, form, monkeypatch):
        monkeypatch.setattr(waiting, "UPLOADS", Limit("images", allowed=1, seconds=600))
        form.script(upload())
        assert "Trop d’images" in form.script(upload()).json()["words"]
        assert Attachment.objects.count() == 1

    def test_what_an_account_leaves_behind_makes_room(
        self, regular, django_capture_on_commit_callbacks
    ):
        for _n in range(waiting.MOST_WAITING + 2):
            with django_capture_on_commit_callbacks(execute=True):
                waiting.add(regular, uuid.uuid4(), upload())
        assert Attachment.objects.count() == waiting.MOST_WAITING

    def test_a_gone_session_keeps_no_file(self, client_for, council, topic):
        form = Form(client_for(council), reply_path(topic))
        assert form.send(upload()).status_code == 302
        assert form.script(upload()).status_code == 403
        assert not Attachment.objects.exists()

    def test_a_script_on_another_site_keeps_nothing(self, client_for, council, topic, regular):
        strict = client_for(council, regular, enforce_csrf_checks=True)
        assert Form(strict, reply_path(topic)).script(upload()).status_code == 403
        assert not Attachment.objects.exists()

    def test_the_form_of_who_may_not_attach_has_no_images(self, form, forum, rule, topic, regular):
        rule(forum, "can_attach_file", False, "known")
        assert "data-images" not in form.client.get(reply_path(topic)).content.decode()
        page = form.send(upload())
        assert "Ce forum ne prend pas d’images" in page.content.decode()
        assert form.send().status_code == 302
        assert not Attachment.objects.exists()

    def test_the_right_may_go_while_one_writes(self, form, forum, rule, regular, topic):
        token = token_in(form.send(upload()))
        rule(forum, "can_attach_file", False, "known")
        answer = form.send(**{f"description-{token}": WORDS})
        assert answer.status_code == 403
        assert not Post.objects.filter(topic=topic, number=2).exists()

    def test_a_closed_topic_takes_no_file(self, form, topic, moderator):
        moderating.lock(topic.pk, moderator)
        assert form.send(upload()).status_code == 409
        assert form.script(upload()).status_code == 409
        assert not Attachment.objects.exists()

    def test_nor_somebody_suspended(self, form, regular, council, moderator):
        deciding.suspend(
            circle_of(moderator), regular, council, rule="respect", statement="Non.", days=7
        )
        assert form.script(upload()).status_code == 403
        assert not Attachment.objects.exists()


class TestEditing:
    def edit(self, client, post, **data):
        return client.post(post_path(post, "update"), {"texte": post.content.raw} | data)

    @pytest.fixture
    def mine(self, illustrated) -> Post:
        """Not of this minute: a change is told from then on."""
        post = illustrated(number=2)
        Post.objects.filter(pk=post.pk).update(created=timezone.now() - timedelta(hours=1))
        post.refresh_from_db()
        return post

    @pytest.fixture
    def client(self, client_for, council, regular):
        return client_for(council, regular)

    def test_shows_the_images_and_takes_one_off(self, client, mine):
        first, second = Attachment.objects.filter(post=mine).order_by("pk")
        page = client.get(post_path(mine, "update")).content.decode()
        assert page.count(f'value="{WORDS}"') == 2
        answer = self.edit(client, mine, **{f"retirer-{first.token}": "1"})
        assert answer.status_code == 302
        assert list(Attachment.objects.all()) == [second]
        mine.refresh_from_db()
        assert mine.updates_count == 1

    def test_nothing_is_taken_off_before_the_form_is_sent(self, client, mine):
        first = image_of(mine)
        page = self.edit(client, mine, texte="", **{f"retirer-{first.token}": "1"})
        assert Attachment.objects.filter(post=mine).count() == 2
        assert "checked" in page.content.decode()

    def test_describes_anew(self, client, mine):
        first = image_of(mine)
        self.edit(client, mine, **{f"description-{first.token}": "Autre description"})
        first.refresh_from_db()
        assert first.comment == "Autre description"

    def test_adds_to_what_there_is_up_to_four(self, client, mine):
        page = self.edit(client, mine, images=[upload(), upload(), upload(name="trop.jpg")])
        assert "trop.jpg" in page.content.decode()
        described = {
            f"description-{image.token}": WORDS
            for image in waiting.of_form(mine.poster, mark_of(mine))
        }
        assert self.edit(client, mine, **described).status_code == 302
        assert Attachment.objects.filter(post=mine).count() == 4

    def test_unchanged_is_not_modified(self, client, mine):
        self.edit(client, mine)
        mine.refresh_from_db()
        assert mine.updates_count == 0

    def test_an_image_waits_again_where_changes_wait(
        self, client, mine, premoderated, client_for, council
    ):
        premoderated(mine.topic.forum)
        image = image_of(mine)
        self.edit(client, mine, **{f"description-{image.token}": "Autre"})
        mine.refresh_from_db()
        assert not mine.approved
        assert client_for(council).get(path_of(image)).status_code == 404


class TestAttacks:
    """Machina's form lets whoever may attach take or delete any file by its number."""

    def test_nobody_takes_or_deletes_the_image_of_another_post(
        self, client_for, council, illustrated, make_user, topic
    ):
        target = image_of(illustrated())
        thief = make_user(pseudonym="Voleur")
        post = services.reply(topic.pk, thief, "Mon message.")
        client = client_for(council, thief)
        names = [target.token, str(target.pk)]
        forms = {"form-0-id": target.pk, "form-0-DELETE": "on", "form-TOTAL_FORMS": 1}
        for name in names:
            forms |= {f"retirer-{name}": "1", f"description-{name}": "volée"}
        for path in (post_path(post, "update"), reply_path(topic)):
            client.post(path, {"texte": "Autre.", "envoi": str(uuid.uuid4())} | forms)
        target.refresh_from_db()
        assert (target.comment, target.post.poster == thief) == (WORDS, False)
        assert not Attachment.objects.filter(post__poster=thief).exists()

    def test_nor_of_ones_own_other_post(self, client_for, council, illustrated, regular, topic):
        target = image_of(illustrated())
        other = services.reply(topic.pk, regular, "Un autre message.")
        client = client_for(council, regular)
        client.post(post_path(other, "update"), {"texte": "x", f"retirer-{target.token}": "1"})
        assert Attachment.objects.filter(pk=target.pk).exists()

    def test_an_image_that_waits_is_its_senders(self, client_for, council, form, make_user, topic):
        image = Attachment.objects.get(token=token_in(form.send(upload())))
        other = make_user(pseudonym="Autre", date_joined=timezone.now() - timedelta(days=40))
        client = client_for(council, other)
        for browser in (client, client_for(council)):
            assert browser.get(path_of(image)).status_code == 404
        data = {"texte": TEXT, "envoi": form.mark, f"description-{image.token}": "volée"}
        client.post(reply_path(topic), data)
        client.post(reply_path(topic), data | {f"retirer-{image.token}": "1"})
        image.refresh_from_db()
        assert (image.post, image.comment) == (None, "")
        assert Post.objects.filter(poster=other).exists()

    def test_the_form_of_another_post_is_not_ones_own(
        self, client_for, council, illustrated, make_user
    ):
        post = illustrated()
        client = client_for(council, make_user(pseudonym="Autre"))
        data = {"texte": "x", "images": upload(), "ajouter": "1"}
        answer = client.post(post_path(post, "update"), data, headers=BY_SCRIPT)
        assert answer.status_code == 404
        assert Attachment.objects.count() == 1

    def test_the_database_knows_no_image_that_waits_and_is_posted(self, illustrated, regular):
        image = image_of(illustrated())
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.filter(pk=image.pk).update(owner=regular, form=uuid.uuid4())
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.filter(pk=image.pk).update(post=None)


class TestServing:
    def statuses(self, image, *clients) -> list[int]:
        return [client.get(path_of(image)).status_code for client in clients]

    @pytest.fixture
    def everyone(self, client_for, council, regular, moderator, other_moderator, make_user):
        """Anonymous, another resident, another council's moderator; the author, a moderator."""
        other = make_user(pseudonym="Quelqu’un")
        people = (None, other, other_moderator, regular, moderator)
        return [client_for(council, person) for person in people]

    def test_a_public_image_as_a_picture_and_nothing_else(self, client_for, council, illustrated):
        image = image_of(illustrated(content=encoded()))
        for side in (800, 1600):
            for kind in ("avif", "webp"):
                answer = client_for(council).get(path_of(image, side, kind))
                assert answer.status_code == 200
                assert answer["Content-Type"] == f"image/{kind}"
                assert answer["Content-Disposition"] == f'inline; filename="image.{kind}"'
                assert "sandbox" in answer["Content-Security-Policy"]
                assert answer["X-Content-Type-Options"] == "nosniff"
                assert "private" in answer["Cache-Control"]
                assert b"".join(answer.streaming_content)
                assert not answer.cookies

    def test_on_every_site(self, client_for, portal, council, other_council, illustrated):
        image = image_of(illustrated())
        for place in (portal, council, other_council):
            assert client_for(place).get(path_of(image)).status_code == 200

    @pytest.mark.parametrize("name", ["a" * 32 + "-1600.webp", "x-1600.webp", "1-1600.webp"])
    def test_what_is_unknown(self, client_for, council, name):
        assert client_for(council).get(f"/forum/images/{name}").status_code == 404

    def test_a_size_there_is_not(self, client_for, council, illustrated):
        image = image_of(illustrated())
        Attachment.objects.update(width=700, height=500)
        assert client_for(council).get(path_of(image, 800)).status_code == 404
        assert client_for(council).get(path_of(image, 801)).status_code == 404

    def test_of_a_hidden_post(self, everyone, illustrated, moderator):
        post = illustrated()
        moderating.hide(post.pk, moderator)
        assert self.statuses(image_of(post), *everyone) == [404, 404, 404, 200, 200]
        answer = everyone[-1].get(path_of(image_of(post)))
        assert "no-store" in answer["Cache-Control"]
        moderating.show(post.pk, moderator)
        assert self.statuses(image_of(post), *everyone) == [200] * 5

    def test_of_a_post_removed_because_of_the_law(self, everyone, illustrated, topic):
        post, now = illustrated(), timezone.now()
        Post.objects.filter(pk=post.pk).update(approved=False, hidden_on=now, removed_on=now)
        image = image_of(post)
        assert self.statuses(image, *everyone) == [404] * 5
        pages = [client.get(topic_path(topic)).content.decode() for client in everyone]
        assert not any(image.token in page for page in pages)

    def test_of_a_post_against_the_law(self, everyone, illustrated, moderator, topic):
        post = illustrated()
        restricting.remove(post.pk, moderator)
        path = path_of(image_of(post))
        for client in everyone:
            assert client.get(path).status_code == 404
            assert path not in client.get(topic_path(topic)).content.decode()

    def test_of_a_hidden_topic(self, everyone, illustrated, moderator, topic):
        image = image_of(illustrated())
        moderating.hide(topic.first_post_id, moderator)
        # ``regular`` opened that topic: a hidden one is shown to moderators only
        assert self.statuses(image, *everyone) == [404, 404, 404, 404, 200]

    def test_of_a_forum_that_is_closed_to_one(self, everyone, illustrated, private, forum):
        image = image_of(illustrated())
        private(forum)
        assert set(self.statuses(image, *everyone[:4])) == {404}

    def test_of_a_post_that_waits(self, everyone, illustrated, premoderated, forum):
        premoderated(forum)
        assert self.statuses(image_of(illustrated()), *everyone) == [404, 404, 404, 200, 200]

    def test_a_hidden_image(self, everyone, illustrated, moderator, topic):
        post = illustrated(number=2)
        image = image_of(post)
        hidden.hide(post.pk, [image.pk], moderator)
        assert self.statuses(image, *everyone) == [404, 404, 404, 200, 200]
        pages = [client.get(topic_path(topic)).content.decode() for client in everyone]
        assert [image.token in page for page in pages] == [False, False, False, True, True]
        assert [f'alt="{WORDS}"' in page for page in pages] == [True] * 5  # the other one
        assert "Masquée par la modération" in pages[3]
        acts.show_image(image.pk, moderator)
        assert self.statuses(image, *everyone) == [200] * 5

    def test_a_lost_file_is_a_placeholder(self, client_for, council, illustrated, topic):
        image = image_of(illustrated())
        for name in image.names():
            files().delete(name)
        answer = client_for(council).get(path_of(image))
        assert (answer.status_code, answer["Content-Type"]) == (404, "image/svg+xml")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert client_for(council).get(topic_path(topic)).status_code == 200

    def test_reading_changes_nothing(self, client_for, council, illustrated):
        assert client_for(council).post(path_of(image_of(illustrated()))).status_code == 405


class TestHeld:
    """A new account's images wait for a moderator, or for the account to be known."""

    @pytest.fixture
    def held(self, illustrated, newcomer) -> Attachment:
        return image_of(illustrated(by=newcomer))

    def test_shown_to_its_author_as_such_and_to_moderators(
        self, held, client_for, council, topic, newcomer, moderator, resident
    ):
        pages = {}
        for person in (None, resident, newcomer, moderator):
            client = client_for(council, person)
            pages[person] = client.get(topic_path(topic)).content.decode()
            assert client.get(path_of(held)).status_code == (
                200 if person in (newcomer, moderator) else 404
            )
        assert all(held.token not in pages[person] for person in (None, resident))
        assert all(TEXT in page for page in pages.values())
        assert "En attente de relecture" in pages[newcomer]
        assert "Rendre l’image publique" in pages[moderator]
        assert "Rendre l’image publique" not in pages[newcomer]

    def test_a_moderator_lets_it_go(self, held, client_for, council, moderator):
        post = held.post
        path = f"{topic_path(post.topic)}{post.number}/post/images/{held.pk}/show/"
        client = client_for(council, moderator)
        page = client.get(path).content.decode()
        assert held.token in page
        assert client.post(path, {"motif": ""}).status_code == 302
        assert client_for(council).get(path_of(held)).status_code == 200

    def test_let_go_with_the_post_that_makes_the_account_known(self, held, newcomer, topic):
        paced = services.Sent(is_paced=True)
        with time_machine.travel(timezone.now() + timedelta(days=2), tick=False) as clock:
            services.reply(topic.pk, newcomer, "Deux.", sent=paced)
            held.refresh_from_db()
            assert held.held
            clock.shift(60)
            services.reply(topic.pk, newcomer, "Trois.", sent=paced)
            held.refresh_from_db()
            assert not held.held

    def test_let_go_by_time(self, held, newcomer, topic):
        for words in ("Deux.", "Trois."):
            services.reply(topic.pk, newcomer, words)
        call_command("release_images")
        held.refresh_from_db()
        assert held.held
        with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
            assert posting.release_all() == 1
        held.refresh_from_db()
        assert not held.held

    def test_what_a_moderator_hid_is_not_let_go(self, held, newcomer, moderator):
        hidden.hide(held.post_id, [held.pk], moderator)
        for words in ("Deux.", "Trois."):
            services.reply(held.post.topic_id, newcomer, words)
        held.refresh_from_db()
        assert held.hidden_on
        with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
            posting.release_all()
            assert not is_new(newcomer)
        held.refresh_from_db()
        assert not held.is_public

    def test_a_moderators_own_are_not_held(self, illustrated, moderator):
        assert not image_of(illustrated(by=moderator)).held


class TestActs:
    @pytest.fixture
    def image(self, illustrated) -> Attachment:
        return image_of(illustrated())

    def test_for_moderators_of_this_council_only(
        self, image, client_for, council, other_moderator, regular, resident, topic
    ):
        path = f"{topic_path(topic)}{image.post.number}/post/images/{image.pk}/hide/"
        assert client_for(council).post(path).status_code == 302  # to sign in
        for person in (other_moderator, regular, resident):
            assert client_for(council, person).post(path).status_code == 404
        image.refresh_from_db()
        assert image.is_public

    def test_identifiers_must_agree(
        self, image, illustrated, client_for, council, moderator, topic
    ):
        other = illustrated()
        path = f"{topic_path(topic)}{other.number}/post/images/{image.pk}/hide/"
        assert client_for(council, moderator).post(path).status_code == 404
        image.refresh_from_db()
        assert image.is_public

    def test_an_image_that_waits_is_no_moderators(self, form, moderator):
        image = Attachment.objects.get(token=token_in(form.send(upload())))
        with pytest.raises(Forbidden):
            acts.show_image(image.pk, moderator)

    def test_showing_one_is_for_moderators_of_this_council(
        self, image, moderator, other_moderator, regular, resident
    ):
        hidden.hide(image.post_id, [image.pk], moderator)
        for person in (other_moderator, regular, resident):
            with pytest.raises(Forbidden):
                acts.show_image(image.pk, person)
        image.refresh_from_db()
        assert image.hidden_on

    def test_is_logged(self, image, moderator, topic):
        from wagtail.models import ModelLogEntry

        Attachment.objects.filter(pk=image.pk).update(held=True)
        acts.show_image(image.pk, moderator, "On ne reconnaît personne.")
        entry = ModelLogEntry.objects.filter(action="quartiers.forum.show_image").get()
        assert entry.data["reason"] == "On ne reconnaît personne."
        assert (entry.object_id, entry.user) == (str(topic.pk), moderator)


class TestEnds:
    def test_what_nobody_posted_goes_with_its_files(self, form, django_capture_on_commit_callbacks):
        image = Attachment.objects.get(token=token_in(form.send(upload())))
        with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
            assert waiting.purge() == 0
        with (
            time_machine.travel(timezone.now() + timedelta(days=7, hours=1), tick=False),
            django_capture_on_commit_callbacks(execute=True),
        ):
            call_command("purge_waiting_images")
        assert not Attachment.objects.exists()
        assert not any(files().exists(name) for name in image.names())

    def test_what_was_posted_stays(self, illustrated):
        illustrated()
        with time_machine.travel(timezone.now() + timedelta(days=100), tick=False):
            assert waiting.purge() == 0

    def test_a_storage_that_fails_leaves_nothing(
        self, regular, monkeypatch, django_capture_on_commit_callbacks
    ):
        monkeypatch.setattr(type(files()), "save", lambda *args, **options: 1 / 0)
        with (
            django_capture_on_commit_callbacks(execute=True),
            pytest.raises(ZeroDivisionError),
        ):
            waiting.add(regular, uuid.uuid4(), upload())
        assert not Attachment.objects.exists()

    def test_erased_with_the_account(
        self, illustrated, regular, form, django_capture_on_commit_callbacks
    ):
        names = image_of(illustrated()).names()
        form.send(upload())
        with django_capture_on_commit_callbacks(execute=True):
            erasure.erase(regular)
        assert not Attachment.objects.exists()
        assert not any(files().exists(name) for name in names)


def test_a_page_of_a_topic_asks_one_query_for_its_images(
    client_for, council, illustrated, topic, settings, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    settings.HOST_TABLE_MAX_AGE = 3600
    client = client_for(council)
    client.get(topic_path(topic))

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(topic_path(topic))
        return len(queries)

    before = count()
    for _n in range(3):
        illustrated(number=2)
    assert count() == before


def test_an_image_costs_an_anonymous_reader_one_query(
    client_for, council, illustrated, settings, django_assert_max_num_queries
):
    settings.HOST_TABLE_MAX_AGE = 3600
    image, client = image_of(illustrated()), client_for(council)
    client.get(path_of(image))
    with django_assert_max_num_queries(1):
        client.get(path_of(image))
