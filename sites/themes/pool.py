"""The pool: static files of themes under names that hold their content's digest, never removed.

An address handed out once answers for ever, so that a page kept by a cache, or a theme that is
rolled back to, finds its files. A file lies on this machine's disk, which may be lost: what a theme
has is made again from its package. Where files are shared through an object storage it lies there
too, and a machine that lacks it takes it from there. What nothing could make again (``own``) always
lies in the storage of files as well, which is what one backs up.
"""

import hashlib
import logging
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

logger = logging.getLogger(__name__)

PREFIX = "/themes/"
SHARED = "themes/pool/"
NAME = re.compile(r"[0-9a-f]{20}-[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_keeps: ContextVar[bool] = ContextVar("quartiers_pool_keeps", default=True)


def put(name: str, data: bytes, *, own: bool = False) -> str:
    """Keep ``data`` and return its address; ``name`` says what it is, for people.

    ``own``: it is in no package. It is kept where backups are taken, or the storage's error is
    raised.
    """
    base = PurePosixPath(name).name
    kept = f"{hashlib.sha256(data).hexdigest()[:20]}-{base}"
    path = folder() / kept
    if own:
        _save(storages["files"], kept, data)
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


def _share(kept: str, data: bytes) -> None:
    """Let other machines find what this one made; they can make it themselves, so that a storage
    that is away takes no page down.
    """
    storage = storages["files"]
    if isinstance(storage, FileSystemStorage):
        return
    try:
        _save(storage, kept, data)
    except Exception:  # an object storage raises what its client library likes
        logger.exception("%s is not shared with other machines", kept)


def _save(storage: Storage, kept: str, data: bytes) -> None:
    if not storage.exists(SHARED + kept):
        storage.save(SHARED + kept, ContentFile(data))


def _fetch(kept: str, path: Path) -> bytes | None:
    try:
        with storages["files"].open(SHARED + kept) as source:
            data = source.read()
    except FileNotFoundError:
        return None
    except Exception:
        logger.exception("%s cannot be fetched", kept)
        return None
    _write(path, data)
    return data
