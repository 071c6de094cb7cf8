"""What lies in caches, in the pool and in other machines' reach."""

import time

import pytest
from django.core.files.storage import InMemoryStorage, storages
from django.template import Context, Template
from django.test import RequestFactory

from sites.themes import pool, releases, switching, wardrobe
from sites.themes.stack import base, wearing
from tests.sites.themes.building import theme_files

FRAGMENT = "{% load cache %}{% cache 60 pied %}{{ words }}{% endcache %}"


class Somewhere:
    """A site, as far as a fragment's key needs it."""

    def __init__(self, pk: int):
        self.pk = pk


def fragment(words: str, site: int) -> str:
    request = RequestFactory().get("/")
    request.site = Somewhere(site)  # type: ignore[attr-defined]
    return Template(FRAGMENT).render(Context({"words": words, "request": request}))


@pytest.fixture
def canal(db):
    return wardrobe.stack(releases.install(theme_files("rive"))[0], {})


def test_a_fragment_is_kept_for_its_site(canal):
    with wearing(base()):
        assert fragment("un", site=1) == "un"
        assert fragment("deux", site=1) == "un"
        assert fragment("deux", site=2) == "deux"


def test_a_fragment_is_kept_for_its_theme(canal):
    with wearing(base()):
        assert fragment("socle", site=1) == "socle"
    with wearing(canal):
        assert fragment("rive", site=1) == "rive"


class Bucket(InMemoryStorage):
    """Files that several machines share, unlike a disk."""


@pytest.fixture
def bucket(monkeypatch):
    shared = Bucket()
    monkeypatch.setitem(storages._storages, "files", shared)
    return shared


def test_what_one_machine_makes_another_finds(bucket, settings, tmp_path, lba, client_of):
    settings.THEMES_ROOT = tmp_path / "here"
    files = theme_files("rive", static={"css/theme.css": "p{margin:0}"})
    release, _report = releases.install(files)
    switching.activate(lba.site, release)
    sheet = wardrobe.stack_of(lba.site_id).sheet
    settings.THEMES_ROOT = tmp_path / "there"
    wardrobe.layer.cache_clear()
    assert client_of("lba").get(sheet).status_code == 200
    assert (tmp_path / "there/pool" / sheet.removeprefix(pool.PREFIX)).is_file()
    assert client_of("lba").get("/").status_code == 200


def test_a_bucket_that_is_away_takes_no_page_down(bucket, lba, client_of, monkeypatch, caplog):
    release, _report = releases.install(theme_files("rive"))
    switching.activate(lba.site, release)
    wardrobe.layer.cache_clear()
    wardrobe._shared.cache_clear()

    def away(*args, **kwargs):
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(bucket, "_open", away)
        assert client_of("lba").get("/").status_code == 200
        assert wardrobe.stack_of(lba.site_id) is base()
    assert "is not worn" in caplog.text
    later = time.monotonic() + 60
    monkeypatch.setattr(wardrobe.time, "monotonic", lambda: later)
    assert str(wardrobe.stack_of(lba.site_id)) == "rive@1.0.0"
