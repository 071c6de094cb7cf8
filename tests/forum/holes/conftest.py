"""The forums, topics and rights of the tests of the forum's pages."""

from tests.forum.views.conftest import (  # noqa: F401
    author,
    forum,
    moderator,
    other_forum,
    other_moderator,
    premoderated,
    private,
    rule,
    shared_forum,
    talk,
    topic,
)
