"""Rights on forums: machina's tables and words; ``forum.scope.rights`` says what they mean."""

from machina.apps.forum_permission.abstract_models import (
    AbstractForumPermission,
    AbstractGroupForumPermission,
    AbstractUserForumPermission,
)


class ForumPermission(AbstractForumPermission):
    class Meta(AbstractForumPermission.Meta):
        pass


class GroupForumPermission(AbstractGroupForumPermission):
    class Meta(AbstractGroupForumPermission.Meta):
        pass


class UserForumPermission(AbstractUserForumPermission):
    class Meta(AbstractUserForumPermission.Meta):
        pass
