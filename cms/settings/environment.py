"""The one way settings read the environment; what is missing or malformed stops with one line.

Importing this reads `.env` and needs no Django: manage.py and wsgi.py ask here which settings to
use, because `.env` may name them.
"""

import logging
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from environs import Env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*")


class Environment:
    """environs' readers (``env.int("PROXIES", 0)``…), and those that it lacks."""

    def __init__(self) -> None:
        self._env = Env()

    def read_file(self, path: Path) -> None:
        """Take the variables of ``path`` where there is one; the real environment wins."""
        if path.is_file():
            self._env.read_env(path, recurse=False)

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        read = getattr(self._env, kind)

        def checked(name: str, *default: Any) -> Any:
            try:
                return read(name, *default)
            except ValueError as error:  # all of environs' errors are
                _refuse(name, error)

        return checked

    def host(self, name: str, default: str) -> str:
        """A host name as browsers send it: lower case, no final dot, accents in punycode."""
        text = self._env.str(name, default)
        try:
            host = text.strip().lower().removesuffix(".").encode("idna").decode("ascii")
        except UnicodeError as error:
            _refuse(name, error)
        if not HOST.fullmatch(host):
            _refuse(name)
        return host

    def redis(self, name: str, default: str) -> str:
        url = self._env.str(name, default)
        if not url.startswith(("redis://", "rediss://", "unix://")):
            _refuse(name)
        return url

    def log_level(self, name: str, default: str) -> str:
        level = self._env.str(name, default).strip().upper()
        if level not in logging.getLevelNamesMapping():
            _refuse(name)
        return level

    def email(self, name: str, default: str) -> dict[str, Any]:
        """Django's EMAIL_* settings; dj_email_url lets a scheme that it does not know pass."""
        found = self.dj_email_url(name, default)
        if "EMAIL_BACKEND" not in found:
            _refuse(name)
        return found


def refuse(name: str) -> NoReturn:
    """Stop the process: what the variable ``name`` says makes no sense."""
    _refuse(name)


def required(name: str) -> str:
    """Return the environment variable ``name`` or stop the process, naming it."""
    value = env.str(name, "")
    if not value:
        sys.exit(f"Quartiers : la variable d’environnement {name} manque (voir .env.example).")
    return value


def second_factor_required() -> None:
    """Stop a production that wants to let people edit without a second factor."""
    if env.str("SECOND_FACTOR", "required") != "required":
        sys.exit("Quartiers : en production, SECOND_FACTOR ne peut être que « required ».")


def choose_settings(default: str) -> None:
    """Tell Django which settings to use: what the environment names, what ``.env`` does, or these.

    A new shell on a production machine would else run development settings with its ``.env``.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = env.str("DJANGO_SETTINGS_MODULE", default)


def _refuse(name: str, error: Exception | None = None) -> NoReturn:
    """Stop, naming the variable; never its value, which may hold a password."""
    message = f"Quartiers : la variable d’environnement {name} est mal écrite (voir .env.example)."
    raise SystemExit(message) from error


def _env_file() -> Path:
    """``.env`` beside the code, or what ENV_FILE names (``/dev/null``: none).

    Tests read none: they empty the database and the cache that they are given, and a machine that
    serves a real site has one.
    """
    if os.environ.get("DJANGO_SETTINGS_MODULE") == "cms.settings.test":
        return Path(os.devnull)
    return Path(os.environ.get("ENV_FILE", BASE_DIR / ".env"))


env = Environment()
env.read_file(_env_file())
