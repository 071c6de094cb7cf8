"""What happens around rows that somebody deletes: names stay, counters stay true, lists hear of it.

Screens never delete; operators, the removal of an account and of a forum do.
"""

from django.conf import settings
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, pre_delete, pre_save

from forum.rendering import keep_rendered
from forum.signals import topic_changed

from . import counters
from .models import Post, Topic


def connect() -> None:
    for signal, sender, receiver in (
        (pre_delete, settings.AUTH_USER_MODEL, keep_name),
        (post_delete, Topic, topic_deleted),
        (post_delete, Post, post_deleted),
        (pre_save, Post, keep_rendered),
    ):
        uid = f"quartiers_{receiver.__name__}"
        signal.connect(receiver, sender=sender, dispatch_uid=uid)


def keep_name(sender, instance, **kwargs) -> None:
    """What the person wrote stays, under the name they had last."""
    Post.objects.filter(poster=instance).update(username=str(instance))
    Topic.objects.filter(poster=instance).update(poster_name=str(instance))


def topic_deleted(sender, instance: Topic, origin=None, **kwargs) -> None:
    if _asked_for(origin) is Topic:
        counters.recount_forums(instance.forum_id)
    topic_changed.send(sender=Topic, topic=instance, gone=True)


def post_deleted(sender, instance: Post, origin=None, **kwargs) -> None:
    if _asked_for(origin) is Post:  # else its topic goes with it
        counters.recount_topic(instance.topic_id)
        counters.recount_forums(instance.topic.forum_id)


def _asked_for(origin: Model | QuerySet | None) -> type | None:
    """What the deletion that cascaded here began with."""
    return origin.model if isinstance(origin, QuerySet) else type(origin)
