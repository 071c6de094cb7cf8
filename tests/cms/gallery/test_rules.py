"""Each rule R… finds its own fault in a theme, says which file has it, and finds nothing else."""

from pathlib import Path

import pytest
from django.conf import settings

from sites.themes import check as gate
from sites.themes import pool
from sites.themes.check import check
from sites.themes.checking import bundled_slugs, bundled_stack, product
from sites.themes.findings import Finding, Level
from sites.themes.stack import Stack, base
from tests.sites.themes.building import theme_files

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def changed(name: str, *changes: tuple[str, str]) -> dict[str, str]:
    """A template of the base theme with other words in some places."""
    source = (TEMPLATES / name).read_text()
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    return {name: source}


def found(templates: dict[str, str], below: Stack | None = None, **more) -> list[Finding]:
    """What the rules R… find in a theme with these templates."""
    files = theme_files(templates=templates, **more)
    _subject, report = check(files, lambda slug: below or base())
    return [finding for finding in report.findings if finding.code.startswith("R")]


TAGS, FOOT, ROW = "components/tags.html", "components/footer.html", "components/teaser.html"
SKIP = '<a class="skip" href="#contenu">'
FAULTS = {
    "R001 extends nothing": (1, {"404.html": "{% extends 'nulle-part.html' %}"}),
    "R001 fails at work": (3, {TAGS: "<ul>\n\n{% url 'nulle-part' %}</ul>"}),
    "R002 no title": (0, changed("components/page_head.html", ("h1>", "p>"))),
    "R002 two titles": (0, changed(FOOT, ('<p class="footer-name">', "<h1>"),
                                   ("name }}</p>", "name }}</h1>"))),
    "R003": (0, changed("base.html", (' lang="{{ language }}"', ""))),
    "R004": (0, changed("base.html", ("<title>", "<title></title><template>"),
                        ("</title>\n", "</template>\n"))),
    "R005": (0, changed(FOOT, ("<footer", "<section"), ("</footer", "</section"))),
    "R006": (0, changed(ROW, ('<li class="teaser">', '<li class="teaser" id="une">'))),
    "R007 not a link": (0, changed("base.html", (SKIP, '<a class="skip">'))),
    "R007 to nowhere": (0, changed("base.html", ('id="contenu"', 'id="autre"'))),
    "R008": (0, changed("components/picture.html", (' alt="{{ alt|default:"" }}"', ""))),
    "R009": (0, changed("components/section.html", ("h2", "h5"))),
    "R010": (0, changed("components/field.html", ("<label for", "<label data-for"))),
    "R011 style": (0, changed(TAGS, ("<ul", '<ul style="color: red"'))),
    "R011 script": (0, changed(TAGS, ("<ul", "<script>1</script><ul"))),
    "R011 handler": (0, changed(TAGS, ("<ul", '<ul onclick="x()"'))),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_in_its_file_and_no_other_is(name):
    line, templates = FAULTS[name]
    code, file = name[:4], next(iter(templates))
    places = {(f.code, f.file, f.line) for f in found(templates)}
    assert places == {(code, f"templates/{file}", line)}


def test_a_theme_that_changes_nothing_has_no_finding():
    assert found({}) == []


def test_a_theme_that_changes_much_well_has_no_finding():
    names = ["base.html", "pages/news_page.html", "forum/topic.html", ROW, FOOT]
    assert found({name: (TEMPLATES / name).read_text() for name in names}) == []


def test_faults_of_several_files_are_told_apart():
    faults = found(
        changed("base.html", ('id="contenu"', 'id="autre"'))
        | changed(TAGS, ("<ul", '<ul style="color: red"'))
        | changed("components/picture.html", (' alt="{{ alt|default:"" }}"', ""))
    )
    assert {(f.code, f.file) for f in faults} == {
        ("R007", "templates/base.html"),
        ("R011", f"templates/{TAGS}"),
        ("R008", "templates/components/picture.html"),
    }


def test_a_finding_says_where_to_look_and_how_to_mend_it():
    (finding,) = found(changed(FOOT, ("<footer", "<section"), ("</footer", "</section")))
    assert finding.level is Level.ERROR
    assert "<footer>" in finding.what
    assert "pages/council-home-page" in finding.what
    assert finding.mend


def test_a_skipped_level_only_warns():
    assert {f.level for f in found(FAULTS["R009"][1])} == {Level.WARNING}


def test_a_child_is_not_blamed_for_its_parent():
    faulty = theme_files("mere", templates=changed(TAGS, ("<ul", '<ul style="color: red"')))
    mother, _report = check(faulty, lambda slug: base(), render=False)
    good = {ROW: (TEMPLATES / ROW).read_text()}
    assert found(good, mother.stack, parent="mere") == []


def test_nothing_of_a_checked_theme_is_served():
    files = theme_files("secret", templates={}, static={"img/secret.svg": "<svg/>"})
    subject, _report = check(files, lambda slug: base())
    assert not any(path.name.endswith("secret.svg") for path in pool.folder().glob("*"))
    address = subject.stack.address("img/secret.svg")  # a site wears it after all
    assert pool.get(address.removeprefix(pool.PREFIX)) == b"<svg/>"


def test_who_wants_no_page_made_can_say_so():
    files = theme_files(templates=FAULTS["R003"][1])
    _subject, report = check(files, lambda slug: base(), render=False)
    assert "R003" not in {finding.code for finding in report.findings}


def test_what_was_checked_by_other_rules_is_checked_again(monkeypatch):
    before = product.__wrapped__()
    monkeypatch.setattr(gate, "_rules", [])
    assert product.__wrapped__() != before


@pytest.mark.parametrize("slug", bundled_slugs())
def test_bundled_themes_have_no_finding(slug):
    from sites.themes.checking import bundled

    stack = bundled_stack(slug, ())
    below = Stack(stack.layers[1:])
    _subject, report = check(bundled(slug), lambda parent: below)
    assert [f for f in report.findings if f.code.startswith("R")] == []
