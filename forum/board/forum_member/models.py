"""Profiles of forum members: machina's table, not written to (posts are counted with topics)."""

from machina.apps.forum_member.abstract_models import AbstractForumProfile


class ForumProfile(AbstractForumProfile):
    class Meta(AbstractForumProfile.Meta):
        pass
