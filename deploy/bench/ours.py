"""Quartiers with its demo content, served as in production but for TLS."""

import json
import os
from pathlib import Path

from deploy.live.server import PORTAL, ROOT

from .processes import Target

# Name in the report → name of the page type in deploy.live.addresses.
PAGES = {
    "portal home": "portal-home",
    "council home": "council-home",
    "news item": "news",
    "news list": "news-list",
    "forum index": "forum-index",
    "forum": "forum",
    "topic": "topic",
    "404": "not-found",
}


def ours(scratch: Path, database_url: str, redis_url: str) -> Target:
    production = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "only-for-the-bench-on-this-machine-0123456789-abcdefghij",
        "ADMIN_HOST": f"admin.{PORTAL}",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "HTTPS": "off",
        "LOG_LEVEL": "ERROR",
        "VAR_DIR": str(scratch / "var"),
    }
    target = Target("ours", ROOT, "cms.wsgi", production, database_url)
    production["PORT"] = str(target.port)
    load_demo(target)
    target.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    target.pages = pages(target)
    return target


def load_demo(target: Target) -> None:
    """The demo refuses a production configuration, so it is loaded by a development one."""
    production = target.environment
    target.environment = {**production, "DJANGO_SETTINGS_MODULE": "cms.settings.development"}
    try:
        target.run("manage.py", "migrate", "--verbosity", "0")
        target.run("manage.py", "load_demo", "--any-database")
    finally:
        target.environment = production


def pages(target: Target) -> dict[str, tuple[str, str]]:
    places = json.loads(target.run("-m", "deploy.live.addresses"))
    found = {}
    for name, page_type in PAGES.items():
        site, path = places[page_type]
        host = PORTAL if site == "portal" else f"{site}.{PORTAL}"
        found[name] = (f"{host}:{target.port}", path)
    return found


def board_shape(target: Target) -> dict[str, int]:
    """How many forums our index links to, topics the forum page has, posts the topic has."""
    return json.loads(target.run("-m", "deploy.bench.shape", json.dumps(target.pages)))
