"""What a site wears: a theme over its parents over the base theme, made once and never changed.

``current()`` is the stack of the page being made. It lives in a context variable: threads, async
tasks, the test client, previews and mails each have their own.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar, Token
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from . import manifest as manifests
from . import pool, sheets
from .files import MANIFEST, ThemeFiles
from .manifest import BASE, Manifest
from .tokens import Tokens

LIBRARY = Path(__file__).parent / "library"
# The admin is never themed, nor the start page, nor what shows themes to their authors.
NOT_THEMABLE = ("wagtail", "admin/", "demo/", "gallery/")
SCRIPT = "js/theme.js"


def is_themable(name: str) -> bool:
    """Whether a theme may replace the template ``name``."""
    return not name.startswith(NOT_THEMABLE)


class Layer:
    """One theme without its parents: its templates in memory, its static files in the pool."""

    def __init__(self, files: ThemeFiles, manifest: Manifest):
        self.files, self.manifest = files, manifest
        self.slug, self.version, self.digest = manifest.slug, manifest.version, files.digest
        self.sources = {
            name: data.decode("utf-8-sig", "replace")
            for name, data in files.templates.items()
            if is_themable(name)
        }

    def __str__(self) -> str:
        return f"{self.slug}@{self.version}"


class Stack:
    """Layers, the nearest first and the base theme last, with a site's own differences on top.

    ``differences`` maps tokens that the theme lets a council change to its values: a colour, or for
    an image an address in the pool. ``compiled`` belongs to the template loader.
    """

    def __init__(self, layers: tuple[Layer, ...], differences: Mapping[str, str] | None = None):
        self.layers = layers
        self.differences = dict(differences or {})
        self.compiled: dict[str, Any] = {}
        self.overrides = frozenset(name for layer in layers[:-1] for name in layer.sources)

    @property
    def top(self) -> Layer:
        return self.layers[0]

    @property
    def is_base(self) -> bool:
        return len(self.layers) == 1

    def __str__(self) -> str:
        return str(self.top)

    @cached_property
    def key(self) -> str:
        """What distinguishes this look from every other, for caches of fragments and pages."""
        told = [[layer.digest for layer in self.layers], sorted(self.differences.items())]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    @cached_property
    def own_tokens(self) -> Tokens:
        """The tokens of the themes, before what the site changed."""
        tokens = Tokens([])
        for layer in reversed(self.layers):
            tokens, _findings = manifests.tokens_of(layer.manifest, tokens)
        return tokens

    @cached_property
    def tokens(self) -> Tokens:
        tokens = self.own_tokens
        for name, value in self.differences.items():
            if name not in self.settings:
                continue  # this release does not offer it; another may again
            if tokens[name].kind == "color":
                # A new release may ask for more contrast than the one the council chose it for.
                passing = tokens.nearest_passing(name, value)
                tokens = tokens.with_colour(name, passing) if passing else tokens
            else:
                tokens = tokens.with_value(name, value)
        return tokens

    @cached_property
    def settings(self) -> dict[str, str]:
        """The tokens that a council may change, with their labels, as the nearest theme says."""
        offered = next((x.manifest.settings for x in self.layers if x.manifest.settings), {})
        return {name: label for name, label in offered.items() if name in self.own_tokens}

    @cached_property
    def static(self) -> dict[str, str]:
        """The address of every static file of the stack, by its path in ``static/``."""
        found: dict[str, str] = {}
        for layer in reversed(self.layers):
            found |= _published(layer, found)
        return found

    @cached_property
    def sheet(self) -> str:
        """The address of the style sheet."""
        texts = {part: self._text(part) for part in sheets.PARTS}
        own = [(str(x), x) for x in reversed(self.layers[:-1]) if sheets.OWN in x.files.static]
        rules = [(name, self._addressed(layer, sheets.OWN)) for name, layer in own]
        text = sheets.sheet(texts, rules, self.tokens, self.address)
        return pool.put(f"{self.top.slug}.css", sheets.served(text))

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """The addresses of the themes' own scripts, the parent's first."""
        own = [x for x in reversed(self.layers[:-1]) if SCRIPT in x.files.static]
        return tuple(pool.put(SCRIPT, layer.files.static[SCRIPT]) for layer in own)

    def address(self, path: str) -> str:
        """Where the static file ``path`` is served; empty for one that no theme has.

        A path that is an address of the pool already is what a council chose.
        """
        return path if path.startswith(pool.PREFIX) else self.static.get(path, "")

    def image(self, name: str) -> str:
        """The address of an image token, the site's own first; empty when there is none."""
        if name in self.differences and name in self.settings:
            return self.differences[name]
        token = self.own_tokens.get(name)
        return self.address(token.value) if token and token.value else ""

    def _text(self, name: str) -> str:
        layer = next(x for x in self.layers if name in x.files.static)
        return self._addressed(layer, name)

    def _addressed(self, layer: Layer, name: str) -> str:
        text = layer.files.static[name].decode("utf-8-sig", "replace")
        return sheets.with_addresses(name, text, self.address)


def _published(layer: Layer, below: Mapping[str, str]) -> dict[str, str]:
    """Put a layer's files into the pool; style sheets last, since they name the others."""
    files = layer.files.static
    plain = {name: pool.put(name, data) for name, data in files.items() if not _is_sheet(name)}
    known = {**below, **plain}
    for name in filter(_is_sheet, files):
        text = files[name].decode("utf-8-sig", "replace")
        rewritten = sheets.with_addresses(name, text, lambda path: known.get(path, ""))
        plain[name] = pool.put(name, sheets.served(rewritten))
    return plain


def _is_sheet(name: str) -> bool:
    return name.endswith(".css")


# The base theme -----------------------------------------------------------------------------------

BASE_STATIC = ("css", "fonts", "icons", "js")  # what the base theme has below static/


def base_files() -> ThemeFiles:
    """The base theme as a package would hold it: its manifest and its static files.

    Its templates are found where Django finds all others.
    """
    root = Path(settings.BASE_DIR) / "static"
    contents = {MANIFEST: (LIBRARY / BASE / MANIFEST).read_bytes()}
    for folder in BASE_STATIC:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file():
                contents[f"static/{path.relative_to(root).as_posix()}"] = path.read_bytes()
    return ThemeFiles(contents)


@lru_cache(maxsize=1)
def _base(stamp: float) -> Stack:
    files = base_files()
    manifest, findings = manifests.read(files)
    if manifest is None:
        raise ValueError(findings)
    return Stack((Layer(files, manifest),))


def base() -> Stack:
    """What a site wears that has chosen nothing, and what stands in for a broken theme."""
    return _base(_changed_at() if settings.DEBUG else 0)


def _changed_at() -> float:
    """When the base theme's files last changed, so that a developer sees it at once."""
    folders = [LIBRARY / BASE, *(Path(settings.BASE_DIR) / "static" / name for name in BASE_STATIC)]
    return max(p.stat().st_mtime for folder in folders for p in folder.rglob("*"))


# The page being made ------------------------------------------------------------------------------

_current: ContextVar[Stack | None] = ContextVar("quartiers_theme", default=None)


def current() -> Stack:
    return _current.get() or base()


def wear(stack: Stack) -> Token:
    """Make ``stack`` current; hand what is returned to ``take_off``."""
    return _current.set(stack)


def take_off(token: Token) -> None:
    _current.reset(token)


@contextmanager
def wearing(stack: Stack) -> Iterator[None]:
    """Make pages or mails in ``stack``."""
    token = wear(stack)
    try:
        yield
    finally:
        take_off(token)


def worn_here() -> Stack | None:
    """What the loader looks into before the base theme; None where nothing is themed."""
    return _current.get()
