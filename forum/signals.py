"""What the forum announces; upper floors listen (the forum knows nothing of publications).

All are sent inside the transaction that makes the change: a listener that writes is undone with
it, and a listener that fails undoes it.
"""

from django.dispatch import Signal

topic_changed = Signal()
"""A topic was opened, answered, edited, hidden, shown, locked, unlocked, moved or deleted.

Sent with ``topic`` (Topic), ``gone`` (True when its row is deleted; ``topic.pk`` is still set) and,
where that is all that has happened, ``is_answer`` (True: a post was added at its end).
What it is now, and whether everybody may read it: ``forum.facts.facts_of(topic)``.
"""

forums_changed = Signal()
"""A forum, its scope or its rights changed: topics below it may have become public or private, or
have another address. Sent with ``forum_id`` (the highest forum concerned; None: any of them).

``forum.facts.topics_below(forum_id)`` lists the topics to look at again.
"""

post_written = Signal()
"""Somebody wrote or changed a post of theirs. Sent with ``post``, ``author``, ``act`` (``created``
or ``changed``), ``network`` (where they were connected from; empty when the install itself wrote)
and ``is_new`` (they wrote as newcomers do: pace.py).
"""

post_judged = Signal()
"""A moderator hid a post, put one back, or let one through that waited. Sent with ``post``, as it
is now.
"""

posts_moved = Signal()
"""Posts stand in another topic now, or at another number. Sent with ``posts`` (a list)."""

post_taken_back = Signal()
"""Somebody takes back what they have just published, within a minute: its row goes now, and with it
what hangs on it. Sent before, with ``post``, ``author`` and ``network``.
"""
