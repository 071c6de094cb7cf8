"""Caches that can be listed, and sessions, whose rows are packed."""

import pickle
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection

from sites.accounts.sessions import SessionStore

from .spelling import holds


def in_sessions(terms: list[str]) -> Iterator[tuple[str, int]]:
    """Sessions, read as the server reads them."""
    for model in {Session, SessionStore.get_model_class()}:
        for session in model.objects.iterator(chunk_size=500):
            if holds(repr(session.get_decoded()).encode(), terms):
                yield "session", 1


def in_caches(terms: list[str]) -> Iterator[tuple[str, int]]:
    """``cache:alias:key`` for what can be listed.

    A cache in another process's memory cannot be read from here: those are emptied by age.
    """
    for alias in settings.CACHES:
        for key, value in _entries(caches[alias]):
            if holds(f"{key} ".encode() + value, terms):
                yield f"cache:{alias}:{key}", 1


def _entries(cache: Any) -> Iterator[tuple[str, bytes]]:
    if isinstance(cache, LocMemCache):
        yield from ((key, _plain(value)) for key, value in list(cache._cache.items()))  # type: ignore[attr-defined]
    elif isinstance(cache, FileBasedCache):
        for name in cache._list_cache_files():  # type: ignore[attr-defined]
            with open(name, "rb") as file:
                yield name, file.read()
    elif isinstance(cache, BaseDatabaseCache):
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
            cursor.execute(f"SELECT cache_key, value FROM {table}")  # noqa: S608 (a setting)
            yield from ((key, _plain(b64decode(value))) for key, value in cursor.fetchall())
    elif hasattr(cache, "iter_keys"):  # django-redis
        client = cache.client.get_client()
        for key in cache.iter_keys("*", itersize=500):
            value = client.get(cache.client.make_key(key)) or b""
            yield key, _plain(value if isinstance(value, bytes) else str(value).encode())


def _plain(value: bytes) -> bytes:
    """A pickle as text: names that are not ASCII are spelled in its own way.

    What is in our own caches was pickled by ourselves.
    """
    try:
        return repr(pickle.loads(value)).encode() + value  # noqa: S301
    except Exception:
        return value
