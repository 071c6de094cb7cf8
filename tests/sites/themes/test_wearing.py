"""What a site wears: look-up through the stack, switching, rollback, and what may not break it."""

import threading

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.template import TemplateDoesNotExist, engines
from django.template.loader import render_to_string

from sites.councils.stamps import bump
from sites.themes import releases, switching, wardrobe
from sites.themes.manifest import API
from sites.themes.models import Change, Look, Release
from sites.themes.stack import base, current, wearing
from tests.sites.themes.building import theme_files

FOOT = "components/footer.html"


def installed(slug="quai", **more) -> Release:
    return releases.install(theme_files(slug, **more))[0]


@pytest.fixture
def quai(lba) -> Release:
    """Worn by lba: its own footer and one colour."""
    release = installed(
        templates={FOOT: '<footer class="footer">Au bord du canal</footer>'},
        static={
            "css/theme.css": ".wall { background: url(../img/arche.svg) }",
            "img/arche.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        },
        tokens={"palette-action": "#00574b"},
    )
    switching.activate(lba.site, release)
    return release


# Looking templates up -----------------------------------------------------------------------------


def test_a_theme_replaces_a_template_on_its_own_site_only(quai, client_of):
    assert "Au bord du canal" in client_of("lba").get("/").content.decode()
    assert "Au bord du canal" not in client_of("cel").get("/").content.decode()
    assert "Au bord du canal" not in client_of("").get("/").content.decode()


def test_nothing_is_worn_after_the_answer(quai, client_of):
    client_of("lba").get("/")
    assert current() is base()


def test_extending_the_same_name_reaches_the_next_one_down(db):
    title = (
        "{{% extends '404.html' %}}{{% block title %}}{} · {{{{ block.super }}}}{{% endblock %}}"
    )
    mother = installed("mere", templates={"404.html": title.format("mère")})
    child = installed("fille", parent="mere", templates={"404.html": title.format("fille")})
    assert child.parent == mother
    with wearing(wardrobe.stack(child, {})):
        text = render_to_string("404.html")
    assert "fille · mère · Page introuvable" in text


def test_a_template_compiled_once_serves_every_stack_that_has_the_file(db):
    mother = installed("mere", templates={FOOT: "mère"})
    one = installed("une", parent="mere", templates={"x.html": "1"})
    two = installed("deux", parent="mere", templates={"y.html": "2"})
    engine, found = engines["django"].engine, []
    for release in (mother, one, two):
        with wearing(wardrobe.stack(release, {})):
            found.append(engine.get_template(FOOT))
    assert found[0] is found[1] is found[2]


def test_threads_wear_each_their_own(db):
    stacks = [wardrobe.stack(installed(s, templates={"a.html": s}), {}) for s in ("un", "deux")]
    seen: dict[int, set[str]] = {0: set(), 1: set()}

    def render(i: int) -> None:
        for _ in range(200):
            with wearing(stacks[i]):
                seen[i].add(render_to_string("a.html"))

    threads = [threading.Thread(target=render, args=(i,)) for i in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {0: {"un"}, 1: {"deux"}}


def test_the_admin_is_never_themed(db):
    release = installed(templates={"wagtailadmin/login.html": "pris", "admin/x.html": "pris"})
    with wearing(wardrobe.stack(release, {})):
        found = engines["django"].engine.get_template("wagtailadmin/login.html")
        assert "wagtail/admin" in found.origin.name
        with pytest.raises(TemplateDoesNotExist):
            render_to_string("admin/x.html")


# Static files -------------------------------------------------------------------------------------


def test_the_sheet_holds_base_tokens_and_theme_and_its_files_are_served(quai, client_of):
    client = client_of("lba")
    stack = wardrobe.stack_of(client.get("/").wsgi_request.site.pk)
    answer = client.get(stack.sheet)
    text = answer.content.decode()
    assert "--palette-action: #00574b;" in text
    assert text.index("--palette-action") < text.index("@layer theme")
    assert "immutable" in answer["Cache-Control"]
    picture = stack.address("img/arche.svg")
    assert f'url("{picture}")' in text
    assert client.get(picture)["Content-Type"] == "image/svg+xml"


def test_a_file_of_the_pool_outlives_the_theme(quai, lba, client_of):
    sheet = wardrobe.stack_of(lba.site_id).sheet
    switching.activate(lba.site, None)
    assert client_of("lba").get(sheet).status_code == 200


@pytest.mark.parametrize("name", ["../secret", "x.css", "..%2fsecret", "0" * 20 + "-a/../b"])
def test_the_pool_serves_nothing_else(client_of, name):
    assert client_of("lba").get(f"/themes/{name}").status_code == 404


def test_scripts_of_themes_do_not_run_on_the_admins_origin(lba, client_of, client):
    switching.activate(lba.site, installed(static={"js/theme.js": "export {}"}))
    script = wardrobe.stack_of(lba.site_id).scripts[0]
    assert script in client_of("lba").get("/").content.decode()
    assert client_of("lba").get(script).status_code == 200
    assert client_of("admin").get(script).status_code == 404


# Switching ----------------------------------------------------------------------------------------


def test_rollback_goes_back_step_by_step_and_everything_is_logged(quai, lba, editor):
    other = installed("rue")
    switching.activate(lba.site, other, editor)
    switching.rollback(lba.site, editor)
    assert Look.objects.get(site=lba.site).release == quai
    switching.rollback(lba.site)
    assert Look.objects.get(site=lba.site).release is None
    with pytest.raises(switching.Refused):
        switching.rollback(lba.site)
    kinds = [c.kind for c in Change.objects.filter(site=lba.site)]
    assert kinds == ["rollback", "rollback", "activation", "activation"]
    assert Change.objects.filter(site=lba.site, by=editor).count() == 2


def test_an_upgraded_parent_changes_nothing_on_a_live_site(lba, client_of):
    installed("mere", templates={FOOT: "<footer>mère 1</footer>"})
    switching.activate(lba.site, installed("fille", parent="mere"))
    installed("mere", version="1.1.0", templates={FOOT: "<footer>mère 2</footer>"})
    assert "mère 1" in client_of("lba").get("/").content.decode()


def test_the_same_version_with_other_files_is_refused(quai):
    with pytest.raises(releases.NotInstalled) as refusal:
        installed(templates={FOOT: "autre"})
    assert "M010" in {f.code for f in refusal.value.report.findings}


def test_an_older_version_is_refused(quai):
    with pytest.raises(releases.NotInstalled) as refusal:
        installed(version="0.9.0")
    assert "M011" in {f.code for f in refusal.value.report.findings}


def test_the_same_files_are_the_same_release(quai):
    again = theme_files(templates={}, static={})
    one, _report = releases.install(theme_files("rue"))
    two, _report = releases.install(theme_files("rue"))
    assert one == two
    assert again.digest != one.digest


@pytest.mark.parametrize(
    ("broken", "code"),
    [({"api": API + 1}, "M006"), ({"parent": "personne"}, "M008"), ({"parent": "rue"}, "M009")],
)
def test_what_cannot_be_used_is_not_installed(db, broken, code):
    with pytest.raises(releases.NotInstalled) as refusal:
        installed("rue", **broken)
    assert {f.code for f in refusal.value.report.findings} == {code}


def test_a_theme_with_errors_is_not_worn(lba):
    release = installed(tokens={"palette-ink": "#fcfbf8"})  # ink on paper of the same colour
    with pytest.raises(switching.Refused) as refusal:
        switching.activate(lba.site, release)
    assert "K005" in {f.code for f in refusal.value.report.findings}
    assert not Look.objects.filter(site=lba.site, release=release).exists()


# What a council changes ---------------------------------------------------------------------------


def test_a_councils_colour_flows_into_light_dark_and_followers(quai, lba):
    switching.set_differences(lba.site, {"palette-action": "#8a1c4a"})
    tokens = wardrobe.stack_of(lba.site_id).tokens
    assert tokens["palette-action"].value == "#8a1c4a"
    assert tokens["palette-action-strong"].value != base().tokens["palette-action-strong"].value
    assert tokens.shortfalls() == []


def test_a_colour_that_reads_badly_is_refused_with_the_nearest_that_does(quai, lba):
    with pytest.raises(switching.Refused, match=r"contraste 2,\d\d|contraste 2\.\d\d") as refusal:
        switching.set_differences(lba.site, {"palette-action": "#cc88aa"})
    assert "#" in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("palette-action", "red; } body { display: none"),
        ("palette-action", "--palette-paper"),
        ("palette-action", "#12345"),
        ("color-text", "#000000"),
        ("logo", "https://ailleurs.example/x.png"),
        ("logo", "/themes/" + "0" * 20 + "-x.png"),
    ],
)
def test_what_the_theme_does_not_allow_is_refused(quai, lba, name, value):
    with pytest.raises(switching.Refused):
        switching.set_differences(lba.site, {name: value})


# Broken themes ------------------------------------------------------------------------------------


@pytest.fixture
def unchecked(monkeypatch):
    """As if a fault had passed every check."""
    monkeypatch.setattr("sites.themes.check._rules", [])


FAILS = "{% extends 'nulle-part.html' %}"


def test_a_page_that_a_theme_breaks_is_shown_without_it(unchecked, wear_anyway, client_of):
    templates = dict.fromkeys(["base.html", "404.html", "500.html"], FAILS)
    wear_anyway(installed("casse", templates=templates))
    client = client_of("lba", raise_request_exception=False)
    home = client.get("/")
    assert home.status_code == 200
    assert "Prochaine séance" in home.content.decode()
    missing = client.get("/nulle-part/")
    assert missing.status_code == 404
    assert "n’existe pas" in missing.content.decode()


def test_a_package_that_is_gone_leaves_the_base_theme(quai, lba, client_of, caplog):
    storages["files"].delete(wardrobe.package_name(quai.digest))
    wardrobe.layer.cache_clear()
    bump(wardrobe.THEMES)
    answer = client_of("lba").get("/")
    assert answer.status_code == 200
    assert "Au bord du canal" not in answer.content.decode()
    assert "is not worn" in caplog.text


def test_a_tampered_package_is_not_worn(quai, lba, client_of):
    storage, name = storages["files"], wardrobe.package_name(quai.digest)
    storage.delete(name)
    storage.save(name, ContentFile(theme_files(templates={FOOT: "piraté"}).pack()))
    wardrobe.layer.cache_clear()
    bump(wardrobe.THEMES)
    assert "piraté" not in client_of("lba").get("/").content.decode()


def test_a_fault_of_the_product_is_still_an_error(quai, client_of, monkeypatch):
    from cms.pages.models import CouncilHomePage

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(CouncilHomePage, "get_context", fail)
    assert client_of("lba", raise_request_exception=False).get("/").status_code == 500
