"""Drafts: kept while one writes, one for each place, found on any device, nobody else's."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post, Topic
from forum.drafts import keeping
from forum.drafts.models import Draft
from forum.screens import writing
from sites.accounts.limits import Limit
from sites.accounts.privacy import erasure
from sites.accounts.privacy.registry import holdings

from .addresses import open_path, post_path, reply_path, topic_path

pytestmark = pytest.mark.django_db

TEXT = "Une réponse que je finirai demain."
MINE = "/compte/brouillons/"
SCRIPT = {"x-requested-with": "composer"}


@pytest.fixture
def client(client_for, council, resident):
    return client_for(council, resident)


def keep(client, path, text=TEXT, **more):
    return client.post(path, {"texte": text, "brouillon": "1"} | more)


class TestKeeping:
    def test_by_a_button_without_scripts(self, client, topic, resident):
        page = keep(client, reply_path(topic))
        assert page.status_code == 200
        assert "Votre brouillon est gardé." in page.content.decode()
        draft = Draft.objects.get()
        assert (draft.author, draft.topic, draft.forum, draft.text) == (resident, topic, None, TEXT)
        assert Post.objects.count() == 1

    def test_by_the_script_with_the_hour(self, client, topic):
        with time_machine.travel("2026-11-26 17:05:00+00:00", tick=False):
            answer = client.post(
                reply_path(topic), {"texte": TEXT, "brouillon": "1"}, headers=SCRIPT
            )
        assert answer.json()["words"].replace("\xa0", " ") == "Brouillon gardé à 18 h 05"

    def test_it_is_in_the_form_on_any_device(self, client, client_for, council, topic, resident):
        keep(client, reply_path(topic))
        elsewhere = client_for(council, resident)
        for path in (topic_path(topic), reply_path(topic)):
            page = elsewhere.get(path).content.decode()
            assert f">\n{TEXT}</textarea>" in page
            assert "Votre brouillon, gardé le" in page

    def test_of_a_topic_with_its_title_as_it_was_typed(self, client, forum):
        keep(client, open_path(forum), titre="  Un banc")
        page = client.get(open_path(forum)).content.decode()
        assert 'value="  Un banc"' in page
        assert TEXT in page

    def test_each_place_has_its_own(self, client, forum, topic, talk):
        other = talk(forum, title="Un autre sujet")
        keep(client, reply_path(topic), "Pour l’un.")
        keep(client, reply_path(other), "Pour l’autre.")
        keep(client, open_path(forum), "Pour un nouveau.")
        assert Draft.objects.count() == 3
        assert "Pour l’autre." not in client.get(reply_path(topic)).content.decode()

    def test_the_last_words_replace_those_before(self, client, topic):
        keep(client, reply_path(topic), "Première version.")
        keep(client, reply_path(topic), "Seconde version.")
        assert Draft.objects.get().text == "Seconde version."

    def test_the_database_keeps_one_for_a_place(self, topic, forum, resident):
        for place in ({"topic": topic}, {"forum": forum}):
            Draft.objects.create(author=resident, text="un", **place)
            with pytest.raises(IntegrityError), transaction.atomic():
                Draft.objects.create(author=resident, text="deux", **place)
        with pytest.raises(IntegrityError), transaction.atomic():
            Draft.objects.create(author=resident, text="trois", topic=topic, forum=forum)

    def test_without_a_word_there_is_none(self, client, topic):
        keep(client, reply_path(topic))
        keep(client, reply_path(topic), " \n")
        assert not Draft.objects.exists()

    def test_a_text_that_is_too_long_to_send_is_kept_all_the_same(self, client, topic):
        keep(client, reply_path(topic), "é" * 10_001)
        assert len(Draft.objects.get().text) == 10_001

    def test_far_too_much_is_said_and_stays_on_the_page(self, client, topic):
        page = keep(client, reply_path(topic), "é" * 50_001)
        assert page.status_code == 429
        assert "copiez-le par prudence" in page.content.decode()
        assert "é" * 50_001 in page.content.decode()
        assert not Draft.objects.exists()

    def test_too_often_is_said(self, client, topic, monkeypatch):
        monkeypatch.setattr(writing, "DRAFTS", Limit("drafts", allowed=1, seconds=60))
        keep(client, reply_path(topic))
        answer = client.post(
            reply_path(topic), {"texte": "Plus.", "brouillon": "1"}, headers=SCRIPT
        )
        assert answer.status_code == 403
        assert Draft.objects.get().text == TEXT

    def test_the_oldest_makes_room(self, resident, forum, talk, monkeypatch):
        monkeypatch.setattr(keeping, "MOST", 2)
        for n in range(3):
            topic = talk(forum, title=f"Sujet {n}")
            with time_machine.travel(timezone.now() + timedelta(minutes=n), tick=False):
                keeping.keep(resident, "", f"Texte {n}", topic=topic.pk)
        kept = Draft.objects.order_by("text").values_list("text", flat=True)
        assert list(kept) == ["Texte 1", "Texte 2"]


class TestGoing:
    def test_when_the_words_are_sent(self, client, topic):
        keep(client, reply_path(topic))
        client.post(reply_path(topic), {"texte": TEXT})
        assert not Draft.objects.exists()

    def test_not_when_they_are_refused(self, client, topic, moderator):
        moderating.lock(topic.pk, moderator)
        answer = client.post(reply_path(topic), {"texte": TEXT})
        assert answer.status_code == 409
        assert Draft.objects.get().text == TEXT
        assert TEXT in client.get(MINE).content.decode()

    def test_when_they_are_thrown_away(self, client, topic):
        keep(client, reply_path(topic))
        page = client.post(reply_path(topic), {"texte": TEXT, "jeter": "1"}).content.decode()
        assert "Brouillon jeté." in page
        assert TEXT not in page
        assert not Draft.objects.exists()

    def test_after_ninety_days(self, resident, topic):
        keeping.keep(resident, "", TEXT, topic=topic.pk)
        with time_machine.travel(timezone.now() + timedelta(days=89), tick=False):
            call_command("purge_drafts")
            assert Draft.objects.exists()
        with time_machine.travel(timezone.now() + timedelta(days=90, minutes=1), tick=False):
            call_command("purge_drafts")
        assert not Draft.objects.exists()

    def test_not_with_the_topic(self, client, resident, topic):
        keeping.keep(resident, "", TEXT, topic=topic.pk)
        Topic.objects.filter(pk=topic.pk).delete()
        assert TEXT in client.get(MINE).content.decode()

    def test_with_the_account(self, resident, topic):
        keeping.keep(resident, "", TEXT, topic=topic.pk)
        erasure.erase(resident)
        assert not Draft.objects.exists()

    def test_it_is_in_the_copy_of_ones_data(self, resident, topic):
        keeping.keep(resident, "", TEXT, topic=topic.pk)
        parts = [p for h in holdings() if h.key == "forum-drafts" for p in h.export(resident)]
        assert [row["text"] for part in parts for row in part.rows] == [TEXT]


class TestMine:
    def test_lists_them_with_the_way_back(self, client, forum, topic):
        keep(client, reply_path(topic))
        keep(client, open_path(forum), titre="Un banc")
        page = client.get(MINE).content.decode()
        for part in (reply_path(topic), open_path(forum), "Les pavés", "Un banc", TEXT):
            assert part in page
        assert "no-store" in client.get(MINE)["Cache-Control"]

    def test_another_sites_forum_by_its_full_address(
        self, client, other_council, other_forum, resident
    ):
        keeping.keep(resident, "Ailleurs", TEXT, forum=other_forum.pk)
        assert f"http://{other_council.site.hostname}:8000{open_path(other_forum)}" in (
            client.get(MINE).content.decode()
        )

    def test_nobody_else_s(self, client_for, council, client, topic, author, moderator):
        keep(client, reply_path(topic))
        for user in (author, moderator):
            other = client_for(council, user)
            for path in (MINE, reply_path(topic), topic_path(topic)):
                assert TEXT not in other.get(path).content.decode()
        assert client_for(council).get(MINE).status_code == 302

    def test_nothing_of_a_topic_that_one_may_no_longer_see(self, client, topic, moderator):
        keep(client, reply_path(topic))
        moderating.hide(topic.first_post_id, moderator)
        page = client.get(MINE).content.decode()
        assert "Les pavés" not in page
        assert "Un sujet qui n’est plus visible" in page
        assert TEXT in page

    def test_one_throws_away_ones_own_only(self, client, client_for, council, topic, author):
        keep(client, reply_path(topic))
        path = f"{MINE}{Draft.objects.get().pk}/jeter/"
        assert client_for(council, author).post(path).status_code == 404
        assert client.get(path).status_code == 405
        assert Draft.objects.exists()
        assert client.post(path).status_code == 302
        assert not Draft.objects.exists()


class TestStrangers:
    def test_a_script_whose_session_has_ended_is_told(self, client_for, council, topic):
        data = {"texte": TEXT, "brouillon": "1"}
        answer = client_for(council).post(reply_path(topic), data, headers=SCRIPT)
        assert answer.status_code == 403
        assert "connexion" in answer.json()["words"]
        assert not Draft.objects.exists()

    def test_a_form_from_elsewhere_keeps_nothing(self, client_for, council, topic, resident):
        client = client_for(council, resident, enforce_csrf_checks=True)
        assert keep(client, reply_path(topic)).status_code == 403
        assert not Draft.objects.exists()

    def test_a_draft_of_what_one_may_not_read_is_unknown(
        self, client, forum, topic, private, resident
    ):
        private(forum)
        assert keep(client, reply_path(topic)).status_code == 404
        assert not Draft.objects.exists()

    def test_a_change_of_a_post_is_no_draft(self, client_for, council, topic, author):
        client = client_for(council, author)
        client.post(
            post_path(topic.first_post, "update"), {"texte": "x", "titre": "y", "brouillon": "1"}
        )
        assert not Draft.objects.exists()
        assert Post.objects.get().content.raw == "Deux pavés manquent."


def test_an_answer_that_others_gave_meanwhile_loses_nothing(client, topic, author):
    keep(client, reply_path(topic))
    services.reply(topic.pk, author, "Entre-temps.")
    assert TEXT in client.get(topic_path(topic)).content.decode()
