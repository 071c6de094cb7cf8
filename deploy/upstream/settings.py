"""Our settings for upstream's own tests, with their app (docs/forum-upstream.md)."""

from cms.settings.test import *  # noqa: F403
from cms.settings.test import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "tests"]
