"""Themes made for tests: a folder's contents from what differs."""

import json
import struct
import zlib

from sites.themes.files import ThemeFiles


def theme_files(
    slug: str = "quai",
    *,
    templates: dict[str, str] | None = None,
    static: dict[str, str | bytes] | None = None,
    more: dict[str, bytes] | None = None,
    without: tuple[str, ...] = (),
    **manifest,
) -> ThemeFiles:
    """A theme that passes every check unless what is given breaks it."""
    told = {"name": slug.title(), "slug": slug, "version": "1.0.0", "api": 1, **manifest}
    contents = {"theme.json": json.dumps(told, indent=2, ensure_ascii=False).encode()}
    contents |= {"README.md": b"# Test", "preview.png": png(), **(more or {})}
    for name, text in (templates or {}).items():
        contents[f"templates/{name}"] = text.encode()
    for name, data in (static or {}).items():
        contents[f"static/{name}"] = data.encode() if isinstance(data, str) else data
    return ThemeFiles({name: data for name, data in contents.items() if name not in without})


def png(width: int = 1280, height: int = 960) -> bytes:
    """A grey picture."""
    rows = zlib.compress(bytes(1 + width) * height, 9)
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", rows)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, [*chunks, (b"IEND", b"")]))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, data = part
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum
