"""`manage.py theme`: what an integrator types, from a new folder to taking it back (J11)."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sites.themes import live, places, scaffold
from sites.themes.models import Look, Release
from sites.themes.stack import base


def theme(*arguments: str, **options) -> str:
    said = io.StringIO()
    call_command("theme", *arguments, stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def workshop(tmp_path, monkeypatch, db) -> Path:
    """An integrator's own folder, outside of the product's."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / places.WORKSHOP


@pytest.fixture
def quai(workshop) -> Path:
    theme("new", "quai", name="Le quai", colour="#00574b", corners="ronds")
    return workshop / "quai"


def test_from_a_new_folder_to_a_live_site_and_back(quai, lba, client_of):
    assert "rien à corriger" in theme("check", "quai")
    (quai / "templates/components").mkdir(parents=True)
    (quai / "templates/components/breadcrumbs.html").write_text("<!-- le quai -->")
    assert "quai-1.0.0.zip" in theme("pack", "quai")
    assert "quai@1.0.0" in theme("install", "quai-1.0.0.zip")
    client = client_of("lba")
    assert "<!-- le quai -->" not in client.get("/").content.decode()
    theme("activate", "lba", "quai")
    assert "<!-- le quai -->" in client.get("/").content.decode()
    assert "lba" in theme("list")
    theme("rollback", "lba")
    assert "<!-- le quai -->" not in client.get("/").content.decode()
    assert theme("log").count("quai@1.0.0") == 2


def test_the_same_folder_packs_to_the_same_bytes(quai, tmp_path):
    theme("pack", "quai", to="un.zip")
    for path in quai.rglob("*"):
        path.touch()
    theme("pack", "quai", to="deux.zip")
    assert (tmp_path / "un.zip").read_bytes() == (tmp_path / "deux.zip").read_bytes()


def test_a_new_theme_has_its_colour_in_readable_shades(workshop):
    theme("new", "pale", colour="#ffe08a", corners="droits")
    told = json.loads((workshop / "pale/theme.json").read_text())
    assert told["tokens"]["palette-action"]["value"] != "#ffe08a"
    assert "rien à corriger" in theme("check", "pale")


@pytest.mark.parametrize("corners", list(scaffold.RADII))
@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#ff0000", "#1b4a9b"])
def test_whatever_is_answered_the_folder_passes(workshop, colour, corners):
    theme("new", "essai", colour=colour, corners=corners)
    assert "rien à corriger" in theme("check", "essai")


def test_the_preview_link_shows_the_theme_to_its_holder_only(quai, lba, client_of):
    (quai / "static/css/theme.css").write_text(".x { color: red }")
    theme("install", "quai")
    link = theme("preview", "lba", "quai").strip()
    holder, other = client_of("lba"), client_of("lba")
    path = link.split(":8000", 1)[1]
    assert holder.get(path).headers["Location"] == "/"
    page = holder.get("/")
    assert "Vous essayez le thème" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "Vous essayez" not in other.get("/").content.decode()
    assert client_of("cel").get(path).status_code == 404
    assert other.get(path[:-3] + "AA/").status_code == 404
    holder.get("/themes/apercu/fin/")
    assert "Vous essayez" not in holder.get("/").content.decode()


def test_a_cookie_of_one_site_shows_nothing_on_another(quai, lba, client_of):
    theme("install", "quai")
    path = theme("preview", "lba", "quai").strip().split(":8000", 1)[1]
    holder, other = client_of("lba"), client_of("cel")
    holder.get(path)
    other.cookies = holder.cookies
    assert "Vous essayez" not in other.get("/").content.decode()


# Words instead of tracebacks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["new", "Quai"], "minuscules"),
        (["new", "socle"], "minuscules"),
        (["new", "quai", "--from", "personne"], "personne"),
        (["new", "quai", "--colour", "bleu"], "#1b4a9b"),
        (["check", "nulle-part"], "n’est ni un dossier"),
        (["check"], "--all"),
        (["pack", "nulle-part"], "n’est ni un dossier"),
        (["install", "nulle-part.zip"], "n’est ni un dossier"),
        (["activate", "xyz", "socle"], "Aucun conseil"),
        (["activate", "lba", "nulle-part"], "n’est pas installé"),
        (["activate", "lba", "socle@9.9.9x"], ""),
        (["preview", "lba", "nulle-part"], "n’est pas installé"),
        (["rollback", "lba"], "n’a pas porté d’autre thème"),
        (["dev", "nulle-part"], "n’est ni un dossier"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(workshop, lba, typed, words):
    if not words:
        theme(*typed)  # a version of the base theme is the base theme
        return
    with pytest.raises(CommandError) as refusal:
        theme(*typed)
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_folder_that_is_there_is_not_overwritten(quai):
    before = (quai / "theme.json").read_text()
    with pytest.raises(CommandError, match="existe déjà"):
        theme("new", "quai")
    assert (quai / "theme.json").read_text() == before


def test_a_theme_with_errors_is_packed_by_nobody_and_installed_for_nobody(quai):
    (quai / "theme.json").write_text("{")
    for verb in ("pack", "install"):
        with pytest.raises(CommandError):
            theme(verb, "quai")
    assert not Release.objects.exists()
    with pytest.raises(CommandError, match="À corriger"):
        theme("check", "quai")


def test_an_old_version_that_nobody_wears_does_not_spoil_the_check_of_all(quai, lba):
    told = json.loads((quai / "theme.json").read_text())
    broken = told | {"tokens": {"palette-ink": "#fcfbf8"}}
    (quai / "theme.json").write_text(json.dumps(broken))
    theme("install", "quai")
    with pytest.raises(CommandError, match=r"quai@1\.0\.0"):
        theme("check", "--all")
    (quai / "theme.json").write_text(json.dumps(told | {"version": "1.0.1"}))
    theme("install", "quai")
    assert "quai@1.0.1" in theme("check", "--all")


# While it is written -----------------------------------------------------------------------------


@pytest.fixture
def bench(quai, lba):
    yield live.set_up(lba.site_id, quai)
    live.clear()


def test_a_saved_file_shows_at_the_next_request(bench, quai, client_of):
    client = client_of("lba")
    first = client.get("/themes/dev/").json()["version"]
    (quai / "templates/components").mkdir(parents=True)
    (quai / "templates/components/breadcrumbs.html").write_text("<!-- écrit -->")
    assert "<!-- écrit -->" in client.get("/").content.decode()
    assert client.get("/themes/dev/").json()["version"] != first
    assert "<!-- écrit -->" not in client_of("cel").get("/").content.decode()
    assert not Look.objects.filter(release__isnull=False).exists()


def test_a_half_written_file_keeps_the_last_state_and_says_what_is_wrong(bench, quai, client_of):
    client = client_of("lba")
    client.get("/")
    (quai / "theme.json").write_text('{"name": "Quai",')
    assert client.get("/").status_code == 200
    assert client.get("/themes/dev/").json()["findings"][0]["code"] == "M001"


def test_the_workbench_answers_nowhere_else(quai, client_of):
    assert client_of("lba").get("/themes/dev/").status_code == 404
    assert "theme-dev" not in client_of("lba").get("/").content.decode()
    assert base().scripts == ()
