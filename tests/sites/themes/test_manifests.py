"""theme.json as nobody should write it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sites.themes import manifest as manifests
from sites.themes import tokens as token_types
from sites.themes.check import check
from sites.themes.files import ThemeFiles
from sites.themes.findings import Level
from sites.themes.manifest import Manifest
from sites.themes.stack import base
from sites.themes.tokens import GRAMMARS, fault

TOLD = {"name": "Quai", "slug": "quai", "version": "1.0.0", "api": 1}


def read(text: str | bytes) -> tuple[Manifest | None, set[str]]:
    data = text.encode() if isinstance(text, str) else text
    manifest, findings = manifests.read(ThemeFiles({"theme.json": data}))
    return manifest, {f.code for f in findings}


def codes(**told) -> set[str]:
    data = json.dumps({**TOLD, **told}).encode()
    _subject, report = check(ThemeFiles({"theme.json": data}), lambda slug: base())
    return {f.code for f in report.findings if f.code[0] in "MK"}


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "1", '"a"', "{", "{]", '{"name": "a",}', "{'name': 'a'}", "\ufeff{",
        '{"name": "a", "name": "b"}', '{"tokens": {"a": "#000000", "a": "#ffffff"}}',
        "[" * 100_000, '{"a":' * 100_000, '{"api": ' + "9" * 5000 + "}", "{" + "\0" + "}",
        '{"name": "\ud800"}'.encode("utf-8", "replace").decode(),
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_refused_in_words(text):
    manifest, found = read(text)
    assert manifest is None
    assert found & {"M001", "M002"}


def test_a_byte_order_mark_before_it_is_no_fault():
    assert read(b"\xef\xbb\xbf" + json.dumps(TOLD).encode())[1] == set()


WRONG = [
    None,
    True,
    1,
    1.5,
    -1,
    10**400,
    [],
    ["a"],
    {},
    {"a": 1},
    "",
    " ",
    "a\nb",
    "\ud800",
    "x" * 400,
]


@pytest.mark.parametrize("key", sorted(manifests.KEYS))
@pytest.mark.parametrize("value", WRONG, ids=range(len(WRONG)))
def test_no_value_of_the_wrong_type_makes_it_fall_over(key, value):
    codes(**{key: value})


@pytest.mark.parametrize("key", sorted(manifests.TOKEN_KEYS))
@pytest.mark.parametrize("value", WRONG, ids=range(len(WRONG)))
@pytest.mark.parametrize("name", ["palette-ink", "mine"])
def test_no_part_of_a_token_of_the_wrong_type_makes_it_fall_over(name, key, value):
    found = codes(tokens={name: {"type": "color", "value": "#000000", key: value}})
    if key not in ("follows", "choices"):
        assert found, (key, value)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("slug", "../evil", "M004"), ("slug", "Quai", "M004"), ("slug", "quai\n", "M003"),
        ("slug", "a" * 60 + "/../x", "M004"), ("version", "1.0", "M005"),
        ("version", "1.0.0-a", "M005"),
        ("version", "01.0.0", "M005"), ("version", "1٣.0.0", "M005"), ("api", 2, "M006"),
        ("api", "1", "M003"), ("api", True, "M003"), ("api", -1, "M007"), ("name", "", "M002"),
        ("colour", "rouge", "M003"), ("contrast", [["color-text", "color-surface", True]], "M003"),
        ("contrast", [["color-text", "nope", 3]], "K006"), ("contrast", [["a"]], "M003"),
        ("contrast", [["color-text", "color-surface", 22]], "M003"),
        ("contrast", [["color-text", "color-surface", 4.5]] * 500, "M003"),
        ("tokens", {f"t{n}": {"type": "number", "value": "1"} for n in range(1000)}, "M003"),
        ("settings", {"palette-action": "a\u2028b"}, "M003"), ("settings", {"nope": "a"}, "K007"),
    ],
)  # fmt: skip
def test_each_key_is_held_to_its_form(key, value, code):
    found = codes(**{key: value})
    assert code in found or (code == "M003" and "M004" in found)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
def test_numbers_that_are_none_are_refused(value):
    text = json.dumps({**TOLD, "contrast": [["color-text", "color-surface", 7]]})
    _manifest, found = read(text.replace("7]]", f"{value}]]"))
    assert found == {"M003"}


SMUGGLED = [
    "#000000;}body{display:none", "#000000}", "#fff", "url(//example.org)", "expression(a())",
    "</style><script>a()</script>", "var(--x)", "--x)", "--", "--x;", "1px;color:red", "1px}",
    "1px /* */", "calc(1px", "calc(url(a))", "1rem\n", "#000000\n", "a\\", "a;b", '"a"', "a'b",
    "a)b",
    "../a.svg", "/a.svg", "a..b", "img/a.svg)", "img/a.svg\n", "javascript:a", "٣px", "１",
    "\u212a.svg",
    "9" * 300, "a" * 300, "1px" + " + 1px" * 100, "@import 'a'", "\0",
]  # fmt: skip


@pytest.mark.parametrize("kind", sorted(GRAMMARS))
@pytest.mark.parametrize("value", SMUGGLED, ids=range(len(SMUGGLED)))
def test_no_token_smuggles_anything_into_the_sheet(kind, value):
    assert fault(kind, value, ("round",) if kind == "choice" else ())


@given(st.sampled_from(sorted(GRAMMARS)), st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_what_a_grammar_takes_stays_inside_its_declaration(kind, value):
    if not fault(kind, value):
        token = token_types.Token("x", kind, value)
        written = token_types.written(token, value)
        inner = written.removeprefix('url("').removesuffix('")') if kind == "image" else written
        assert not set(inner) & set(";{}<>\\@\n\r\f\0")


@pytest.mark.parametrize(
    ("tokens", "code"),
    [
        ({"palette-ink": "--nope"}, "K003"),
        ({"palette-ink": "--palette-ink"}, "K004"),
        ({"palette-ink": "--palette-paper", "palette-paper": "--palette-ink"}, "K004"),
        ({"palette-ink": "--space-1"}, "K003"),
        ({"palette-ink": {"value": "#000000", "dark": "--font-body"}}, "K003"),
        ({"palette-ink": {"value": "#000000", "follows": "nope"}}, "K003"),
        ({"palette-ink": {"value": "#000000", "follows": "space-1"}}, "K003"),
        ({"palette-ink": "#ffffff"}, "K005"),
        ({"palette-ink": {"type": "length", "value": "1px"}}, "K002"),
        ({"palette-ink": {"value": "#000000", "x": 1}}, "M003"),
        ({"Palette": "#000000"}, "K001"),
        ({"nope": "#000000"}, "K001"),
        ({"x": {"type": ["color"], "value": "#000000"}}, "K001"),
        ({"x": {"type": "choice", "value": "a", "choices": 5}}, "K002"),
        ({"x": {"type": "choice", "value": "a", "choices": ["}"]}}, "K002"),
        ({"x": {"type": "choice", "value": "a", "choices": ["b"]}}, "K002"),
        ({"x": {"type": "length", "value": "1px + 1px"}}, "K002"),
    ],
)
def test_each_token_is_held_to_what_it_says(tokens, code):
    assert code in codes(tokens=tokens)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["type", "value", "dark", "a"]), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    st.sampled_from(sorted(manifests.KEYS)),
)
@settings(max_examples=200, deadline=None)
def test_whatever_a_key_holds_the_answer_is_findings(value, key):
    data = json.dumps({**TOLD, key: value}).encode()
    _subject, report = check(ThemeFiles({"theme.json": data}), lambda slug: base())
    assert all(isinstance(f.level, Level) for f in report.findings)


def test_french_spaces_are_no_fault():
    assert (
        codes(name="Quai\u00a0: le canal", settings={"palette-action": "Couleur\u202f?"}) == set()
    )


def test_a_report_can_be_kept_whatever_a_theme_is_called():
    data = json.dumps({**TOLD, "\0\ud800": 1}).encode()
    _subject, report = check(ThemeFiles({"theme.json": data}), lambda slug: base())
    kept = json.dumps(report.as_data())
    assert "M003" in kept
    assert "u0000" not in kept
    assert "ud800" not in kept
