"""``/forum/…`` on every site, after machina's skeleton: the numbers find, the words are for people.

A post is named by its number in the topic, which never changes.
"""

from django.urls import path, re_path, register_converter
from django.urls.converters import IntConverter

from .acts.urls import patterns
from .discussions import screens as discussions
from .following import views as following
from .screens import (
    completing,
    deciding,
    feeds,
    history,
    images,
    polls,
    reading,
    restricting,
    similar,
    thanking,
    undoing,
    unread,
    writing,
)
from .searching import views as searching


class NumberConverter(IntConverter):
    """A positive number that every column of ours can hold, written in one way only."""

    regex = "[1-9][0-9]{0,8}"


register_converter(NumberConverter, "number")

app_name = "forum"

FORUM = "forum/<str:forum_slug>-<number:forum_pk>/"
TOPIC = f"{FORUM}topic/<str:slug>-<number:pk>/"
POST = f"{TOPIC}<number:number>/post/"
IMAGE = r"^images/(?P<token>[0-9a-f]{32})-(?P<side>800|1600)\.(?P<kind>avif|webp)$"

urlpatterns = [
    path("", reading.index, name="index"),
    re_path(IMAGE, images.image, name="image"),
    path(feeds.FEED, feeds.site_feed, name="feed"),
    path("semblables/", similar.similar, name="similar"),
    path("pseudonymes/", completing.names, name="names"),
    path("recherche/", searching.search, name="search"),
    path("non-lus/", unread.unread, name="unread"),
    path("non-lus/lu/", unread.mark_all, name="mark_all"),
    path("a-propos/<slug:kind>/<number:key>/", discussions.talk, name="talk"),
    path(FORUM, reading.forum, name="forum"),
    path(f"{FORUM}{feeds.FEED}", feeds.forum_feed, name="forum_feed"),
    path(f"{FORUM}lu/", unread.mark_forum, name="mark_forum"),
    path(f"{FORUM}follow/", following.follow_forum, name="follow_forum"),
    path(f"{TOPIC}{feeds.FEED}", feeds.topic_feed, name="topic_feed"),
    path(f"{FORUM}topic/create/", writing.open_topic, name="open_topic"),
    path(TOPIC, reading.topic, name="topic"),
    path(f"{TOPIC}post/create/", writing.reply, name="reply"),
    path(f"{TOPIC}poll/vote/", polls.vote, name="vote"),
    path(f"{TOPIC}follow/", following.follow_topic, name="follow_topic"),
    path(f"{TOPIC}unlock/", deciding.unlock, name="unlock"),
    path(f"{POST}update/", writing.edit, name="edit"),
    path(f"{POST}undo/", undoing.undo, name="undo"),
    path(f"{POST}history/", history.history, name="history"),
    path(f"{POST}history/<number:version>/withdraw/", history.withdraw, name="withdraw_version"),
    path(f"{POST}links/", deciding.show_links, name="links"),
    path(f"{POST}ignore/", following.ignore, name="ignore"),
    path(f"{POST}hide/", restricting.hide, name="hide"),
    path(f"{POST}show/", restricting.show, name="show"),
    path(f"{POST}merci/", thanking.thanks, name="thanks"),
    path(f"{POST}images/<number:image>/hide/", restricting.hide_image, name="hide_image"),
    path(f"{POST}images/<number:image>/show/", restricting.show_image, name="show_image"),
    *patterns(FORUM, TOPIC, POST),
]
