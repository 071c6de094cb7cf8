"""Our own configurations stand for machina's apps."""

import pytest
from django.apps import apps

LABELS = [
    "forum",
    "forum_conversation",
    "forum_attachments",
    "forum_polls",
    "forum_permission",
    "forum_tracking",
    "forum_member",
]


@pytest.mark.parametrize("label", LABELS)
def test_the_app_is_configured_by_us(label):
    """A second configuration in apps.py makes Django fall back to one without ``ready``."""
    config = apps.get_app_config(label)
    assert type(config).__module__ == f"{config.name}.apps"
    assert config.name.startswith("forum.board.")
