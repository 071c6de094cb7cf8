"""« Thèmes » in the admin: from an archive to an installed theme, without a shell."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from sites.councils import roles
from sites.themes import checking, files, releases, switching
from sites.themes.admin import theme_views, uploads
from sites.themes.files import ThemeFiles
from sites.themes.models import Release, Upload
from tests.sites.themes.building import theme_files

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/themes/deposer/"


@pytest.fixture
def integrator(make_user):
    return make_user(roles.INTEGRATOR, pseudonym="Genêt l’intégrateur")


@pytest.fixture
def client(client_for, integrator):
    return client_for("admin", integrator)


def archive(theme: ThemeFiles, name: str = "theme.zip") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, theme.pack(), "application/zip")


def send(client, theme: ThemeFiles, **options):
    return client.post(UPLOAD, {"package": archive(theme)}, **options)


def stored(upload_or_user, digest: str) -> bool:
    return storages["files"].exists(f"themes/uploads/{upload_or_user.pk}-{digest}.zip")


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


# From an archive to a release ---------------------------------------------------------------------


def test_an_archive_is_checked_kept_and_installed(client, integrator):
    theme = theme_files("quai", author="Atelier du canal")
    report = send(client, theme, follow=True)
    assert report.redirect_chain[0][0] == f"/admin/themes/depots/{theme.digest}/"
    assert "n’a rien trouvé à redire" in text(report)
    assert stored(integrator, theme.digest)
    assert not Release.objects.exists()
    done = client.post(f"/admin/themes/depots/{theme.digest}/installer/", follow=True)
    release = Release.objects.get(slug="quai")
    assert (release.digest, release.installed_by) == (theme.digest, integrator)
    assert "Atelier du canal" in text(done)
    assert not stored(integrator, theme.digest)
    assert not Upload.objects.exists()
    again = client.post(f"/admin/themes/depots/{theme.digest}/installer/")
    assert again["Location"] == f"/admin/themes/{release.pk}/"


def test_errors_are_told_with_their_place_and_how_to_mend_them(client):
    theme = theme_files("quai", tokens={"palette-ink": "#fcfbf8"}, couleurs={})
    report = text(send(client, theme, follow=True))
    assert "K005" in report
    assert "M003" in report
    assert "<code>theme.json:9</code>" in report
    assert "La couleur la plus proche qui passe" in report
    assert "aucun site ne pourra le porter" in report


def test_what_is_fatal_is_not_installed_and_nothing_is_lost(client, integrator):
    theme = theme_files("quai", api=99)
    report = text(send(client, theme, follow=True))
    assert "M006" in report
    assert "/installer/" not in report
    refused = client.post(f"/admin/themes/depots/{theme.digest}/installer/", follow=True)
    assert "M006" in text(refused)
    assert stored(integrator, theme.digest)
    assert not Release.objects.exists()


def test_a_version_that_came_meanwhile_is_told(client):
    theme = theme_files("quai", static={"css/theme.css": "a{}"})
    send(client, theme)
    releases.install(theme_files("quai"))
    answer = client.post(f"/admin/themes/depots/{theme.digest}/installer/", follow=True)
    assert "M010" in text(answer)


def test_what_is_installed_already_is_shown(client):
    release, _report = releases.install(theme_files("quai"))
    assert send(client, theme_files("quai"))["Location"] == f"/admin/themes/{release.pk}/"
    assert not Upload.objects.exists()


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(20):
            made.writestr(f"static/{number}.css", b"\0" * files.MAX_FILE)
    return target.getvalue()


def escaping() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("../../etc/cron.d/x", b"x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"MZ not a zip", "P002"), (b"", None), (bomb(), "P007"), (escaping(), "P004")],
    ids=["not-a-zip", "empty", "bomb", "escape"],
)
def test_what_is_no_theme_is_refused_in_words(client, data, code):
    answer = client.post(UPLOAD, {"package": SimpleUploadedFile("x.zip", data)})
    assert answer.status_code == 200
    assert (code or "Choisissez") in text(answer) or "P002" in text(answer)
    assert not Upload.objects.exists()


def test_a_body_that_is_too_long_is_not_even_read(client, monkeypatch):
    def fail(*args, **kwargs):
        raise AssertionError

    monkeypatch.setattr("django.http.request.HttpRequest._load_post_and_files", fail)
    monkeypatch.setattr(theme_views.files, "from_zip", fail)
    big = SimpleUploadedFile("x.zip", b"\0" * (theme_views.MAX_BODY * 2**20 + 1))
    answer = client.post(UPLOAD, {"package": big})
    assert answer["Location"] == UPLOAD
    monkeypatch.undo()
    assert "C’est trop lourd : 11 Mo au plus" in text(client.get(UPLOAD))


def test_an_archive_that_was_tampered_with_is_not_installed(client, integrator):
    theme = theme_files("quai")
    send(client, theme)
    storage, name = storages["files"], f"themes/uploads/{integrator.pk}-{theme.digest}.zip"
    storage.delete(name)
    storage.save(name, ContentFile(theme_files("pirate").pack()))
    answer = client.post(f"/admin/themes/depots/{theme.digest}/installer/", follow=True)
    assert "n’est plus lisible" in text(answer)
    assert not Release.objects.exists()


def test_what_nobody_installed_goes_after_a_day(client, integrator):
    theme = theme_files("quai")
    send(client, theme)
    address = f"/admin/themes/depots/{theme.digest}/"
    with time_machine.travel(timezone.now() + timedelta(hours=23), tick=False):
        call_command("purge_theme_uploads")
        assert stored(integrator, theme.digest)
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        client.force_login(integrator, "django.contrib.auth.backends.ModelBackend")
        assert client.get(address).status_code == 404
        assert client.post(f"{address}installer/").status_code == 404
        call_command("purge_theme_uploads")
    assert not stored(integrator, theme.digest)
    assert not Upload.objects.exists()


def test_few_archives_of_one_person_wait(client, integrator):
    themes = [theme_files(f"theme-{letter}") for letter in "abcdefg"]
    for theme in themes:
        send(client, theme)
    kept = [stored(integrator, theme.digest) for theme in themes]
    assert kept == [False] * (7 - uploads.AT_ONCE) + [True] * uploads.AT_ONCE


def test_a_deposit_is_thrown_away(client, integrator):
    theme = theme_files("quai")
    send(client, theme)
    client.post(f"/admin/themes/depots/{theme.digest}/jeter/")
    assert not stored(integrator, theme.digest)


# What is installed --------------------------------------------------------------------------------


def test_the_list_shows_the_newest_version_then_the_others_and_who_wears_them(client, lba):
    old, _report = releases.install(theme_files("quai"))
    switching.activate(lba.site, old)
    releases.install(theme_files("quai", version="1.10.0"))
    releases.install(theme_files("rue", parent="quai"))
    screen = text(client.get("/admin/themes/"))
    assert screen.index("1.10.0") < screen.index("Versions précédentes") < screen.index("1.0.0")
    assert lba.name in screen


def test_a_theme_of_the_library_is_installed_with_one_click(client, tmp_path, monkeypatch):
    checking.product()
    theme_files("rue", description="Pavés et zinc").write_to(tmp_path / "rue")
    monkeypatch.setattr(checking, "LIBRARY", tmp_path)
    assert "Pavés et zinc" in text(client.get("/admin/themes/"))
    client.post("/admin/themes/livres/rue/installer/")
    assert Release.objects.get().slug == "rue"
    assert "/livres/rue/" not in text(client.get("/admin/themes/"))


def test_a_theme_is_checked_again(client):
    release, _report = releases.install(theme_files("quai"))
    Release.objects.update(checked_with="an older product", report=[])
    address = f"/admin/themes/{release.pk}/"
    assert "Quartiers a changé" in text(client.get(address))
    client.post(f"{address}verifier/")
    assert "Quartiers a changé" not in text(client.get(address))
    storages["files"].delete(f"themes/packages/{release.digest}.zip")
    assert "ne peut plus être lu" in text(client.post(f"{address}verifier/", follow=True))


def test_every_site_is_offered_with_a_link_to_try(client, lba, other_council, portal):
    release, _report = releases.install(theme_files("quai"))
    screen = text(client.get(f"/admin/themes/{release.pk}/"))
    for site in (lba.site, other_council.site, portal.site):
        assert f"{site.root_url}/themes/apercu/" in screen
        assert f"/admin/apparence/{site.pk}/porter/?theme={release.pk}" in screen


def test_a_theme_with_errors_may_be_tried_and_not_worn(client, lba):
    release, _report = releases.install(theme_files("boue", tokens={"palette-ink": "#fcfbf8"}))
    screen = text(client.get(f"/admin/themes/{release.pk}/"))
    assert "/themes/apercu/" in screen
    assert "/porter/" not in screen
    refused = client.post(f"/admin/apparence/{lba.site_id}/porter/?theme={release.pk}")
    assert "K005" in text(refused)


# The log ------------------------------------------------------------------------------------------


def test_the_log_tells_who_changed_what_and_is_filtered_by_site(
    client, integrator, lba, other_council
):
    release, _report = releases.install(theme_files("quai"))
    switching.activate(lba.site, release, integrator)
    switching.activate(other_council.site, release)
    everything = text(client.get("/admin/themes/journal/"))
    assert everything.count("Socle → Quai 1.0.0") == 2
    assert integrator.pseudonym in everything
    one = text(client.get(f"/admin/themes/journal/?site={lba.site_id}"))
    assert one.count("Socle → Quai 1.0.0") == 1


def test_the_log_has_pages(client, lba, django_assert_max_num_queries):
    quai, rue = (releases.install(theme_files(slug))[0] for slug in ("quai", "rue"))
    for release in (quai, rue) * 20:
        switching.activate(lba.site, release)
    client.get("/admin/themes/journal/")
    with django_assert_max_num_queries(20):
        first = client.get("/admin/themes/journal/")
    assert text(first).count("<time") == theme_views.LINES
    second = text(client.get(f"/admin/themes/journal/?site={lba.site_id}&p=2"))
    assert second.count("<time") == 40 - theme_views.LINES
    assert client.get("/admin/themes/journal/?p=x&site=x").status_code == 200
