"""Each rule of the check, by a theme that breaks it and nothing else."""

from pathlib import Path

import pytest
from django.conf import settings

from sites.themes.check import check
from sites.themes.check.subject import Subject
from sites.themes.files import ThemeFiles
from sites.themes.findings import Report
from sites.themes.stack import base
from tests.sites.themes.building import png, theme_files

NOTICE = "components/notice.html"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
WOFF2 = b"wOF2" + bytes(100)


def checked(files: ThemeFiles) -> tuple[Subject | None, Report]:
    return check(files, lambda slug: base())


def found(**parts) -> list[tuple[str, str, int]]:
    """(code, file, line) of all findings on a theme made of these parts."""
    _subject, report = checked(theme_files(**parts))
    return sorted({(f.code, f.file, f.line) for f in report.findings})


def notice(source: str) -> dict:
    return {"templates": {NOTICE: source}}


def css(text: str) -> dict:
    return {"static": {"css/theme.css": text}}


def drawing(inner: str) -> dict:
    return {"static": {"img/a.svg": SVG.format(inner)}}


def script(text: str) -> dict:
    return {"static": {"js/theme.js": text}}


def like(name: str, *changes: str) -> dict:
    """The product's template with the first of each two texts replaced by the second."""
    text = (Path(settings.BASE_DIR) / "templates" / name).read_text()
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    return {"templates": {name: text}}


def test_a_good_theme_has_no_finding():
    files = theme_files(
        templates={
            NOTICE: '{% if text %}<p class="notice">{{ text }}</p>{% endif %}',
            "pages/news_page.html": '{% extends "pages/news_page.html" %}\n'
            "{% block after %}{{ block.super }}{% include 'mine/end.html' with p=page %}"
            "{% endblock %}",
            "mine/end.html": "<p>{{ p.title }}</p>"
            '<img src="{% theme_static "img/a.svg" %}" alt="">',
        },
        static={
            "css/theme.css": ".notice { color: var(--color-text); background: url(../img/a.svg) }",
            "img/a.svg": SVG.format('<path d="M0 0"/>'),
            "fonts/a.woff2": WOFF2,
            "fonts/OFL.txt": "licence",
            "js/theme.js": "document.body.classList.add('x') // https://example.org",
        },
        tokens={"logo": "img/a.svg"},
        settings={"palette-action": "Couleur"},
        more={"LICENSE": b"BSD", "CHANGELOG.md": b"-"},
    )
    assert checked(files)[1].findings == ()


NOTICE_FILE = f"templates/{NOTICE}"
CSS_FILE, SVG_FILE, JS_FILE = "static/css/theme.css", "static/img/a.svg", "static/js/theme.js"
LISTING = "pages/listing.html"

PACKAGE = [
    ("P008", "static/a.html", 0, {"static": {"a.html": "<p>"}}),
    ("P008", "static/a.php", 0, {"static": {"a.php": "<?php"}}),
    ("P008", "static/OFL.html", 0, {"static": {"OFL.html": "<p>"}}),
    ("P008", "templates/a.py", 0, {"templates": {"a.py": ""}}),
    ("P009", "static/a.png", 0, {"static": {"a.png": "<script>"}}),
    ("P009", "static/a.avif", 0, {"static": {"a.avif": b"\0\0\0\x20ftypmp42"}}),
    ("P009", "static/js/theme.js", 0, script("a\0b")),
    ("P010", CSS_FILE, 2, {"static": {"css/theme.css": b"/* a\n \xe9 */"}}),
    ("P010", "theme.json", 3, {"more": {"theme.json": b'{"name": "A", "slug": "a",\n"version": '
                                        b'"1.0.0", "api": 1,\n"author": "Andr\xe9"}'}}),
    ("P011", "notes.pdf", 0, {"more": {"notes.pdf": b"%PDF"}}),
    ("P012", "preview.png", 0, {"without": ("preview.png",)}),
    ("P012", "preview.png", 0, {"more": {"preview.png": png(640, 480)}}),
    ("P012", "preview.png", 0, {"more": {"preview.png": png() + bytes(300_000)}}),
    ("P013", "README.md", 0, {"without": ("README.md",)}),
    ("P014", "static/img/mon logo.png", 0, {"static": {"img/mon logo.png": png()}}),
    ("P014", "static/css/_a.css", 0, {"static": {"css/_a.css": ""}, **notice("css/_a.css")}),
]  # fmt: skip

VALUES = [
    ("K007", "theme.json", 7, {"settings": {"palette-acton": "Couleur"}}),
    ("K007", "theme.json", 7, {"settings": {"font-body": "Police"}}),
    ("K008", "theme.json", 7, {"tokens": {"logo": "img/logo.svg"}}),
    ("K008", "theme.json", 7, {"tokens": {"logo": {"value": "", "dark": "img/logo.svg"}}}),
]

TEMPLATES = [
    ("T001", NOTICE_FILE, 2, notice("a\n{% if text %}")),
    ("T001", NOTICE_FILE, 1, notice("{{ text|nope }}")),
    ("T001", NOTICE_FILE, 3, notice("\n\n{% nope %}")),
    ("T001", NOTICE_FILE, 1, notice("{{ page._state }}")),
    ("T002", NOTICE_FILE, 2, notice('\n{% include "components/nope.html" %}')),
    ("T002", NOTICE_FILE, 1, notice('{% include "wagtailadmin/base.html" %}')),
    ("T001", NOTICE_FILE, 1, notice('{% include "../../secret.html" %}')),
    ("T003", NOTICE_FILE, 1, notice("{% include page.title %}")),
    ("T003", NOTICE_FILE, 1, notice('{% include "a"|add:page.title %}')),
    ("T004", NOTICE_FILE, 1, notice("{% load wagtailadmin_tags %}")),
    ("T004", NOTICE_FILE, 2, notice("\n{% load french log from log %}")),
    ("T005", NOTICE_FILE, 1, notice("{% debug %}")),
    ("T005", NOTICE_FILE, 1, notice("{% static 'css/theme.css' %}")),
    ("T005", NOTICE_FILE, 1, notice("{% load wagtailcore_tags %}{% pageurl page %}")),
    ("T005", NOTICE_FILE, 1, notice("{% load pages %}{% preview_userbar %}")),
    ("T006", NOTICE_FILE, 1, notice("{{ page.title|pprint }}")),
    ("T006", NOTICE_FILE, 1, notice('{{ news|dictsort:"page.owner.password" }}')),
    ("T006", NOTICE_FILE, 1, notice('{% filter stringformat:"r" %}a{% endfilter %}')),
    ("T007", "templates/forum/indx.html", 0, {"templates": {"forum/indx.html": "a"}}),
    ("T008", "templates/wagtailadmin/a.html", 0, {"templates": {"wagtailadmin/a.html": "a"}}),
    ("T009", f"templates/{LISTING}", 0, {"templates": {LISTING: '{% extends "base.html" %}'}}),
    ("T010", "templates/base.html", 0, like("base.html", "{% block theme_color %}",
        "{% block colours %}")),
    ("T010", "templates/base.html", 0, {"templates": {"base.html": '{% extends "base.html" %}'
        "{% block theme_color %}{% endblock %}{% block title_full %}{% block title %}"
        "{% endblock %}{% endblock %}"}}),
    ("T011", "templates/404.html", 2, {"templates": {"404.html":
        '{% extends "404.html" %}\n{% block heding %}a{% endblock %}'}}),
    ("T012", "templates/404.html", 3, {"templates": {"404.html":
        '{% extends "404.html" %}\n\n<p>a</p>'}}),
    ("T013", NOTICE_FILE, 1, notice('{% theme_static "img/nope.svg" %}')),
    ("T014", NOTICE_FILE, 1, notice('{% theme_image "loggo" as logo %}{{ logo }}')),
    ("T014", NOTICE_FILE, 1, notice('{% theme_colour "logo" %}')),
]  # fmt: skip

FRAME = [
    ("T021", "templates/base.html", 0, like("base.html", ' lang="{{ language }}"', "")),
    ("T021", "templates/base.html", 0, like("base.html", '<meta charset="utf-8">', "")),
    ("T021", "templates/base.html", 0, like("base.html", 'name="viewport"', 'name="port"')),
    ("T021", "templates/base.html", 0, like("base.html", "title>", "b>")),
    ("T022", "templates/base.html", 0, like("base.html", "{% theme_sheet %}", "")),
    ("T023", "templates/base.html", 0, like("base.html", "#contenu", "#main")),
    ("T024", "templates/base.html", 0, like("base.html", ' id="contenu"', "")),
    ("T025", "templates/components/header.html", 0,
     like("components/header.html", "<header", "<div")),
    ("T025", "templates/components/footer.html", 0,
     like("components/footer.html", "<footer", "<div")),
    ("T026", "templates/components/header.html", 0, like("components/header.html",
     "{% include \"components/notice.html\" with text=chrome.notice only %}", "")),
    ("T026", "templates/components/header.html", 0, like("components/header.html",
     "chrome.banner", "chrome.is_portal", "with level=chrome.is_portal.level "
     "text=chrome.is_portal.text only", "")),
    ("T027", "templates/base.html", 0, like("base.html", "{% if request.theme_preview %}{% include "
     "\"components/theme_preview.html\" with theme=request.theme_preview only %}{% endif %}", "")),
    ("T028", "templates/base.html", 0, like("base.html", "{% preview_userbar %}", "")),
    ("T029", "templates/base.html", 0, like("base.html", "{% theme_scripts %}", "")),
]  # fmt: skip

LOOKUPS = [
    ("L001", NOTICE_FILE, 2, notice("\n{{ pge.title }}")),
    ("L001", NOTICE_FILE, 1, notice("{{ settings.SECRET_KEY }}")),
    ("L001", NOTICE_FILE, 1, notice("{{ perms }}")),
    ("L001", NOTICE_FILE, 1, notice("{{ view.kwargs }}")),
    ("L002", NOTICE_FILE, 1, notice("{{ page.owner.password }}")),
    ("L002", NOTICE_FILE, 1, notice("{{ page.unpublish }}")),
    ("L002", NOTICE_FILE, 1, notice("{{ page.title.upper }}")),
    ("L003", NOTICE_FILE, 1, notice("{{ user.pseudonym }}")),
    ("L003", NOTICE_FILE, 1, notice("{% for message in messages %}{{ message }}{% endfor %}")),
    (
        "L004",
        NOTICE_FILE,
        2,
        notice("{% blocktranslate %}\n{{ page.title }}{% endblocktranslate %}"),
    ),
    ("L005", NOTICE_FILE, 1, notice("{% for x in page %}{{ x }}{% endfor %}")),
]

SAFETY = [
    ("S001", NOTICE_FILE, 2, notice('\n<form METHOD="POST"></form>{% csrf_token %}')),
    ("S001", NOTICE_FILE, 1, notice('<form method="{{ text }}">')),
    ("S002", NOTICE_FILE, 1, notice("<script>let a</script>")),
    ("S002", NOTICE_FILE, 2, notice("\n{{ text|default:'<script>let a</script>' }}")),
    ("S003", NOTICE_FILE, 1, notice('<b ONCLICK="a()">')),
    ("S003", NOTICE_FILE, 1, notice("<svg/onload=a()>")),
    ("S003", NOTICE_FILE, 1, notice('<b on{# #}click="a()">')),
    ("S003", NOTICE_FILE, 1, notice('{% verbatim %}<b onclick="a()">{% endverbatim %}')),
    ("S004", NOTICE_FILE, 1, notice('<b style="color: red">')),
    ("S004", NOTICE_FILE, 1, notice("<style>b { color: red }</style>")),
    ("S005", NOTICE_FILE, 1, notice('<a href=" JaVa&#9;script:a()">')),
    ("S005", NOTICE_FILE, 1, notice('<a href="data:text/html,a">')),
    ("S005", NOTICE_FILE, 1, notice('<iframe srcdoc="<p>"></iframe>')),
    ("S006", NOTICE_FILE, 1, notice('<img src="https://example.org/a.png" alt="">')),
    ("S006", NOTICE_FILE, 1, notice('<img srcset="/a.png 1x, //example.org/b.png 2x" alt="">')),
    ("S006", NOTICE_FILE, 1, notice('<script src="/\\example.org/a.js"></script>')),
    ("S006", NOTICE_FILE, 1, notice('<link rel="stylesheet" href="//example.org/a.css">')),
    ("S006", NOTICE_FILE, 1, notice('<form action="https://example.org/"></form>')),
    ("S006", NOTICE_FILE, 1, notice('<meta http-equiv="refresh" content="0;url=https://a.org">')),
    ("S006", CSS_FILE, 2, css("a {\n background: url(//example.org/a.png) }")),
    ("S006", CSS_FILE, 1, css("a { background: u\\72l('https://example.org/a.png') }")),
    ("S006", CSS_FILE, 1, css('a { background: image-set("https://example.org/a" 1x) }')),
    ("S007", NOTICE_FILE, 1, notice("{{ page.title|safe }}")),
    ("S007", NOTICE_FILE, 1, notice("{{ page.title|default:text|safe }}")),
    ("S007", NOTICE_FILE, 1, notice("{% load wagtailcore_tags %}{{ topic.subject|richtext }}")),
    ("S007", NOTICE_FILE, 1, notice("{% with preview=text %}{% endwith %}")),
    ("S008", NOTICE_FILE, 2, notice("\n{% autoescape off %}{{ text }}{% endautoescape %}")),
    ("S009", SVG_FILE, 2, drawing("\n<script>a()</script>")),
    ("S009", SVG_FILE, 1, drawing('<path ONLOAD="a()" d=""/>')),
    ("S009", SVG_FILE, 1, drawing("<foreignObject/>")),
    ("S009", SVG_FILE, 1, drawing('<a href="javascript:a()"/>')),
    ("S009", SVG_FILE, 1, drawing('<use href="https://example.org/a.svg#b"/>')),
    ("S009", SVG_FILE, 1, drawing("<style>@\\69mport 'https://example.org/a.css';</style>")),
    ("S009", SVG_FILE, 1, drawing('<path fill="u\\72l(//example.org/a)" d=""/>')),
    ("S009", SVG_FILE, 1, drawing('<x:script xmlns:x="http://www.w3.org/2000/svg">a()</x:script>')),
    ("S009", SVG_FILE, 1, {"static": {"img/a.svg": '<!DOCTYPE svg [<!ENTITY a "b">]>'
                                      + SVG.format("<text>&a;</text>")}}),
    ("S009", SVG_FILE, 1, {"static": {"img/a.svg": '<?xml-stylesheet href="a.css"?>'
                                      + SVG.format("")}}),
    ("S010", JS_FILE, 2, script("\nfetch('https://example.org/a')")),
    ("S010", JS_FILE, 1, script("import '//example.org/a.js'")),
    ("S011", JS_FILE, 3, script("/* eval(\n) */\neval('a')")),
    ("S011", JS_FILE, 1, script("document.cookie = 'a'")),
    ("S011", JS_FILE, 1, script("localStorage.a = 1")),
    ("S012", CSS_FILE, 1, css("a { background: url(data:image/png;base64,AAAA) }")),
    ("S012", NOTICE_FILE, 1, notice('<img src="data:image/png;base64,AAAA" alt="">')),
]  # fmt: skip

STYLES = [
    ("C001", CSS_FILE, 2, css("a { color: red }\n} b { color: red }")),
    ("C001", CSS_FILE, 1, css("a { color: red")),
    ("C001", CSS_FILE, 2, css("a { color: red }\n/* never closed")),
    ("C001", CSS_FILE, 1, css("a { color red; margin: 0 }")),
    ("C002", CSS_FILE, 2, css("a {\n background: url(../img/nope.svg) }")),
    ("C002", CSS_FILE, 1, css("a { background: url( '../../../etc/passwd' ) }")),
    ("C002", CSS_FILE, 1, css("a { background: url(/static/js/socle.js) }")),
    ("C002", CSS_FILE, 1, css('a { background: image-set("../icons/favicon.svg" 1x) }')),
    ("C002", CSS_FILE, 1, css("a { background: url('../icons/fav\\69 con.svg') }")),
    ("C003", CSS_FILE, 2, css("\n@import 'a.css';")),
    ("C003", CSS_FILE, 1, css("@\\69mport url(../css/frame.css);")),
    ("C004", CSS_FILE, 3, css("a {\n b: var(--color-text);\n color: var(--color-txt) }")),
    ("C005", CSS_FILE, 1, css("a:focus { outline: none }")),
    ("C005", CSS_FILE, 2, css("@media screen { a { &:focus {\n outline-width: 0 !important } } }")),
    ("C006", "static/css/more.css", 0, {"static": {"css/more.css": "a { color: red }"}}),
    ("C007", CSS_FILE, 1, css("a { font: bold 12px/1 serif }")),
    ("C008", CSS_FILE, 1, {"static": {"fonts/a.ttf": b"\0\1\0\0", "css/theme.css":
                           "@font-face { font-family: a; src: url(../fonts/a.ttf) }"}}),
    ("C009", SVG_FILE, 1, {"static": {"img/a.svg": "<html></html>"}}),
    ("C009", SVG_FILE, 2, {"static": {"img/a.svg": SVG.format("\n<p")}}),
]  # fmt: skip

NOISE = "".join(f"{(n * 2654435761) % 2**32:08x}" for n in range(20_000))
WEIGHTS = [
    ("C101", CSS_FILE, 0, css(f"/* {NOISE[:40_000]} */")),
    ("C102", JS_FILE, 0, script(f"// {NOISE[:20_000]}")),
    (
        "C103",
        "static/c.woff2",
        0,
        {"static": dict.fromkeys(("a.woff2", "b.woff2", "c.woff2"), WOFF2)},
    ),
    ("C103", "static/a.woff2", 0, {"static": {"a.woff2": WOFF2 + bytes(31_000)}}),
    ("C104", "static/a.png", 0, {"static": {"a.png": png() + bytes(100_000)}}),
]

CASES = [*PACKAGE, *VALUES, *TEMPLATES, *FRAME, *LOOKUPS, *SAFETY, *STYLES, *WEIGHTS]


@pytest.mark.parametrize(
    ("code", "file", "line", "parts"), CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)]
)
def test_a_theme_that_breaks_one_rule_has_that_finding_and_no_other(code, file, line, parts):
    assert found(**parts) == [(code, file, line)]


def test_every_finding_says_what_to_do_in_words():
    for *_place, parts in CASES:
        for finding in checked(theme_files(**parts))[1].findings:
            assert len(finding.what) > 8, finding
            assert finding.mend.strip(), finding
            assert "%(" not in finding.what + finding.mend, finding
            assert "%%" not in finding.what + finding.mend, finding
