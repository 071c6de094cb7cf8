"""Without the second factor that is owed, nobody moderates; what is refused stays refused."""

import pytest

from forum.board.forum_permission.models import (
    ForumPermission,
    GroupForumPermission,
    UserForumPermission,
)
from forum.scope import rights
from forum.scope.rights import rights_of

from .addresses import post_path

pytestmark = pytest.mark.django_db


def asleep(user):
    user.acts_with_roles = False
    return user


def give(forum, codename: str, *, has_perm: bool = True, **whom) -> None:
    model = GroupForumPermission if "group" in whom else UserForumPermission
    permission, _made = ForumPermission.objects.get_or_create(codename=codename)
    model.objects.create(forum=forum, permission=permission, has_perm=has_perm, **whom)


def test_what_a_group_grants_sleeps(forum, moderator):
    assert rights_of(moderator).may(rights.HIDE, forum.pk)
    assert not any(rights_of(asleep(moderator)).may(r, forum.pk) for r in rights.MODERATION)


def test_what_everybody_may_does_not(forum, moderator):
    assert rights_of(asleep(moderator)).may(rights.REPLY, forum.pk)


def test_a_superuser_is_one_resident_more(forum, make_user):
    boss = make_user(is_superuser=True)
    assert rights_of(boss).may(rights.DELETE, forum.pk)
    assert not rights_of(asleep(boss)).may(rights.DELETE, forum.pk)


def test_what_a_group_refuses_is_still_refused(forum, moderator):
    give(forum, rights.REPLY, has_perm=False, group=moderator.groups.get())
    assert not rights_of(asleep(moderator)).may(rights.REPLY, forum.pk)


def test_power_given_to_the_person_sleeps_and_their_other_rights_do_not(forum, resident):
    give(forum, rights.HIDE, user=resident)
    give(forum, rights.REPLY_LOCKED, user=resident)
    give(forum, rights.OPEN, has_perm=False, user=resident)
    held = rights_of(asleep(resident))
    assert not held.may(rights.HIDE, forum.pk)
    assert not held.may(rights.OPEN, forum.pk)


def test_a_moderators_weak_session_hides_nothing(
    client_for, council, forum, talk, moderator, settings
):
    post = talk(forum, replies=1).posts.get(number=2)
    settings.SECOND_FACTOR = "required"
    client = client_for(council, moderator)
    assert client.post(post_path(post, "hide")).status_code in (403, 404)
    post.refresh_from_db()
    assert post.approved
    session = client.session
    session["strong"] = True
    session.save()
    client.post(post_path(post, "hide"), {"regle": "respect", "motif": "Une insulte."})
    post.refresh_from_db()
    assert not post.approved


def test_whoever_moderates_by_a_right_of_their_own_owes_a_factor(forum, resident):
    from sites.accounts.factors import policy

    assert not policy.needs(resident)
    give(forum, rights.HIDE, user=resident)
    assert policy.needs(resident)
