"""Addresses as people and mails write them, spelt out: a change here breaks links elsewhere."""


def forum_path(forum) -> str:
    return f"/forum/forum/{forum.slug}-{forum.pk}/"


def topic_path(topic, forum=None) -> str:
    return f"{forum_path(forum or topic.forum)}topic/{topic.slug}-{topic.pk}/"


def open_path(forum) -> str:
    return f"{forum_path(forum)}topic/create/"


def reply_path(topic, forum=None) -> str:
    return f"{topic_path(topic, forum)}post/create/"


def post_path(post, act: str) -> str:
    """``act``: update, hide or show."""
    return f"{topic_path(post.topic)}{post.number}/post/{act}/"


def url_of(place, path: str) -> str:
    return f"http://{place.site.hostname}:8000{path}"
