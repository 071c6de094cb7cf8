"""Addresses of moderators' acts, below those of a topic, a post and a forum (see forum.urls)."""

from django.urls import path

from .screens.merging import Merging
from .screens.past import History, Undoing
from .screens.places import Moving, Splitting, Untracing
from .screens.standing import Closing, Locking, Pinning, Renaming, Rewording, Slowing


def patterns(forum: str, topic: str, post: str) -> list:
    """``forum``, ``topic`` and ``post`` are how the addresses of these begin."""
    undo = f"{topic}history/<number:act>/undo/"
    return [
        path(f"{topic}lock/", Locking.as_view(), name="lock"),
        path(f"{topic}slow/", Slowing.as_view(), name="slow"),
        path(f"{topic}pin/", Pinning.as_view(), name="pin"),
        path(f"{topic}close/", Closing.as_view(), name="close"),
        path(f"{topic}rename/", Renaming.as_view(), name="rename"),
        path(f"{topic}move/", Moving.as_view(), name="move"),
        path(f"{topic}split/", Splitting.as_view(), name="split"),
        path(f"{topic}merge/", Merging.as_view(), name="merge"),
        path(f"{topic}history/", History.as_view(), name="acts"),
        path(undo, Undoing.as_view(), name="undo_act"),
        path(f"{post}moderate/", Rewording.as_view(), name="moderate"),
        path(f"{forum}trace/<number:trace>/remove/", Untracing.as_view(), name="untrace"),
    ]
