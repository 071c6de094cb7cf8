"""The pool: static files of themes under names that hold their content's digest, never removed.

An address handed out once answers for ever, so that a page kept by a cache, or a theme that is
rolled back to, finds its files. A file lies on this machine's disk; where files are shared through
an object storage it lies there too, and a machine that lacks it takes it from there.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

PREFIX = "/themes/"
SHARED = "themes/pool/"
NAME = re.compile(r"[0-9a-f]{20}-[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_keeps: ContextVar[bool] = ContextVar("quartiers_pool_keeps", default=True)


def put(name: str, data: bytes) -> str:
    """Keep ``data`` and return its address; ``name`` says what it is, for people."""
    base = PurePosixPath(name).name
    kept = f"{hashlib.sha256(data).hexdigest()[:20]}-{base}"
    path = folder() / kept
    if _keeps.get() and not path.exists():
        _write(path, data)
        _share(kept, data)
    return PREFIX + kept


@contextmanager
def keeping_nothing() -> Iterator[None]:
    """Give addresses without keeping files: what is only checked is not served to anybody."""
    token = _keeps.set(False)
    try:
        yield
    finally:
        _keeps.reset(token)


def get(kept: str) -> bytes | None:
    """The file of this name; None for one that was never put."""
    if not NAME.fullmatch(kept):
        return None
    path = folder() / kept
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return _fetch(kept, path)


def folder() -> Path:
    return Path(settings.THEMES_ROOT) / "pool"


def _write(path: Path, data: bytes) -> None:
    """At once or not at all: another process may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as target:
        target.write(data)
    os.chmod(draft, 0o644)  # a web server of another user may serve it
    os.replace(draft, path)


def _shared() -> Storage | None:
    """Where other machines find what this one made; None where the disk is all there is."""
    storage = storages["files"]
    return None if isinstance(storage, FileSystemStorage) else storage


def _share(kept: str, data: bytes) -> None:
    storage = _shared()
    if storage and not storage.exists(SHARED + kept):
        storage.save(SHARED + kept, ContentFile(data))


def _fetch(kept: str, path: Path) -> bytes | None:
    storage = _shared()
    if not storage or not storage.exists(SHARED + kept):
        return None
    with storage.open(SHARED + kept) as source:
        data = source.read()
    _write(path, data)
    return data
