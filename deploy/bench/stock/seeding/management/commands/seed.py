"""A board of the same shape as the one it is compared with; anonymous readers may read it."""

import json

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from machina.apps.forum.models import Forum
from machina.apps.forum_conversation.models import Post, Topic
from machina.apps.forum_permission.models import ForumPermission, UserForumPermission

TEXT = "Un message de **quelques lignes**, avec [un lien](https://exemple.fr/) et :\n\n- un\n"
RIGHTS = ["can_see_forum", "can_read_forum"]


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("shape", help='{"forums": 8, "topics": 5, "posts": 60} as JSON')

    def handle(self, *, shape, **options):
        shape = json.loads(shape)
        author = get_user_model().objects.create_user("lilas")
        category = Forum.objects.create(name="Quartier", type=Forum.FORUM_CAT)
        forums = [
            Forum.objects.create(name=f"Forum {number}", parent=category, type=Forum.FORUM_POST)
            for number in range(shape["forums"])
        ]
        self.let_anybody_read()
        for number in range(shape["topics"]):
            self.add_topic(forums[0], author, number, shape["posts"] if number == 0 else 2)
        for forum in forums[1:]:
            self.add_topic(forum, author, 0, 2)

    def let_anybody_read(self) -> None:
        for permission in ForumPermission.objects.filter(codename__in=RIGHTS):
            UserForumPermission.objects.create(
                permission=permission, anonymous_user=True, has_perm=True
            )

    def add_topic(self, forum, author, number: int, posts: int) -> None:
        topic = Topic.objects.create(
            forum=forum,
            subject=f"Sujet {number}",
            poster=author,
            type=Topic.TOPIC_POST,
            status=Topic.TOPIC_UNLOCKED,
            approved=True,
        )
        for order in range(posts):
            Post.objects.create(
                topic=topic,
                poster=author,
                subject=f"Message {order}",
                content=TEXT * 3,
                approved=True,
            )
