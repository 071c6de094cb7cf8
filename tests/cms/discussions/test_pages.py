"""What stands under a page, and the way from there to the forum."""

import pytest
from django.urls import reverse

from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating
from forum.board.forum_conversation.models import Topic
from forum.discussions import talking
from forum.managing import rules, structure
from sites.councils.roles import MODERATOR
from tests.cms import factories

pytestmark = pytest.mark.django_db

INVITES = "Participer à la discussion"


def join_path(page) -> str:
    return f"/forum/a-propos/page/{page.pk}/"


def say(page, by, text="Qui arrose l’été ?"):
    return talking.answer("page", page.pk, by, text)


def shown(client_for, council, page) -> str:
    return client_for(council).get(page.url).content.decode().replace("\u00a0", " ")


class TestUnderThePage:
    def test_it_invites_before_anybody_said_a_word(self, page, client_for, council):
        text = shown(client_for, council, page)
        assert INVITES in text
        assert f'8000{join_path(page)}"' in text

    def test_not_where_the_team_did_not_ask_for_it(self, client_for, council):
        assert INVITES not in shown(client_for, council, factories.news(council, "Sans"))

    def test_the_last_three_words_in_their_order(self, page, people, client_for, council):
        for n, person in enumerate(people):
            say(page, person, f"Parole numéro {n}.")
        text = shown(client_for, council, page)
        places = [text.find(f"Parole numéro {n}.") for n in range(4)]
        assert places[0] == -1
        assert -1 < places[1] < places[2] < places[3]
        assert "4 messages" in text

    def test_what_moderators_hide_is_gone_at_once_and_back(
        self, page, people, client_for, council, make_user
    ):
        moderator = make_user(MODERATOR, council)
        post = say(page, people[0], "Une parole de trop.")
        say(page, people[1], "Une autre.")
        moderating.hide(post.pk, moderator)
        text = shown(client_for, council, page)
        assert "de trop" not in text
        assert "1 message<" in text
        moderating.show(post.pk, moderator)
        assert "de trop" in shown(client_for, council, page)

    def test_a_hidden_topic_leaves_nothing(self, page, people, client_for, council, make_user):
        topic = say(page, people[0], "Une parole.").topic
        moderating.hide(Topic.objects.get(pk=topic.pk).first_post_id, make_user(MODERATOR, council))
        text = shown(client_for, council, page)
        assert "Une parole." not in text
        assert INVITES not in text

    def test_what_waits_for_approval_is_not_shown(self, page, people, client_for, council):
        chosen = Forum.objects.filter(parent__scope__council=council).first()
        structure.hold_pages(chosen.pk, people[0])
        only = dict.fromkeys(("lire", "ouvrir", "repondre")) | {"publier": rules.Audience.TEAM}
        rules.answer(chosen.pk, only, people[0])
        say(page, people[0], "En attente.")
        assert "En attente." not in shown(client_for, council, page)

    def test_a_forum_that_the_team_keeps_to_itself_shows_nothing(
        self, page, people, client_for, council
    ):
        topic = say(page, people[0], "Une parole.").topic
        only = dict.fromkeys(("ouvrir", "repondre", "publier")) | {"lire": rules.Audience.TEAM}
        rules.answer(topic.forum_id, only, people[0])
        assert "Une parole." not in shown(client_for, council, page)

    def test_closed_it_is_read_and_nobody_is_invited(
        self, page, people, client_for, council, make_user
    ):
        topic = say(page, people[0], "Une parole.").topic
        moderating.lock(topic.pk, make_user(MODERATOR, council))
        text = shown(client_for, council, page)
        assert "Une parole." in text
        assert INVITES not in text
        assert "Lire la discussion" in text

    def test_a_shared_page_has_one_topic(self, page, people, client_for, council, other_council):
        page.shared_with.add(other_council)
        page.save()
        say(page, people[0])
        assert Topic.objects.filter(subject=page.title).count() == 1

    def test_an_alias_shows_the_same(self, page, people, client_for, council):
        say(page, people[0], "Une parole.")
        alias = page.create_alias(update_slug="double")
        alias.save()
        assert "Une parole." in shown(client_for, council, alias)

    def test_a_draft_of_the_title_changes_nothing(self, page, people):
        topic = say(page, people[0]).topic
        page.title = "Un titre secret"
        page.save_revision()
        topic.refresh_from_db()
        assert topic.subject != "Un titre secret"

    def test_a_page_with_its_discussion_asks_few_queries(
        self, page, people, client_for, council, settings, django_assert_max_num_queries
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        for person in people:
            say(page, person)
        client = client_for(council)
        client.get(page.url)
        with django_assert_max_num_queries(12):
            client.get(page.url)


class TestTheWayIn:
    def test_a_visitor_signs_in_first(self, page, client_for, council):
        response = client_for(council).get(join_path(page))
        assert response.status_code == 302
        assert "next=" in response["Location"]

    def test_the_first_word_is_said_and_led_to(self, page, people, client_for, council):
        client = client_for(council, people[0])
        form = client.get(join_path(page))
        assert form.status_code == 200
        assert page.title in form.content.decode()
        response = client.post(join_path(page), {"texte": "Je peux arroser."}, follow=True)
        assert response.status_code == 200
        assert "Je peux arroser." in response.content.decode()

    def test_afterwards_it_leads_to_the_end_of_the_topic(self, page, people, client_for, council):
        topic = say(page, people[0]).topic
        for user in (None, people[1]):
            response = client_for(council, user).get(join_path(page))
            assert response.status_code == 302
            assert response["Location"].endswith(f"-{topic.pk}/#repondre")

    def test_who_typed_while_another_was_first_joins_them(self, page, people, client_for, council):
        client = client_for(council, people[1])
        client.get(join_path(page))
        topic = say(page, people[0]).topic
        assert client.post(join_path(page), {"texte": "Moi aussi."}).status_code == 302
        assert Topic.objects.get(pk=topic.pk).posts_count == 3

    def test_another_site_sends_on_and_takes_nothing(
        self, page, people, client_for, council, other_council, portal
    ):
        for place in (other_council, portal):
            client = client_for(place, people[0])
            response = client.get(join_path(page))
            assert response["Location"] == f"{council.site.root_url}{join_path(page)}"
            assert client.post(join_path(page), {"texte": "Ici ?"}).status_code == 404
        assert not Topic.objects.filter(subject=page.title).exists()

    def test_what_may_not_be_talked_about_is_not_there_and_texts_come_back(
        self, people, client_for, council
    ):
        client = client_for(council, people[0])
        draft = factories.news(council, "Un secret", discussed=True, live=False)
        plain = factories.news(council, "Sans discussion")
        paths = [join_path(draft), join_path(plain), "/forum/a-propos/page/999999/"]
        for path in (*paths, "/forum/a-propos/rien/1/"):
            assert client.get(path).status_code == 404
            response = client.post(path, {"texte": "Un texte que je tiens à garder."})
            assert response.status_code == 404
            assert "tiens à garder" in response.content.decode()
            assert "Un secret" not in response.content.decode()

    def test_a_hidden_discussion_is_not_there(self, page, people, client_for, council, make_user):
        topic = say(page, people[0]).topic
        moderating.hide(Topic.objects.get(pk=topic.pk).first_post_id, make_user(MODERATOR, council))
        client = client_for(council, people[1])
        assert client.get(join_path(page)).status_code == 404
        assert client.post(join_path(page), {"texte": "Et alors ?"}).status_code == 404

    def test_the_address_is_what_pages_link(self, page):
        assert reverse("forum:talk", args=["page", page.pk]) == join_path(page)

    def test_looking_makes_nothing(self, page, people, client_for, council):
        client_for(council, people[0]).get(join_path(page))
        assert not Topic.objects.filter(subject=page.title).exists()
