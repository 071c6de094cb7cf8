"""One address for each thing: who comes by another one is sent on, or learns nothing."""

from itertools import chain

import pytest
from django.urls import reverse

from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.scope.models import ForumScope

from .addresses import forum_path, open_path, reply_path, topic_path, url_of

pytestmark = pytest.mark.django_db

HUGE = "9" * 30
ABSURD_TEXTS = ["%00", "%0a", "..%2f", "%F0%9F%90%88", "é", "a" * 3000, "%27%22%3Cb%3E"]


def landing(client, path: str) -> tuple[int, str]:
    response = client.get(path)
    return response.status_code, response.get("Location", "")


def test_addresses_are_those_other_floors_compute(forum, topic):
    assert forum.get_absolute_url() == reverse("forum:forum", args=[forum.slug, forum.pk])
    assert forum.get_absolute_url() == forum_path(forum)
    assert topic.get_absolute_url() == topic_path(topic)


class TestHosts:
    """host × forum."""

    def test_a_councils_forum_is_read_on_its_host_only(
        self, client_for, portal, council, other_council, forum, topic
    ):
        for path in (forum_path(forum), topic_path(topic)):
            assert landing(client_for(council), path) == (200, "")
            for place in (portal, other_council):
                assert landing(client_for(place), path) == (301, url_of(council, path))

    def test_a_shared_forum_is_read_everywhere_and_is_at_home_on_the_portal(
        self, client_for, portal, council, shared_forum, talk
    ):
        for path in (forum_path(shared_forum), topic_path(talk(shared_forum))):
            for place in (portal, council):
                response = client_for(place).get(path)
                assert response.status_code == 200
                assert response.content.decode().count('rel="canonical"') == 1
                assert f'rel="canonical" href="{url_of(portal, path)}"' in response.content.decode()

    def test_a_forum_shown_elsewhere_too_keeps_its_home(
        self, client_for, council, other_council, forum, topic
    ):
        scope = ForumScope.objects.get(council=council)
        scope.also_on.add(other_council)
        page = client_for(other_council).get(topic_path(topic))
        assert page.status_code == 200
        home = url_of(council, topic_path(topic))
        assert f'rel="canonical" href="{home}"' in page.content.decode()

    def test_page_and_post_go_along_and_nothing_else(self, client_for, portal, council, topic):
        path = topic_path(topic)
        status, url = landing(client_for(portal), f"{path}?page=2&post=3&next=//evil.example")
        assert (status, url) == (301, f"{url_of(council, path)}?page=2&post=3")

    def test_forms_of_another_host_are_sent_on_too(self, client_for, portal, council, topic):
        for path in (open_path(topic.forum), reply_path(topic)):
            assert landing(client_for(portal), path) == (301, url_of(council, path))

    def test_the_admin_host_has_no_forum(self, client_for, topic):
        assert client_for("admin").get("/forum/").status_code == 404
        assert client_for("admin").get(topic_path(topic)).status_code == 404

    def test_a_tree_without_scope_is_nowhere(self, client_for, council, portal):
        lost = Forum.objects.create(name="Sans toit", type=Forum.FORUM_POST)
        for place in (council, portal):
            assert client_for(place).get(forum_path(lost)).status_code == 404


class TestWordsAndNumbers:
    """slug × number: numbers find, the rest must agree."""

    def test_stale_words_are_sent_on(self, client_for, council, forum, topic):
        client = client_for(council)
        right = topic_path(topic)
        for path in (
            f"/forum/forum/ancien-nom-{forum.pk}/topic/{topic.slug}-{topic.pk}/",
            f"/forum/forum/{forum.slug}-{forum.pk}/topic/ancien-titre-{topic.pk}/",
            f"/forum/forum/{forum.slug}-{forum.pk}/topic/{topic.slug.upper()}-{topic.pk}/",
        ):
            assert landing(client, path) == (301, right)
        assert landing(client, f"/forum/forum/x-{forum.pk}/") == (301, forum_path(forum))

    def test_a_renamed_topic_has_a_new_address(self, client_for, council, topic, author):
        old = topic_path(topic)
        services.edit(topic.first_post_id, author, "Ils sont revenus.", "Les pavés sont revenus")
        topic.refresh_from_db()
        assert topic_path(topic) != old
        assert landing(client_for(council), old) == (301, topic_path(topic))

    def test_a_moved_topic_is_found_by_its_old_forum(
        self, client_for, council, forum, topic, moderator
    ):
        sibling = forum.get_next_sibling()
        moderating.move(topic.pk, sibling.pk, moderator)
        topic.refresh_from_db()
        assert landing(client_for(council), topic_path(topic, forum)) == (301, topic_path(topic))

    def test_the_number_of_an_open_forum_does_not_open_a_closed_one(
        self, client_for, council, forum, other_forum, talk, private
    ):
        topic = talk(forum)
        private(forum)
        for named in (forum, other_forum, forum.get_next_sibling()):
            assert client_for(council).get(topic_path(topic, named)).status_code == 404

    def test_a_path_without_its_final_slash(self, client_for, council, topic):
        assert client_for(council).get(topic_path(topic)[:-1]).status_code == 301

    @pytest.mark.parametrize("number", ["0", "01", "999999999", "2147483648", HUGE, "1e3"])
    def test_absurd_numbers_are_unknown(self, client_for, council, forum, topic, number):
        client = client_for(council)
        assert client.get(f"/forum/forum/x-{number}/").status_code == 404
        assert client.get(f"{forum_path(forum)}topic/x-{number}/").status_code == 404
        assert client.get(f"{topic_path(topic)}{number}/post/update/").status_code == 404

    @pytest.mark.parametrize("text", ABSURD_TEXTS)
    def test_absurd_words_do_no_harm(self, client_for, council, forum, text):
        response = client_for(council).get(f"/forum/forum/{text}-{forum.pk}/")
        assert response.status_code in (301, 404)
        assert response.get("Location", "/forum/").startswith("/forum/")

    def test_no_words_at_all(self, client_for, council, forum):
        client = client_for(council)
        assert client.get(f"/forum/forum/-{forum.pk}/").status_code == 404
        assert client.get(f"/forum/forum/{forum.pk}/").status_code == 404

    def test_stock_addresses_that_we_do_not_serve(self, client_for, council, topic):
        client = client_for(council)
        for path in ("/forum/feeds/", "/forum/search/", "/forum/moderation/", "/forum/member/"):
            assert client.get(path).status_code == 404


class TestPages:
    """Pages of a topic hold fixed numbers, so that a link to a post is good for ever."""

    def numbers(self, response) -> list[int]:
        return [row.post.number for row in response.context["rows"]]

    @pytest.mark.parametrize(
        ("posts", "pages"), [(1, 1), (14, 1), (15, 1), (16, 2), (30, 2), (31, 3)]
    )
    def test_fifteen_posts_a_page(self, client_for, council, forum, talk, posts, pages):
        path = topic_path(talk(forum, replies=posts - 1))
        client = client_for(council)
        shown = [self.numbers(client.get(f"{path}?page={n}")) for n in range(1, pages + 1)]
        assert list(chain.from_iterable(shown)) == list(range(1, posts + 1))
        assert all(len(page) == 15 for page in shown[:-1])
        assert client.get(f"{path}?page={pages + 1}").status_code == 404

    @pytest.mark.parametrize("page", ["0", "-1", "01", "1.5", "x", "", "²", "٣", HUGE, "2"])
    def test_pages_that_are_not_there(self, client_for, council, topic, page):
        client = client_for(council)
        assert client.get(topic_path(topic), {"page": page}).status_code == 404
        assert client.get(forum_path(topic.forum), {"page": page}).status_code == 404

    @pytest.mark.parametrize(
        ("post", "where"),
        [
            (1, "#message-1"),
            (15, "#message-15"),
            (16, "?page=2#message-16"),
            (31, "?page=3#message-31"),
        ],
    )
    def test_a_posts_number_leads_to_its_page(self, client_for, council, forum, talk, post, where):
        topic = talk(forum, replies=30)
        client = client_for(council)
        assert landing(client, f"{topic_path(topic)}?post={post}") == (
            302,
            topic_path(topic) + where,
        )
        page = client.get((topic_path(topic) + where).partition("#")[0])
        assert f'id="message-{post}"' in page.content.decode()

    @pytest.mark.parametrize("post", ["0", "2", "x", "", HUGE, "-1"])
    def test_numbers_never_reached_are_unknown(self, client_for, council, topic, post):
        assert client_for(council).get(topic_path(topic), {"post": post}).status_code == 404

    def test_hiding_a_post_moves_no_other(self, client_for, council, forum, talk, moderator):
        topic = talk(forum, replies=16)
        moderating.hide(topic.posts.get(number=3).pk, moderator)
        client = client_for(council)
        assert self.numbers(client.get(topic_path(topic))) == [1, 2, *range(4, 16)]
        assert self.numbers(client.get(f"{topic_path(topic)}?page=2")) == [16, 17]

    def test_a_page_whose_posts_are_all_hidden_says_so(
        self, client_for, council, forum, talk, moderator
    ):
        topic = talk(forum, replies=30)
        for post in topic.posts.filter(number__range=(16, 30)):
            moderating.hide(post.pk, moderator)
        page = client_for(council).get(f"{topic_path(topic)}?page=2")
        assert page.status_code == 200
        assert "ne sont plus publics" in page.content.decode()

    def test_twenty_topics_a_page_in_order_from_either_end(self, client_for, council, forum, talk):
        titles = [talk(forum, title=f"Sujet {n:02}").subject for n in range(45)]
        client = client_for(council)
        shown = []
        for number in (1, 2, 3):
            page = client.get(f"{forum_path(forum)}?page={number}")
            shown.append([row.topic.subject for row in page.context["topics"]])
        assert [len(page) for page in shown] == [20, 20, 5]
        assert list(chain.from_iterable(shown)) == titles[::-1]
        assert client.get(f"{forum_path(forum)}?page=4").status_code == 404

    def test_a_full_last_page_has_none_after_it(self, client_for, council, forum, talk):
        for n in range(20):
            talk(forum, title=f"Sujet {n}")
        client = client_for(council)
        assert client.get(f"{forum_path(forum)}?page=1").status_code == 200
        assert client.get(f"{forum_path(forum)}?page=2").status_code == 404

    def test_later_pages_have_their_own_canonical_address_and_title(
        self, client_for, council, forum, talk
    ):
        topic = talk(forum, replies=20)
        page = client_for(council).get(f"{topic_path(topic)}?page=2").content.decode()
        url = url_of(council, topic_path(topic))
        assert f'rel="canonical" href="{url}?page=2"' in page
        assert ", page 2" in page.partition("</title>")[0]
