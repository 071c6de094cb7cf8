"""The corpus through the renderer itself, whoever reads: no database, every vector."""

import html5lib
import pytest

from forum import naming
from forum.markup import Held, Reading, look_into, plain_text, render, without_quotes
from forum.versions.differences import differences

from .reading import HTML, dangers, is_harmless, tree
from .vectors import VECTORS

READINGS = {
    "everybody": Reading(),
    "held": Reading(held=Held.HIDDEN),
    "author": Reading(held=Held.SHOWN),
    "named": Reading(names=naming.ANYBODY),
}


def test_the_corpus_is_large():
    assert len(set(VECTORS)) == len(VECTORS) > 300


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
def test_every_vector_is_words(reading):
    found = {}
    for vector in VECTORS:
        page = f'<div class="post-text">{render(vector, reading)}</div>'
        if dangerous := dangers(page):
            found[vector] = dangerous
    assert found == {}


def test_links_that_wait_are_no_links_at_all():
    for vector in VECTORS:
        page = tree(render(vector, Reading(held=Held.HIDDEN)))
        assert not list(page.iter(f"{HTML}a")), vector
        assert "evil.example" not in "".join(
            "".join(a.attrib.values()) for a in page.iter() if a.attrib
        )


def test_what_is_looked_for_and_cut_never_fails():
    for vector in VECTORS:
        look_into(vector)
        assert isinstance(without_quotes(vector), str)
        assert isinstance(plain_text(render(vector, Reading())), str)
        differences(vector, vector[::-1])


def test_rendering_twice_changes_nothing_more():
    """What a browser makes of it, written out again, is what it was: nothing mutates (mXSS)."""
    for vector in VECTORS:
        once = html5lib.serialize(html5lib.parseFragment(render(vector, Reading())))
        assert html5lib.serialize(html5lib.parseFragment(once)) == once, vector
        assert dangers(f'<div class="post-text">{once}</div>') == [], vector


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="java&#10;script:alert(1)">x</a>',
        '<a href="&#1;javascript:alert(1)">x</a>',
        '<a href="//evil.example">x</a>',
        "<iframe></iframe>",
        '<form action="data:text/html,x"></form>',
        '<p style="color: red">x</p>',
        '<div class="post-text"><svg></svg></div>',
        '<div class="post-text"><a href="https://a.example">x</a></div>',
        '<div class="post-text"><span class="button">x</span></div>',
        '<div class="post-text"><p id="x">x</p></div>',
    ],
)
def test_the_check_can_fail(page):
    assert dangers(page)


def test_addresses_are_judged_as_browsers_read_them():
    assert is_harmless("/forum/")
    assert is_harmless("#message-1")
    assert is_harmless("https://a.example/javascript:alert(1)")
    for address in ("JAVASCRIPT:x", "java\tscript:x", " \x01data:x", "/\\evil", "blob:x"):
        assert not is_harmless(address)
