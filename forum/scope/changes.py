"""Whatever changes the tree or its rights makes every process read it again, and is announced."""

from django.db.models.signals import m2m_changed, post_delete, post_save

from forum.signals import forums_changed
from sites.councils.stamps import bump

from .tree import FORUM


def connect() -> None:
    from forum.board.forum.models import Forum
    from forum.board.forum_permission.models import GroupForumPermission, UserForumPermission

    from .models import ForumScope

    for model in (Forum, ForumScope, GroupForumPermission, UserForumPermission):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"quartiers_{model.__name__}")
    m2m_changed.connect(_changed, sender=ForumScope.also_on.through, dispatch_uid="quartiers_also")


def _changed(sender, instance, **kwargs) -> None:
    if kwargs.get("raw"):
        return
    bump(FORUM)
    # What a group or one person may do changes nothing for everybody else.
    if not hasattr(instance, "group_id") and not getattr(instance, "user_id", None):
        forums_changed.send(sender=sender, forum_id=_highest(instance))


def _highest(instance) -> int | None:
    """The forum from which downwards something may be different; None for all of them."""
    for name in ("forum_id", "root_id"):
        if hasattr(instance, name):
            return getattr(instance, name)
    return instance.pk
