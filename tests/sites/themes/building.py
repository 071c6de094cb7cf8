"""Themes made for tests: a folder's contents from what differs."""

import json

from sites.themes.files import ThemeFiles


def theme_files(
    slug: str = "quai",
    *,
    templates: dict[str, str] | None = None,
    static: dict[str, str | bytes] | None = None,
    more: dict[str, bytes] | None = None,
    **manifest,
) -> ThemeFiles:
    """A theme that passes every check unless what is given breaks it."""
    told = {"name": slug.title(), "slug": slug, "version": "1.0.0", "api": 1, **manifest}
    contents = {"theme.json": json.dumps(told, indent=2).encode(), **(more or {})}
    for name, text in (templates or {}).items():
        contents[f"templates/{name}"] = text.encode()
    for name, data in (static or {}).items():
        contents[f"static/{name}"] = data.encode() if isinstance(data, str) else data
    return ThemeFiles(contents)
