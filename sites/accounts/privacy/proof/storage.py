"""Files: every storage of the install, and the folder of mails of a demo."""

import os
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage, storages

from .spelling import MOST_BYTES, holds

CODE = "staticfiles"  # made of the product's own files


def in_storages(terms: list[str]) -> Iterator[tuple[str, int]]:
    """``files:alias:name`` for each file whose name or content holds one of ``terms``."""
    for alias in settings.STORAGES:
        if alias == CODE:
            continue
        storage = storages[alias]
        for name in _names(storage):
            if holds(name.encode(), terms) or holds(_read(storage, name), terms):
                yield f"files:{alias}:{name}", 1
    for path in saved_mails(terms):
        yield f"mail:{path.name}", 1


def saved_mails(terms: list[str]) -> Iterator[Path]:
    """The files of a demo's mails that hold one of ``terms``."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    for path in _files(Path(folder)) if folder else ():
        if holds(_mail(path.read_bytes()), terms):
            yield path


def _names(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except OSError:  # nothing was ever kept here
        return
    yield from (os.path.join(folder, name) for name in names)
    for inner in folders:
        yield from _names(storage, os.path.join(folder, inner))


def _read(storage: Storage, name: str) -> bytes:
    try:
        with storage.open(name) as file:
            return file.read(MOST_BYTES)
    except OSError:  # gone meanwhile
        return b""


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _mail(data: bytes) -> bytes:
    """A mail with its headers and parts decoded, behind the bytes themselves."""
    message = message_from_bytes(data, policy=policy.default)
    parts = [f"{name}: {value}".encode() for name, value in message.items()]
    for part in message.walk():
        if not part.is_multipart():
            parts.append(bytes(part.get_payload(decode=True) or b""))
    return b"\n".join([data, *parts])
