"""What ours is measured against, made anew in a temporary folder: *hello*, *minimal*, *stock*."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from .processes import Target

HERE = Path(__file__).resolve().parent
MISSING = "/cette-page-n-existe-pas/"

HELLO = """
from django.http import HttpResponse
from django.urls import path

def hello(request):
    return HttpResponse("<!doctype html><title>Hello</title><p>Hello, world")

urlpatterns = [path("", hello)]
"""
# The same for both: no debug, this PostgreSQL, connections kept as ours are.
SETTINGS = """
from .{base} import *
DEBUG = False
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["*"]
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.postgresql", "NAME": "{name}", "HOST": "{host}", "PORT": "{port}",
    "USER": "{user}", "PASSWORD": "{password}", "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True,
}}}}
STORAGES = {{
    "default": {{"BACKEND": "django.core.files.storage.FileSystemStorage"}},
    "staticfiles": {{
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}},
}}
"""


def settings_text(base: str, database_url: str) -> str:
    url = urlsplit(database_url)
    return SETTINGS.format(
        base=base,
        name=url.path[1:],
        host=url.hostname,
        port=url.port or 5432,
        user=url.username or "",
        password=url.password or "",
    )


def environment(settings_module: str) -> dict[str, str]:
    ours = {"DATABASE_URL", "REDIS_URL", "VAR_DIR", "PORT"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "DJANGO_SETTINGS_MODULE": settings_module}


def hello(scratch: Path, database_url: str) -> Target:
    """A Django view under the default middleware, without a query."""
    start("django", "startproject", "hello", scratch)
    package = scratch / "hello" / "hello"
    (package / "urls.py").write_text(HELLO)
    (package / "bench.py").write_text(settings_text("settings", database_url))
    return Target(
        "hello",
        scratch / "hello",
        "hello.wsgi",
        environment("hello.bench"),
        database_url,
        {"hello": ("localhost", "/")},
    )


def minimal(scratch: Path, database_url: str) -> Target:
    """`wagtail start`, an article, and a list of 20 articles with pictures."""
    start("wagtail.bin.wagtail", "start", "minimal", scratch)
    folder = scratch / "minimal"
    shutil.copytree(HERE / "minimal" / "articles", folder / "articles")
    settings = settings_text("base", database_url) + "\nINSTALLED_APPS += ['articles']\n"
    (folder / "minimal" / "settings" / "bench.py").write_text(settings)
    target = Target(
        "minimal",
        folder,
        "minimal.wsgi",
        environment("minimal.settings.bench"),
        database_url,
        {
            "home": ("localhost", "/"),
            "article": ("localhost", "/articles/article-3/"),
            "list": ("localhost", "/articles/"),
            "404": ("localhost", MISSING),
        },
    )
    for command in (
        ["makemigrations", "articles"],
        ["migrate"],
        ["collectstatic", "--noinput"],
        ["seed"],
    ):
        target.run("manage.py", *command, "--verbosity", "0")
    return target


STOCK = """
from machina_settings import *
INSTALLED_APPS += APPS
globals()["MIDDLEWARE"] = SETTINGS_MIDDLEWARE + MIDDLEWARE
TEMPLATES[0]["DIRS"] = TEMPLATE_DIRS
TEMPLATES[0]["OPTIONS"]["context_processors"] += CONTEXT_PROCESSORS
STATIC_ROOT = BASE_DIR / "collected"
MEDIA_ROOT = BASE_DIR / "media"
"""
STOCK_URLS = """
from django.urls import include, path

urlpatterns = [path("forum/", include("machina.urls"))]
"""


def stock(scratch: Path, database_url: str, shape: dict[str, int]) -> Target:
    """django-machina as it comes, with as many forums, topics and posts as ours shows."""
    target = stock_project(scratch, database_url)
    target.run("manage.py", "seed", json.dumps(shape))
    target.pages = {
        "index": ("localhost", "/forum/"),
        "forum": ("localhost", "/forum/forum/forum-0-2/"),
        "topic": ("localhost", "/forum/forum/forum-0-2/topic/sujet-0-1/"),
    }
    return target


def stock_project(scratch: Path, database_url: str) -> Target:
    """django-machina as its documentation installs it, with nothing in it."""
    start("django", "startproject", "stock", scratch)
    folder = scratch / "stock"
    shutil.copytree(HERE / "stock", folder, dirs_exist_ok=True)
    settings = settings_text("settings", database_url) + "SETTINGS_MIDDLEWARE = MIDDLEWARE\n"
    (folder / "stock" / "bench.py").write_text(settings + STOCK)
    (folder / "stock" / "urls.py").write_text(STOCK_URLS)
    target = Target("stock", folder, "stock.wsgi", environment("stock.bench"), database_url)
    target.run("manage.py", "migrate", "--verbosity", "0")
    target.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    return target


def start(module: str, command: str, name: str, scratch: Path) -> None:
    subprocess.run([sys.executable, "-m", module, command, name], cwd=scratch, check=True)
