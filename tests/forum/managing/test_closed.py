"""In a forum that is locked or archived, or lies below one, nobody writes; all can read why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Closed
from forum.board.forum_permission.models import ForumPermission, UserForumPermission
from forum.managing import structure
from forum.scope.rights import EDIT_OWN, HIDE, OPEN, REPLY, rights_of
from tests.forum.views.addresses import forum_path, open_path, post_path, reply_path, topic_path

pytestmark = pytest.mark.django_db

LOCKED, ARCHIVED = Forum.State.LOCKED, Forum.State.ARCHIVED
NOTE = "Le groupe a fini son travail."


@pytest.fixture
def author(make_user):
    return make_user(pseudonym="Marguerite")


@pytest.fixture
def inner(forums, lead) -> Forum:
    """A forum below the first one."""
    return structure.create(forums[0].pk, "Dedans", "", lead)


@pytest.fixture
def topic(inner, author):
    at = timezone.now() - timedelta(days=2)
    return services.open_topic(inner.pk, author, "Les pavés", "Deux pavés manquent.", at=at).topic


@pytest.fixture(params=[LOCKED, ARCHIVED])
def state(request) -> str:
    return request.param


@pytest.fixture(params=["itself", "its parent", "the whole tree"])
def closed(request, state, root, forums, inner, lead, topic):
    """``topic``, once its forum or something above it is closed."""
    pk = {"itself": inner.pk, "its parent": forums[0].pk, "the whole tree": root.pk}[request.param]
    structure.set_state(pk, state, NOTE, lead)
    return topic


class TestServices:
    def test_nobody_opens_answers_or_changes(self, closed, inner, author):
        for act in (
            lambda: services.open_topic(inner.pk, author, "Encore", "Un pavé de plus."),
            lambda: services.reply(closed.pk, author, "Encore un."),
            lambda: services.edit(closed.first_post_id, author, "Aucun ne manque."),
        ):
            with pytest.raises(Closed) as refusal:
                act()
            assert NOTE in refusal.value.message
        assert Post.objects.filter(topic__forum=inner.pk).count() == 1

    def test_not_even_who_may_everything(self, closed, inner, make_user):
        root = make_user(is_superuser=True)
        with pytest.raises(Closed):
            services.open_topic(inner.pk, root, "Encore", "Un pavé de plus.")

    def test_moderators_answer_where_it_is_locked_and_not_where_it_is_archived(
        self, closed, state, moderator
    ):
        if state == LOCKED:
            assert services.reply(closed.pk, moderator, "On rouvre lundi.").approved
        else:
            with pytest.raises(Closed):
                services.reply(closed.pk, moderator, "On rouvre lundi.")

    def test_moderation_goes_on(self, closed, moderator):
        hidden = moderating.hide(closed.first_post_id, moderator)
        assert moderating.show(hidden.pk, moderator).approved

    def test_a_personal_grant_does_not_open_it(self, closed, inner, author):
        for codename in (OPEN, REPLY, EDIT_OWN):
            right, _new = ForumPermission.objects.get_or_create(codename=codename)
            UserForumPermission.objects.create(user=author, forum=inner, permission=right)
        with pytest.raises(Closed):
            services.reply(closed.pk, author, "Encore un.")

    def test_open_again_all_is_as_before(self, closed, root, forums, inner, lead, author):
        for forum in (root, forums[0], inner):
            structure.set_state(forum.pk, Forum.State.OPEN, "", lead)
        assert services.reply(closed.pk, author, "Encore un.").number == 2
        assert Forum.objects.get(pk=inner.pk).state_since is None


class TestPages:
    def test_all_read_and_are_told_why(self, closed, client_for, council, author, inner, state):
        word = "archivé" if state == ARCHIVED else "fermé pour l"
        for user in (None, author):
            client = client_for(council, user)
            for path in (forum_path(inner), topic_path(closed)):
                page = client.get(path)
                text = page.content.decode()
                assert page.status_code == 200
                assert NOTE in text
                assert word in text
                assert "<textarea" not in text
                assert "Connectez-vous pour" not in text
                assert "topic/create/" not in text

    def test_forms_lead_back_to_the_place(self, closed, client_for, council, author, inner):
        client = client_for(council, author)
        post = closed.posts.get()
        for path, place in (
            (open_path(inner), forum_path(inner)),
            (reply_path(closed), topic_path(closed)),
            (post_path(post, "update"), topic_path(closed)),
        ):
            response = client.get(path)
            assert (response.status_code, response["Location"]) == (302, place)

    @pytest.mark.parametrize("button", [{}, {"apercu": "1"}])
    def test_what_is_sent_or_previewed_is_refused_and_given_back(
        self, closed, client_for, council, author, inner, button
    ):
        client = client_for(council, author)
        typed = {"titre": "Un autre titre", "texte": "Un texte que je tiens à garder."} | button
        own = post_path(closed.posts.get(), "update")
        for path in (open_path(inner), reply_path(closed), own):
            response = client.post(path, typed)
            text = response.content.decode()
            assert response.status_code == 409
            assert NOTE in text
            assert typed["texte"] in text
            assert 'id="apercu"' not in text
        assert Post.objects.filter(topic__forum=inner.pk).count() == 1
        assert "garder" not in closed.posts.get().content.raw

    def test_rights_say_the_same_everywhere(self, closed, author, moderator, inner):
        for codename in (OPEN, EDIT_OWN):
            assert not rights_of(author).may(codename, inner.pk)
            assert not rights_of(moderator).may(codename, inner.pk)
        assert rights_of(moderator).may(HIDE, inner.pk)
        assert rights_of(author).reads(inner.pk)


class TestLists:
    def test_archived_forums_stand_folded_at_the_end(self, client_for, council, forums, lead):
        structure.set_state(forums[0].pk, ARCHIVED, "", lead)
        page = client_for(council).get("/forum/")
        section = page.context["sections"][0]
        assert forums[0].name not in [row.name for row in section.rows]
        assert [row.name for row in section.archived] == [forums[0].name]
        text = page.content.decode()
        assert text.index("boards-archived") > text.rindex(forums[2].name)

    def test_below_an_archived_one_all_is_archived(self, client_for, council, root, forums, lead):
        structure.set_state(root.pk, ARCHIVED, "", lead)
        section = client_for(council).get("/forum/").context["sections"][0]
        assert section.rows == []
        assert len(section.archived) == len(forums)

    def test_on_the_portal_only_what_is_alive_is_named(self, client_for, portal, forums, lead):
        structure.set_state(forums[0].pk, ARCHIVED, "", lead)
        structure.describe(forums[1].pk, "Le marché", "", lead)
        page = client_for(portal).get("/forum/")
        urls = [row.url for one in page.context["neighbours"] for row in one.rows]
        assert any(f"-{forums[1].pk}/" in url for url in urls)
        assert not any(f"-{forums[0].pk}/" in url for url in urls)

    def test_a_locked_one_keeps_its_place_and_says_so(self, client_for, council, forums, lead):
        structure.set_state(forums[1].pk, LOCKED, "", lead)
        section = client_for(council).get("/forum/").context["sections"][0]
        assert [row.name for row in section.rows] == [forum.name for forum in forums]
        assert [row.is_locked for row in section.rows] == [False, True, False]

    def test_archived_inside_a_locked_one_stays_archived(self, forums, inner, lead):
        from forum.scope.tree import tree

        structure.set_state(inner.pk, ARCHIVED, "Vieux.", lead)
        structure.set_state(forums[0].pk, LOCKED, NOTE, lead)
        assert tree().nodes[inner.pk].is_archived
        assert tree().nodes[inner.pk].closing.note == "Vieux."
