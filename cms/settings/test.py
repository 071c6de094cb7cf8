"""Tests: SQLite by default, PostgreSQL and Redis when DATABASE_URL and REDIS_URL are set."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATA_UPLOAD_MAX_NUMBER_FIELDS, STORAGES  # noqa: F401
from .environment import env
from .sqlite import OPTIONS

DEBUG = False
SECRET_KEY = "tests-only"  # noqa: S105
DEMO_ALLOWED = True
SECOND_FACTOR = "invited"  # tests of the second factor require it
GALLERY = True
SERVE_MEDIA = True
START_PAGE_HOSTS = ["localhost"]
HOST_TABLE_MAX_AGE = 0  # a test that rolls back must not leave its sites to the next one

DATABASES = {"default": env.dj_db_url("DATABASE_URL", "sqlite:///:memory:")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = OPTIONS
else:  # as in production; and what a crash would lose is made again
    DATABASES["default"]["OPTIONS"] = {"options": "-c jit=off -c synchronous_commit=off"}

REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": (
        {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": env.str("PYTEST_XDIST_WORKER", "alone"),
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    ),
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "rend"},
}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="quartiers-media-"))
THEMES_ROOT = MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-themes")
FILES_ROOT = MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-files")
STORAGES["files"]["OPTIONS"]["location"] = FILES_ROOT
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ROUTINE_PATIENCE = None  # one after the other in the test's own thread and transaction
MAIL_WAKES = False  # a thread would not see what a test has not committed
WAGTAILADMIN_BASE_URL = "http://admin.quartiers.localhost:8000"
WHITENOISE_AUTOREFRESH = True
