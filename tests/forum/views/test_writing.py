"""Writing: what is sent is kept once, what is refused is given back, nothing typed is lost."""

import re
import uuid

import pytest

from forum.board.forum_conversation import counters, moderating
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.pace import NEWCOMER
from forum.screens import writing
from forum.summaries.making import LONG
from sites.accounts import sign_ins
from sites.accounts.limits import Limit
from sites.accounts.models import KeptText

from .addresses import forum_path, open_path, post_path, reply_path, topic_path

pytestmark = pytest.mark.django_db

TEXT = "Un texte que j’ai mis du temps à écrire."
UNSEEN = ["", "   ", "\r\n\t", "\u200b\u200b", "\u2060\ufeff \u00ad", "\u2800", "\u3164"]
TOO_LONG = "é" * 10_001


def token_of(page) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]


def mark_of(page) -> str:
    return re.search(r'name="envoi" value="([^"]+)"', page.content.decode())[1]


@pytest.fixture
def client(client_for, council, resident):
    return client_for(council, resident)


class TestOpening:
    def send(self, client, forum, **data):
        return client.post(open_path(forum), {"titre": "Un banc", "texte": TEXT} | data)

    def test_opens_a_topic_and_leads_to_it(self, client, forum, resident):
        answer = self.send(client, forum)
        topic = Topic.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, f"{topic_path(topic)}#message-1")
        assert (topic.forum, topic.poster, topic.subject) == (forum, resident, "Un banc")
        assert topic.first_post.content.raw == TEXT
        assert client.get(answer["Location"]).status_code == 200
        assert list(counters.differences()) == []

    def test_the_form_stands_under_the_forum(self, client, forum):
        page = client.get(open_path(forum)).content.decode()
        assert "Ouvrir un sujet" in page
        assert forum.name in page
        assert 'name="robots" content="noindex"' in page

    def test_on_the_portal_in_a_shared_forum(
        self, client_for, portal, council, shared_forum, resident
    ):
        for place in (portal, council):
            client = client_for(place, resident)
            answer = self.send(client, shared_forum, titre=f"Depuis {place.site.hostname}")
            assert answer.status_code in (302, 429)
            Post.objects.update(created=resident.date_joined.replace(year=2020))
        assert Topic.objects.filter(forum=shared_forum).count() == 2

    @pytest.mark.parametrize("title", [*UNSEEN, "x" * 151, "x" * 100_000])
    def test_a_bad_title_is_said_and_the_text_kept(self, client, forum, title):
        answer = self.send(client, forum, titre=title)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "Une erreur à corriger" in page.replace("\xa0", " ")
        assert 'id="id_titre_error"' in page
        assert TEXT in page
        assert not Topic.objects.exists()

    def test_a_category_takes_no_topic(self, client, council):
        root = council.forum_scope.root
        assert client.get(open_path(root)).status_code == 403
        assert self.send(client, root).status_code == 403
        assert not Topic.objects.exists()

    def test_anonymous_people_are_sent_to_sign_in(self, client_for, council, forum):
        path = open_path(forum)
        answer = client_for(council).get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/compte/connexion/?next={path}")


class TestReplying:
    def send(self, client, topic, **data):
        return client.post(reply_path(topic), {"texte": TEXT} | data)

    def test_answers_and_leads_to_the_new_post(self, client, forum, talk, resident):
        topic = talk(forum, replies=14)
        answer = self.send(client, topic)
        post = Post.objects.get(poster=resident)
        assert (post.number, post.topic) == (16, topic)
        assert answer["Location"] == f"{topic_path(topic)}?page=2#message-16"
        assert list(counters.differences()) == []

    def test_asks_the_database_twenty_questions_at_most(
        self, client_for, council, forum, talk, author, settings, django_assert_max_num_queries
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        topic, client = talk(forum, replies=LONG + 2), client_for(council, author)
        self.send(client, topic)
        Post.objects.update(created=author.date_joined)
        with django_assert_max_num_queries(20):
            answer = self.send(client, topic, texte="Encore un message.")
        assert answer.status_code == 302

    def test_ones_own_answer_is_no_news(self, client, topic):
        answer = self.send(client, topic)
        client.get(answer["Location"].partition("#")[0])
        row = client.get(forum_path(topic.forum)).context["topics"][0]
        assert not row.has_news

    @pytest.mark.parametrize("text", [*UNSEEN, TOO_LONG])
    def test_a_bad_text_is_said_and_kept(self, client, topic, text):
        answer = self.send(client, topic, texte=text)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert 'id="id_texte_error"' in page
        assert 'aria-invalid="true"' in page
        assert "Erreur" in page.partition("</title>")[0]
        assert text.strip() in page
        assert ("10 000 caractères" in page.replace("\xa0", " ")) == (text == TOO_LONG)
        assert Post.objects.count() == 1

    def test_exactly_as_long_as_allowed(self, client, topic):
        text = "\r\n".join(["é" * 99] * 100)  # browsers send two characters for the end of a line
        assert self.send(client, topic, texte=text).status_code == 302

    def test_twice_the_same_form_makes_one_post(self, client, topic):
        mark = str(uuid.uuid4())
        first, second = (self.send(client, topic, envoi=mark) for _ in "ab")
        assert first["Location"] == second["Location"]
        assert Post.objects.filter(topic=topic).count() == 2

    def test_the_form_has_a_mark_of_its_own_each_time(self, client, topic):
        marks = {mark_of(client.get(reply_path(topic))) for _ in "ab"}
        assert len(marks) == 2

    def test_a_mark_that_is_none_harms_nothing(self, client, topic):
        answer = self.send(client, topic, envoi="x" * 50)
        assert answer.status_code in (200, 302)

    def test_too_soon_says_how_long_and_keeps_the_text(self, client, topic):
        self.send(client, topic, texte="Le premier.")
        answer = self.send(client, topic)
        page = answer.content.decode().replace("\xa0", " ")
        assert answer.status_code == 429
        wait = int(answer["Retry-After"])
        assert 0 < wait <= NEWCOMER.pause.total_seconds()
        assert f"Attendez {wait} secondes" in page
        assert TEXT in page
        assert Post.objects.filter(topic=topic).count() == 2

    def test_closed_while_one_wrote_gives_the_text_back(self, client, topic, moderator):
        moderating.lock(topic.pk, moderator)
        answer = self.send(client, topic)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Ce sujet est fermé" in page
        assert TEXT in page
        assert Post.objects.count() == 1

    def test_the_form_of_a_closed_topic_leads_back_to_it(self, client, topic, moderator):
        moderating.lock(topic.pk, moderator)
        answer = client.get(reply_path(topic))
        assert (answer.status_code, answer["Location"]) == (302, topic_path(topic))

    def test_hidden_while_one_wrote_gives_the_text_back_and_no_hint(self, client, topic, moderator):
        moderating.hide(topic.first_post_id, moderator)
        answer = self.send(client, topic)
        page = answer.content.decode()
        assert answer.status_code == 404
        assert TEXT in page
        assert "Les pavés" not in page
        unknown = client.post(
            reply_path(topic).replace(f"-{topic.pk}/", "-999999999/"), {"texte": TEXT}
        )
        assert unknown.content == answer.content

    def test_moved_while_one_wrote_gives_the_text_back(self, client, topic, moderator):
        path = reply_path(topic)
        moderating.move(topic.pk, topic.forum.get_next_sibling().pk, moderator)
        answer = client.post(path, {"texte": TEXT})
        assert answer.status_code == 404
        assert TEXT in answer.content.decode()

    def test_renamed_while_one_wrote_is_no_matter(self, client, topic):
        path = reply_path(topic)
        Topic.objects.filter(pk=topic.pk).update(slug="autre-titre")
        assert client.post(path, {"texte": TEXT}).status_code == 302

    def test_a_moderator_answers_a_closed_topic(self, client_for, council, topic, moderator):
        moderating.lock(topic.pk, moderator)
        client = client_for(council, moderator)
        assert client.get(reply_path(topic)).status_code == 200
        assert self.send(client, topic).status_code == 302


class TestEditing:
    @pytest.fixture
    def mine(self, forum, talk, resident) -> Topic:
        return talk(forum, by=resident, replies=1)

    def test_the_form_holds_what_was_written(self, client, mine):
        head, answer = mine.posts.order_by("number")
        page = client.get(post_path(head, "update")).content.decode()
        assert 'value="Les pavés"' in page
        assert "Deux pavés manquent." in page
        page = client.get(post_path(answer, "update")).content.decode()
        assert "Réponse numéro 2." in page
        assert 'name="titre"' not in page

    def test_changes_the_text_and_the_title_with_the_first_post(self, client, mine):
        path = post_path(mine.first_post, "update")
        answer = client.post(path, {"titre": "Trois pavés", "texte": TEXT})
        mine.refresh_from_db()
        assert answer["Location"] == f"{topic_path(mine)}#message-1"
        assert (mine.subject, mine.slug) == ("Trois pavés", "trois-paves")
        assert mine.first_post.content.raw == TEXT
        assert mine.first_post.updates_count == 1

    def test_a_title_sent_with_another_post_is_ignored(self, client, mine):
        post = mine.posts.get(number=2)
        client.post(post_path(post, "update"), {"titre": "Volé", "texte": TEXT})
        mine.refresh_from_db()
        assert mine.subject == "Les pavés"
        assert Post.objects.get(pk=post.pk).content.raw == TEXT

    def test_unchanged_is_not_modified(self, client, mine):
        path = post_path(mine.first_post, "update")
        client.post(path, {"titre": "Les pavés", "texte": "Deux pavés manquent."})
        assert Post.objects.get(pk=mine.first_post_id).updates_count == 0

    @pytest.mark.parametrize("text", [*UNSEEN, TOO_LONG])
    def test_a_bad_text_changes_nothing(self, client, mine, text):
        answer = client.post(
            post_path(mine.first_post, "update"), {"titre": "Un autre titre", "texte": text}
        )
        assert answer.status_code == 200
        assert "Un autre titre" in answer.content.decode()
        mine.refresh_from_db()
        assert mine.subject == "Les pavés"

    def test_not_once_the_topic_is_closed(self, client, mine, moderator):
        moderating.lock(mine.pk, moderator)
        path = post_path(mine.first_post, "update")
        assert client.get(path).status_code == 302
        answer = client.post(path, {"titre": "Les pavés", "texte": TEXT})
        assert answer.status_code == 409
        assert TEXT in answer.content.decode()
        assert Post.objects.get(pk=mine.first_post_id).content.raw != TEXT

    def test_the_way_to_it_is_shown_to_the_author_only(
        self, client_for, council, mine, resident, author
    ):
        path = post_path(mine.first_post, "update")
        assert path in client_for(council, resident).get(topic_path(mine)).content.decode()
        for user in (None, author):
            assert path not in client_for(council, user).get(topic_path(mine)).content.decode()


class TestPreview:
    def test_shows_the_text_and_keeps_nothing(self, client, topic):
        mark = str(uuid.uuid4())
        data = {"texte": "Du **gras**.", "apercu": "1", "envoi": mark}
        answer = client.post(reply_path(topic), data)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<strong>gras</strong>" in page
        assert ">\nDu **gras**.</textarea>" in page
        assert mark_of(answer) == mark
        assert Post.objects.count() == 1

    def test_of_a_new_topic_with_its_title(self, client, forum):
        data = {"titre": "Un banc", "texte": "Du *neuf*.", "apercu": "1"}
        page = client.post(open_path(forum), data).content.decode()
        assert "<em>neuf</em>" in page
        assert 'value="Un banc"' in page
        assert not Topic.objects.exists()

    def test_of_a_bad_text_shows_its_error(self, client, topic):
        page = client.post(reply_path(topic), {"texte": TOO_LONG, "apercu": "1"}).content.decode()
        assert 'id="id_texte_error"' in page
        assert 'class="preview"' not in page

    def test_is_not_held_to_the_pace(self, client, topic):
        client.post(reply_path(topic), {"texte": "Le premier."})
        answer = client.post(reply_path(topic), {"texte": TEXT, "apercu": "1"})
        assert answer.status_code == 200


class TestChecks:
    """Sessions that ended and forms that are not ours."""

    def test_a_session_that_ended_keeps_the_text(self, client_for, council, topic, resident):
        client = client_for(council, resident)
        page = client.get(reply_path(topic))
        sign_ins.end_all(resident)
        data = {"texte": TEXT, "envoi": mark_of(page), "csrfmiddlewaretoken": token_of(page)}
        answer = client.post(reply_path(topic), data)
        assert answer.status_code == 302
        assert answer["Location"] == f"/compte/connexion/?next={reply_path(topic)}"
        assert KeptText.objects.get().fields["texte"] == TEXT  # see test_kept.py
        assert Post.objects.count() == 1

    def test_one_that_ended_with_a_form_of_old_gives_it_back(
        self, client_for, council, topic, resident
    ):
        client = client_for(council, resident, enforce_csrf_checks=True)
        page = client.get(reply_path(topic))
        sign_ins.end_all(resident)
        answer = client.post(reply_path(topic), {"texte": TEXT, "envoi": mark_of(page)})
        source = answer.content.decode()
        assert answer.status_code == 403
        assert "Votre connexion a pris fin" in source
        assert TEXT in source
        assert f"/compte/connexion/?next={reply_path(topic).replace('/', '%2F')}" in source
        assert mark_of(answer) == mark_of(page)
        assert Post.objects.count() == 1

    @pytest.mark.parametrize("button", [{}, {"apercu": "1"}])
    def test_an_anonymous_person_writes_nothing(self, client_for, council, forum, topic, button):
        client = client_for(council)
        data = {"titre": "Un banc", "texte": TEXT, **button}
        for path in (open_path(forum), reply_path(topic), post_path(topic.first_post, "update")):
            answer = client.post(path, data)
            assert answer.status_code == 302
            assert answer["Location"].startswith("/compte/connexion/")
        assert Post.objects.count() == 1

    @pytest.mark.parametrize("button", [{}, {"apercu": "1"}])
    def test_a_form_without_its_token_is_not_taken_and_the_text_given_back(
        self, client_for, council, forum, topic, resident, author, button
    ):
        strict = client_for(council, resident, enforce_csrf_checks=True)
        own = client_for(council, author, enforce_csrf_checks=True)
        data = {"titre": "Un banc", "texte": TEXT, **button}
        for client, path in (
            (strict, open_path(forum)),
            (strict, reply_path(topic)),
            (own, post_path(topic.first_post, "update")),
        ):
            answer = client.post(path, data)
            assert answer.status_code == 403
            assert TEXT in answer.content.decode()
            assert 'class="preview"' not in answer.content.decode()
        assert Post.objects.count() == 1
        assert Post.objects.get().content.raw != TEXT

    @pytest.mark.parametrize("token", ["", "x", "a" * 64, "é" * 32])
    def test_a_wrong_token_is_refused(self, client_for, council, topic, resident, token):
        client = client_for(council, resident, enforce_csrf_checks=True)
        client.get(reply_path(topic))
        answer = client.post(reply_path(topic), {"texte": TEXT, "csrfmiddlewaretoken": token})
        assert answer.status_code == 403
        assert Post.objects.count() == 1

    def test_another_sites_page_cannot_post_even_with_the_token(
        self, client_for, council, other_council, topic, resident
    ):
        client = client_for(council, resident, enforce_csrf_checks=True)
        token = token_of(client.get(reply_path(topic)))
        answer = client.post(
            reply_path(topic),
            {"texte": TEXT, "csrfmiddlewaretoken": token},
            headers={"origin": f"http://{other_council.site.hostname}:8000"},
        )
        assert answer.status_code == 403
        assert Post.objects.count() == 1

    def test_the_form_given_back_is_taken(self, client_for, council, topic, resident):
        """After signing in again the token is another one: one more click, no word lost."""
        client = client_for(council, resident, enforce_csrf_checks=True)
        page = client.get(reply_path(topic))
        stale = {"texte": TEXT, "envoi": mark_of(page), "csrfmiddlewaretoken": "b" * 64}
        answer = client.post(reply_path(topic), stale)
        assert "Votre texte n’est pas encore envoyé" in answer.content.decode()
        again = stale | {"csrfmiddlewaretoken": token_of(answer), "envoi": mark_of(answer)}
        assert client.post(reply_path(topic), again).status_code == 302
        assert Post.objects.get(poster=resident).content.raw == TEXT

    def test_moderators_forms_are_checked_too(self, client_for, council, topic, moderator):
        client = client_for(council, moderator, enforce_csrf_checks=True)
        for path in (f"{topic_path(topic)}lock/", post_path(topic.first_post, "hide")):
            assert client.post(path, {}).status_code == 403
        topic.refresh_from_db()
        assert (topic.is_locked, topic.approved) == (False, True)

    def test_previews_are_counted_and_the_text_stays(self, client, topic, monkeypatch):
        monkeypatch.setattr(writing, "PREVIEWS", Limit("previews", allowed=1, seconds=90))
        data = {"texte": TEXT, "apercu": "1"}
        assert 'class="preview"' in client.post(reply_path(topic), data).content.decode()
        answer = client.post(reply_path(topic), data)
        assert (answer.status_code, answer["Retry-After"]) == (429, "90")
        html = answer.content.decode()
        assert "2 minutes" in html.replace("\u00a0", " ")
        assert 'class="preview"' not in html
        assert TEXT in html

    def test_edits_are_counted_and_the_text_stays(
        self, client_for, council, topic, author, monkeypatch
    ):
        monkeypatch.setattr(writing, "EDITS", Limit("edits", allowed=1, seconds=600))
        client, path = client_for(council, author), post_path(topic.first_post, "update")
        for text, status in ((TEXT, 302), (f"{TEXT} Et plus.", 429)):
            answer = client.post(path, {"titre": topic.subject, "texte": text})
            assert answer.status_code == status
        assert "Et plus." in answer.content.decode()
        assert Post.objects.get().content.raw == TEXT

    def test_forms_are_kept_by_no_cache(self, client, forum, topic):
        for path in (open_path(forum), reply_path(topic)):
            assert "no-store" in client.get(path)["Cache-Control"]

    def test_a_get_writes_nothing(self, client, forum, topic, author, client_for, council):
        for path in (open_path(forum), reply_path(topic)):
            client.get(path, {"titre": "Un banc", "texte": TEXT})
        own = client_for(council, author)
        own.get(post_path(topic.first_post, "update"), {"titre": "x", "texte": TEXT})
        assert Post.objects.get().content.raw != TEXT

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_other_methods_are_refused(self, client, forum, topic, method):
        for path in (open_path(forum), reply_path(topic)):
            assert getattr(client, method)(path).status_code == 405
