"""What lies in caches, in the pool and in other machines' reach."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.storage import InMemoryStorage, storages
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory

from sites.themes import pool, releases, stack, switching, wardrobe
from sites.themes.files import ThemeFiles
from sites.themes.models import Release
from sites.themes.stack import base, wearing
from tests.sites.themes.building import png, theme_files

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


def test_a_bucket_that_takes_nothing_takes_no_page_down(bucket, settings, tmp_path, client_of, lba):
    def away(*args, **kwargs):
        raise ConnectionError

    bucket.exists = bucket.save = away
    settings.THEMES_ROOT = tmp_path / "new machine"
    wardrobe._shared.cache_clear()
    stack._base.cache_clear()
    client = client_of("lba")
    sheet = base().sheet
    assert client.get("/").status_code == 200
    assert client.get(sheet).status_code == 200
    assert client.get("/themes/" + "0" * 20 + "-x.css").status_code == 404


@pytest.mark.parametrize("place", ["disk", "bucket"])
def test_what_a_council_chose_outlives_the_machine(
    request, settings, tmp_path, lba, client_of, place
):
    if place == "bucket":
        request.getfixturevalue("bucket")
    settings.THEMES_ROOT = tmp_path / "before"
    release, _report = releases.install(theme_files("rive"))
    logo = pool.put("logo.png", png(), own=True)
    switching.activate(lba.site, release)
    switching.set_differences(lba.site, {"logo": logo})
    settings.THEMES_ROOT = tmp_path / "restored"
    wardrobe._shared.cache_clear()
    wardrobe._worn.forget()
    client = client_of("lba")
    assert logo in client.get("/").content.decode()
    for address in (logo, release.picture, wardrobe.stack_of(lba.site_id).sheet):
        assert client.get(address).status_code == 200


def test_a_picture_that_cannot_be_kept_is_not_said_to_be(bucket):
    def full(*args, **kwargs):
        raise OSError("no space left")

    bucket.save = full
    with pytest.raises(OSError, match="no space"):
        pool.put("logo.png", png(), own=True)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_version_that_several_install_at_once_is_one_release():
    """The same files for all: one release. Other files under the same number: one of them wins."""
    for family in ([theme_files("rive")] * 4, [_rive(number) for number in range(4)]):
        Release.objects.all().delete()
        with ThreadPoolExecutor(4) as pool_of_threads:
            found = list(pool_of_threads.map(_installed, family))
        assert Release.objects.count() == 1
        assert [key for key in found if key] == [Release.objects.get().pk] * sum(map(bool, found))
        assert any(found)


def _rive(number: int) -> ThemeFiles:
    return theme_files("rive", static={"css/theme.css": f".wall {{ opacity: 0.{number + 1} }}"})


def _installed(files: ThemeFiles) -> int | None:
    try:
        return releases.install(files)[0].pk
    except releases.NotInstalled:
        return None
    finally:
        connection.close()
