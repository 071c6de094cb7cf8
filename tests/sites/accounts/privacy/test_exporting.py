"""A copy of one's data: whole, one's own, for oneself only, gone after a week."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.utils import timezone

from sites.accounts.models import DataExport
from sites.accounts.privacy import erasure, exporting, registry
from sites.accounts.privacy.registry import File, Holding, Table

pytestmark = pytest.mark.django_db

DATA = "/compte/donnees/"


def in_(**later):
    return time_machine.travel(timezone.now() + timedelta(**later), tick=False)


@pytest.fixture
def held(monkeypatch):
    """``held(*parts)``: one more app that holds ``parts`` of everybody."""

    def add(*parts, **more):
        one = Holding("more", "", "", "", "account", export=lambda user: iter(parts), **more)
        monkeypatch.setitem(registry._holdings, "more", one)

    return add


@pytest.fixture(autouse=True)
def _folder():
    storages["files"].save("exports/seed.zip", ContentFile(b"x"))


@pytest.fixture
def much(monkeypatch):
    """Everybody has more than is made while they wait."""
    monkeypatch.setattr(exporting, "AT_ONCE", 0)


def copy_of(user) -> zipfile.ZipFile:
    export = exporting.ask(user, None)
    exporting.make_waiting()
    export.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(export.file.read()))


def table(archive: zipfile.ZipFile, name: str) -> list[dict]:
    text = archive.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_copy_says_what_is_held_to_people_and_to_machines(resident):
    archive = copy_of(resident)
    assert archive.testzip() is None
    told = json.loads(archive.read("donnees.json"))
    assert told["compte"][0]["email"] == "sureau@exemple.fr"
    (account,) = table(archive, "compte.csv")
    assert account["adresse électronique"] == "sureau@exemple.fr"
    assert account["pseudonyme"] == "Sureau"
    guide = archive.read("lisez-moi.txt").decode("utf-8-sig")
    for name in archive.namelist():
        assert name in guide or name == "lisez-moi.txt"
    assert "votre compte (1 ligne)" in guide
    assert "password" not in str(told)


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_was_typed_is_no_formula(resident, held, text):
    rows = [{"text": text}]
    held(Table("notes", "notes", {"text": "texte"}, rows))
    archive = copy_of(resident)
    (row,) = table(archive, "notes.csv")
    assert row["texte"].startswith("'")
    assert json.loads(archive.read("donnees.json"))["notes"] == rows, "JSON keeps it as it was"


def test_quotes_lines_and_separators_stay_in_their_cell(resident, held):
    text = 'Il a dit « "non" » ;\nà la ligne, puis\tplus rien. 👋'
    held(Table("notes", "notes", {"text": "texte"}, [{"text": text}, {"text": "b"}]))
    assert [row["texte"] for row in table(copy_of(resident), "notes.csv")] == [text, "b"]


def test_an_empty_table_is_left_out(resident, held):
    held(Table("notes", "notes", {"text": "texte"}, []))
    archive = copy_of(resident)
    assert "notes.csv" not in archive.namelist()
    assert "notes" not in json.loads(archive.read("donnees.json"))


def test_files_of_one_name_do_not_hide_each_other(resident, held):
    def file(content: bytes, name: str = "../../photo.jpg") -> File:
        return File("images", name, lambda: io.BytesIO(content))

    def gone():
        raise FileNotFoundError

    held(file(b"a"), file(b"b"), File("images", "perdue.jpg", gone))
    archive = copy_of(resident)
    files = [name for name in archive.namelist() if name.startswith("fichiers/")]
    assert len(files) == 2
    assert not any(".." in name.split("/") for name in files)
    assert {archive.read(name) for name in files} == {b"a", b"b"}


def test_a_small_copy_is_ready_while_one_waits(client_for, council, resident):
    client = client_for(council, resident)
    page = client.post(DATA, follow=True).content.decode()
    assert "Votre copie est prête" in page
    export = DataExport.objects.get()
    assert f'href="{DATA}copie/{export.pk}/"' in page
    response = client.get(f"{DATA}copie/{export.pk}/")
    assert response["Content-Disposition"] == 'attachment; filename="mes-donnees.zip"'
    assert "no-store" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert zipfile.ZipFile(io.BytesIO(response.getvalue())).testzip() is None
    (sent,) = mail.outbox
    assert "http://lba.quartiers.localhost:8000/compte/donnees/" in sent.body
    assert str(export.pk) not in sent.body.split("/donnees/")[1], "the mail opens nothing by itself"


def test_a_large_one_is_made_by_the_routine(client_for, council, resident, much):
    client = client_for(council, resident)
    assert "dans une minute" in client.post(DATA, follow=True).content.decode()
    export = DataExport.objects.get()
    assert (export.state, mail.outbox) == ("waiting", [])
    assert client.get(f"{DATA}copie/{export.pk}/").status_code == 404
    call_command("make_exports")
    call_command("make_exports")
    export.refresh_from_db()
    assert export.state == "ready"
    assert len(mail.outbox) == 1


def test_asked_twice_it_is_made_once(resident, much):
    first, second = exporting.ask(resident, None), exporting.ask(resident, None)
    assert first == second
    assert DataExport.objects.count() == 1


def test_three_a_day_and_no_more(client_for, council, resident):
    client = client_for(council, resident)
    for _ in range(3):
        assert "est prête" in client.post(DATA, follow=True).content.decode()
    assert "Revenez demain" in client.post(DATA, follow=True).content.decode()
    assert DataExport.objects.count() == 3
    with in_(days=1, seconds=1):
        exporting.ask(resident, None)


def test_nobody_fetches_the_copy_of_somebody_else(client_for, council, resident, make_user):
    client_for(council, resident).post(DATA)
    path = f"{DATA}copie/{DataExport.objects.get().pk}/"
    assert client_for(council, make_user()).get(path).status_code == 404
    assert client_for(council, make_user("administrator")).get(path).status_code == 404
    visitor = client_for(council).get(path)
    assert visitor.status_code == 302
    assert "/compte/connexion/" in visitor["Location"]
    assert client_for(council, resident).post(path).status_code == 405


def test_a_copy_is_not_among_the_public_files(client_for, council, resident):
    client_for(council, resident).post(DATA)
    name = DataExport.objects.get().file.name
    for path in (f"/media/{name}", f"/fichiers/{name}"):
        assert client_for(council, resident).get(path).status_code == 404


def test_after_a_week_it_is_gone(client_for, council, resident):
    client_for(council, resident).post(DATA)
    export = DataExport.objects.get()
    storage, name = export.file.storage, export.file.name
    with in_(days=6, hours=23):
        call_command("purge_exports")
        assert storage.exists(name)
    with in_(days=7, seconds=1):
        path = f"{DATA}copie/{export.pk}/"
        assert client_for(council, resident).get(path).status_code == 404, "before the purge too"
        call_command("purge_exports")
    assert not storage.exists(name)
    assert not DataExport.objects.exists()


def test_a_file_nobody_knows_is_swept(settings):
    storage = storages["files"]
    name = storage.save("exports/orphan.zip", ContentFile(b"x"))
    exporting.purge()
    assert storage.exists(name), "it may be the one that is being noted"
    with in_(days=2):
        exporting.purge()
    assert not storage.exists(name)


def test_a_process_that_died_is_followed_by_another(resident, much):
    export = exporting.ask(resident, None)
    assert exporting._take(export, timezone.now())
    assert exporting.make_waiting() == 0, "somebody is at it"
    with in_(minutes=11):
        assert exporting.make_waiting() == 1
    assert len(mail.outbox) == 1


def test_one_that_fails_is_tried_again_and_then_given_up(resident, held, much, client_for, council):
    held(Table("notes", "notes", {"text": "texte"}, None))  # type: ignore[arg-type]
    export = exporting.ask(resident, None)
    for _ in range(3):
        assert exporting.make_waiting() == 0
    export.refresh_from_db()
    assert export.state == "failed"
    assert "demandez-en une autre" in client_for(council, resident).get(DATA).content.decode()
    assert exporting.ask(resident, None) != export


def test_an_account_closed_meanwhile_gets_no_copy(resident, much):
    files = set(storages["files"].listdir("exports")[1])
    export = exporting.ask(resident, None)
    erasure.close(resident)
    mail.outbox.clear()
    exporting.make_waiting()
    assert mail.outbox == []
    assert not DataExport.objects.filter(pk=export.pk).exists()
    assert set(storages["files"].listdir("exports")[1]) == files


def test_erasing_deletes_the_copies(
    client_for, council, resident, django_capture_on_commit_callbacks
):
    client_for(council, resident).post(DATA)
    export = DataExport.objects.get()
    storage, name = export.file.storage, export.file.name
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(resident)
    assert not storage.exists(name)
    assert not DataExport.objects.exists()


def test_memory_and_queries_do_not_grow_with_the_rows(
    resident, held, django_assert_max_num_queries
):
    def rows(count):
        return ({"text": "x" * 2000} for _ in range(count))

    held(Table("notes", "notes", {"text": "texte"}, rows(5000)))
    with django_assert_max_num_queries(85):
        archive = copy_of(resident)
    assert len(table(archive, "notes.csv")) == 5000
