"""Rules that every template of the base theme keeps, read from its source."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR) / "templates"
OURS = ("components", "blocks", "pages")
TEMPLATES = [
    ROOT / "base.html",
    *(path for part in OURS for path in sorted((ROOT / part).glob("*.html"))),
]
COMPONENTS = sorted((ROOT / "components").glob("*.html"))
BLOCKS = [
    *("text", "heading", "callout", "quote", "table", "figures", "steps", "accordion", "image"),
    *("gallery", "video", "documents", "action", "place", "cards", "body"),
]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


each_template = pytest.mark.parametrize("path", TEMPLATES, ids=named)


@each_template
def test_compiles(path):
    get_template(named(path))


@each_template
def test_nothing_inline_that_the_content_policy_refuses(path):
    source = path.read_text()
    assert not re.search(r"\bstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)", source)


@each_template
def test_asks_nothing_of_a_third_party(path):
    assert not re.search(r"(src|href|action)=\"(https?:)?//", path.read_text())


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_component_says_what_it_needs(path):
    head = re.match(r"{% comment %}(.+?){% endcomment %}", path.read_text(), re.S)
    assert head, "begins with a comment"
    assert re.search(r"Context", head[1]), "documents its context"


def test_shared_chrome_posts_nothing():
    for name in ("header", "menu", "switcher", "plaque", "banner", "notice", "footer"):
        assert "<form" not in (ROOT / f"components/{name}.html").read_text()


def test_every_block_has_its_template():
    for name in BLOCKS:
        assert (ROOT / f"blocks/{name}.html").is_file()
