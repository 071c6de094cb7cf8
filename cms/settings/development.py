"""The demo and a developer's machine: embedded SQLite, files in var/, no other server."""

import secrets

from .base import *  # noqa: F403
from .base import MIDDLEWARE, VAR_DIR
from .environment import env

DEBUG = env.bool("DEBUG", False)


def local_secret() -> str:
    """A secret of this machine's own, made once and kept beside the database (never in git)."""
    path = VAR_DIR / "secret"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = env.str("SECRET_KEY", "") or local_secret()
PORT = env.int("PORT", 8000)
START_PAGE_HOSTS = ["localhost", "127.0.0.1"]
DEMO_ALLOWED = True
SECOND_FACTOR = env.str("SECOND_FACTOR", "invited")  # the demo's accounts may skip it
GALLERY = True
SERVE_MEDIA = True

DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'quartiers.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    from .sqlite import OPTIONS

    DATABASES["default"]["OPTIONS"] = OPTIONS

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "rend"},
}

# No proxy compresses for us here; Django's own middleware hides lengths against BREACH.
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

MAIL_KEEPS_CONTENT = True  # /dev/mail/ shows it; nothing leaves this machine
WAGTAILADMIN_BASE_URL = f"http://admin.quartiers.localhost:{PORT}"
