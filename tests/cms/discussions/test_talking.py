"""The topic of a page: made with the first word, once, and it follows its page."""

import pytest
from wagtail.models import Page, PageViewRestriction

from cms.editing.bin.putting import bin_page
from cms.editing.bin.restoring import restore
from forum.board.forum.models import Forum
from forum.board.forum_conversation import counters, moderating
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Closed, Gone
from forum.discussions import talking
from forum.discussions.models import Discussion
from forum.managing import structure
from sites.councils.roles import ADMINISTRATOR, MODERATOR
from tests.cms import factories

pytestmark = pytest.mark.django_db


def say(page: Page, by, text: str = "Qui arrose l’été ?") -> Post:
    return talking.answer("page", page.pk, by, text)


def topic_of(page: Page) -> Topic | None:
    found = Discussion.objects.filter(kind="page", key=page.pk).select_related("topic").first()
    return found.topic if found else None


def stored(page: Page) -> Page:
    return Page.objects.get(pk=page.pk).specific


@pytest.fixture
def discussed(page, people) -> Topic:
    return say(page, people[0]).topic


class TestTheFirstWord:
    def test_before_it_there_is_nothing(self, page, client_for, council):
        client_for(council).get(page.url)
        assert not Topic.objects.filter(subject=page.title).exists()
        assert not Forum.objects.filter(name="Autour de nos pages").exists()

    def test_it_makes_the_topic_which_nobody_opened(self, page, people, council):
        post = say(page, people[0])
        topic = Topic.objects.get(pk=post.topic_id)
        head = topic.first_post
        assert (topic.subject, topic.poster, topic.author_name) == (page.title, None, "Le site")
        assert (head.number, head.poster, post.number) == (1, None, 2)
        assert page.get_full_url() in head.content.rendered
        assert topic.forum.name == "Autour de nos pages"
        assert topic.forum.parent.scope.council == council
        assert list(counters.differences()) == []

    def test_the_next_ones_join_it(self, page, people):
        first, second = say(page, people[0]), say(page, people[1])
        assert first.topic_id == second.topic_id
        assert Topic.objects.get(pk=first.topic_id).posts_count == 3
        assert Forum.objects.filter(name="Autour de nos pages").count() == 1

    def test_two_pages_have_two_topics_in_one_forum(self, page, people, council):
        other = factories.news(council, "Le marché", discussed=True)
        topics = {say(page, people[0]).topic, say(other, people[0]).topic}
        assert len(topics) == 2
        assert len({topic.forum_id for topic in topics}) == 1

    def test_the_teams_forum_is_used_when_it_chose_one(self, page, people, council, make_user):
        chosen = Forum.objects.filter(parent__scope__council=council).last()
        structure.hold_pages(chosen.pk, make_user())
        assert say(page, people[0]).topic.forum == chosen

    def test_a_page_of_the_portal_is_talked_about_in_the_shared_forums(self, portal, people):
        page = factories.news(portal, "Six conseils", discussed=True)
        assert say(page, people[0]).topic.forum.parent.scope.council is None

    def test_a_long_title_is_cut_and_signs_are_no_markup(self, council, people):
        title = "*Gras* <b> [lien](http://x.example) " + "très " * 40
        page = factories.news(council, title, discussed=True)
        topic = say(page, people[0]).topic
        assert len(topic.subject) <= 150
        rendered = Topic.objects.get(pk=topic.pk).first_post.content.rendered
        assert "<em>" not in rendered
        assert 'href="http://x.example' not in rendered


class TestRefusals:
    def nothing(self, page) -> bool:
        return topic_of(page) is None and not Topic.objects.filter(subject=page.title).exists()

    def test_pages_that_are_not_discussed_or_not_public(self, council, people):
        plain = factories.news(council, "Sans discussion")
        draft = factories.news(council, "Brouillon", discussed=True, live=False)
        private = factories.news(council, "Entre nous", discussed=True)
        factories.make_private(private)
        for page in (plain, draft, private):
            with pytest.raises(Gone):
                say(page, people[0])
            assert self.nothing(page)

    def test_unknown_things(self, people):
        for kind, key in (("page", 999999), ("rien", 1)):
            with pytest.raises(Gone):
                talking.answer(kind, key, people[0], "Bonjour ?")

    def test_a_refused_answer_leaves_no_topic(self, page, people, council, make_user):
        root = Forum.objects.get(scope__council=council)
        structure.set_state(root.pk, "locked", "", make_user())
        with pytest.raises(Closed):
            say(page, people[0])
        assert self.nothing(page)
        assert not Forum.objects.filter(name="Autour de nos pages").exists()

    def test_an_empty_one_neither(self, page, people):
        with pytest.raises(Exception, match="Écrivez"):
            say(page, people[0], "  ")
        assert self.nothing(page)


class TestFollowing:
    """Unpublished, private, renamed, moved, thrown away – and back."""

    def is_public(self, topic) -> bool:
        topic.refresh_from_db()
        assert list(counters.differences()) == []
        return topic.approved and topic.first_post.approved

    def test_unpublished_and_back(self, page, discussed):
        stored(page).unpublish()
        assert not self.is_public(discussed)
        stored(page).save_revision().publish()
        assert self.is_public(discussed)

    def test_private_and_back(self, page, discussed):
        factories.make_private(page)
        assert not self.is_public(discussed)
        PageViewRestriction.objects.get(page=page).delete()
        assert self.is_public(discussed)

    def test_with_the_section_above_it(self, page, discussed, council):
        section = factories.section(council, "actualites")
        factories.make_private(section)
        assert not self.is_public(discussed)
        PageViewRestriction.objects.get(page=section).delete()
        assert self.is_public(discussed)

    def test_what_moderators_hid_stays_hidden(self, page, discussed, make_user, council):
        moderating.hide(discussed.first_post_id, make_user(MODERATOR, council))
        stored(page).unpublish()
        stored(page).save_revision().publish()
        assert not self.is_public(discussed)

    def test_hidden_nobody_answers(self, page, discussed, people):
        stored(page).unpublish()
        with pytest.raises(Gone):
            say(page, people[1])

    def test_renamed_the_topic_has_the_new_title_and_link(self, page, discussed):
        renamed = stored(page)
        renamed.title, renamed.slug = "La rue Bichat en fruits", "bichat-en-fruits"
        renamed.save()
        discussed.refresh_from_db()
        assert discussed.subject == "La rue Bichat en fruits"
        assert "/bichat-en-fruits/" in discussed.first_post.content.rendered
        assert "fleurs" not in discussed.first_post.content.raw
        assert discussed.first_post.updates_count == 0

    def test_in_the_bin_what_was_said_stays_without_a_link(self, page, discussed, make_user):
        bin_page(stored(page), make_user(ADMINISTRATOR))
        assert self.is_public(discussed)
        raw = Topic.objects.get(pk=discussed.pk).first_post.content
        assert "n’est plus en ligne" in raw.raw
        assert "href" not in raw.rendered

    def test_put_back_it_has_its_link_again(self, page, discussed, make_user):
        admin = make_user(ADMINISTRATOR)
        entry = bin_page(stored(page), admin)
        restore(entry.pk, admin, online=True)
        assert stored(page).live
        head = Topic.objects.get(pk=discussed.pk).first_post
        assert page.get_full_url() in head.content.rendered
        assert self.is_public(discussed)

    def test_a_private_page_that_is_thrown_away_says_nothing(self, page, discussed, make_user):
        factories.make_private(page)
        bin_page(stored(page), make_user(ADMINISTRATOR))
        assert not self.is_public(discussed)
        stored(page).delete()
        assert not self.is_public(discussed)

    def test_deleted_at_once_what_was_said_stays(self, page, discussed):
        stored(page).delete()
        assert self.is_public(discussed)
        discussed.refresh_from_db()
        assert "n’est plus en ligne" in discussed.first_post.content.raw
        assert discussed.posts.count() == 2

    def test_a_topic_that_an_operator_deletes_can_begin_again(self, page, discussed, people):
        discussed.delete()
        assert say(page, people[0]).topic_id != discussed.pk
