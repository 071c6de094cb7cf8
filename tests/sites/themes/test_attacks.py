"""What a reviewer got through once: themes that read, change or cost what they may not."""

import time

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from sites.themes import check as checks
from sites.themes import previewing, releases, switching, wardrobe
from sites.themes.check import Report
from sites.themes.checking import check_files
from sites.themes.findings import Level
from sites.themes.manifest import MAX_SIZE
from sites.themes.models import Release
from tests.sites.themes.building import theme_files

NOTICE = "components/notice.html"


def serious(text: str) -> set[str]:
    _subject, report = check_files(theme_files(templates={NOTICE: text}))
    return {finding.code for finding in report.at_least(Level.ERROR)}


@pytest.mark.parametrize(
    "text",
    [
        "{% with view=view %}{% for e in chrome.menu %}{% endfor %}{{ view.request }}{% endwith %}",
        "{% with z=z %}{% endwith %}{% for e in chrome.menu %}{% endfor %}{{ z.owner.password }}",
        "{% cycle page as q silent %}{{ q.owner.password }}",
        "{% with w=1 %}{% cycle page.title as q silent %}{% endwith %}{{ q|safe }}",
        "{% with user=page %}{% endwith %}{{ user.pseudonym }}",
        '<meta http-equiv="refresh" content="0; URL=https://evil.example">',
        '<meta http-equiv="Refresh" content="0;https://evil.example">',
    ],
)
def test_a_way_around_the_rules_is_closed(db, text):
    assert serious(text) & {"L001", "L002", "L003", "L006", "S006"}


def test_a_text_that_is_included_is_held_to_the_rules_of_pages(db):
    files = theme_files(
        templates={
            NOTICE: '{% include "components/x.txt" %}',
            "components/x.txt": "<p onclick=a()>",
        }
    )
    _subject, report = check_files(files)
    assert "S003" in {finding.code for finding in report.findings}


@pytest.fixture
def rendered(monkeypatch):
    """Whether pages were made of a theme under check."""
    made = []

    def renders(subject):
        made.append(subject.manifest.slug)
        return ()

    monkeypatch.setattr(checks, "_rules", [*checks._rules, renders])
    monkeypatch.setattr(checks, "_rendering", {renders})
    return made


@pytest.mark.parametrize("text", ["{{ page.unpublish }}", "{% get_media_prefix %}{{ page.x }}"])
def test_no_page_is_made_of_what_may_be_dangerous(db, rendered, text):
    assert serious(text)
    assert rendered == []


def test_pages_are_made_of_what_passes(db, rendered):
    assert not serious("{{ page.title }}")
    assert rendered == ["quai"]


@pytest.fixture
def dangerous(db, monkeypatch) -> Release:
    """Installed, because only what is fatal forbids it."""
    release, _report = releases.install(theme_files(templates={NOTICE: "{{ page.unpublish }}"}))
    return release


def test_a_dangerous_release_is_neither_tried_nor_worn(dangerous, lba, client_of, wear_anyway):
    path = previewing.link(lba.site, dangerous).split(":8000", 1)[1]
    holder = client_of("lba")
    holder.get(path)
    assert "Vous essayez" not in holder.get("/").content.decode()
    wear_anyway(dangerous)
    assert client_of("lba").get("/").status_code == 200
    assert wardrobe.stack_of(lba.site_id).is_base


def test_a_cookie_is_no_link(dangerous, lba, client_of):
    value = previewing.cookie(lba.site_id, dangerous.pk)
    assert client_of("lba").get(f"/themes/apercu/{value}/").status_code == 404


def test_a_rule_that_fails_takes_no_site_down(lba, client_of, monkeypatch):
    release, _report = releases.install(theme_files("rive"))
    switching.activate(lba.site, release)
    Release.objects.update(checked_with="an older product")

    def fails(subject):
        raise ValueError

    monkeypatch.setattr(checks, "_rules", [fails])
    wardrobe._worn.forget()
    for code in ("lba", "cel", ""):
        assert client_of(code).get("/").status_code == 200


def test_drafts_and_specimens_are_never_kept(db):
    request = RequestFactory().get("/")
    template = Template("{% load cache %}{% cache 60 corps %}{{ words }}{% endcache %}")
    assert template.render(Context({"words": "sans site", "request": request})) == "sans site"
    request.site = type("Site", (), {"pk": 1})
    request.is_preview = True
    assert template.render(Context({"words": "brouillon", "request": request})) == "brouillon"
    request.is_preview = False
    assert template.render(Context({"words": "public", "request": request})) == "public"


@pytest.mark.parametrize(
    "manifest",
    [
        b"{" + b",".join(b'"k%d": 1' % n for n in range(200_000)) + b"}",
        b'{"a": "' + b"x" * MAX_SIZE + b'"}',
    ],
)
def test_a_manifest_of_any_size_is_answered_soon(db, manifest):
    began = time.process_time()
    _subject, report = check_files(theme_files(more={"theme.json": manifest}))
    assert {finding.code for finding in report.findings} == {"M001"}
    assert time.process_time() - began < 2


def test_reports_tell_dangers_whatever_their_group():
    assert Report(()).dangers == ()
