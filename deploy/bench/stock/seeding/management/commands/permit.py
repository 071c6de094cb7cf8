"""Rights and profiles for a board of copied rows: all may read, who is signed in may write."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from machina.apps.forum_member.models import ForumProfile
from machina.apps.forum_permission.models import ForumPermission, UserForumPermission

READ = ["can_see_forum", "can_read_forum"]
WRITE = [
    "can_start_new_topics",
    "can_reply_to_topics",
    "can_edit_own_posts",
    "can_post_without_approval",
]


class Command(BaseCommand):
    def handle(self, **options):
        for codename in [*READ, *WRITE]:
            permission = ForumPermission.objects.get(codename=codename)
            told = {"permission": permission, "has_perm": True}
            UserForumPermission.objects.create(authenticated_user=True, **told)
            if codename in READ:
                UserForumPermission.objects.create(anonymous_user=True, **told)
        people = get_user_model().objects.filter(forum_profile=None)
        ForumProfile.objects.bulk_create(ForumProfile(user=user) for user in people)
