"""The search that proves an erasure finds what is there, however it is spelled, packed or kept."""

import io
import zipfile
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Site

from sites.accounts.models import Closure, Tally
from sites.accounts.privacy.proof import find
from sites.accounts.sessions import SessionStore
from sites.delivery.models import Preview
from sites.legal import traces

pytestmark = pytest.mark.django_db

NAME = "Zélie Œillet"  # of nobody else in the tests, and not ASCII


def places(*terms: str) -> list[str]:
    return [trace.place for trace in find(terms or (NAME,))]


@pytest.fixture
def clean(db):
    """Nothing of the name is anywhere before the test begins."""
    assert places() == []


def test_every_text_column_of_every_table(clean, resident):
    resident.first_name = "zélie œillet"
    resident.save()
    assert places() == ["default:quartiers_accounts_user.first_name"]
    resident.email = "zelie-75@exemple.fr"
    resident.save()
    for spelled in ("zelie-75@exemple.fr", "ZELIE-75@EXEMPLE.FR"):
        assert places(spelled) == ["default:quartiers_accounts_user.email"]


def test_tables_of_nobody(clean):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE leftover (words text)")
        cursor.execute("INSERT INTO leftover VALUES (%s)", [f"vu par {NAME.upper()} hier"])
        try:
            assert places() == ["default:leftover.words"]
        finally:
            cursor.execute("DROP TABLE leftover")


def test_json_and_bytes(clean, resident, portal):
    now = timezone.now()
    Closure.objects.create(user=resident, asked_at=now, due_at=now, kept={"a": [{"b": NAME}]})
    Preview.objects.create(
        digest="x",
        site=Site.objects.first(),
        owner=resident,
        expires_at=now + timedelta(minutes=1),
        status=200,
        content_type="text/html",
        policy="",
        content=f"<p>{NAME}</p>".encode(),
    )
    found = places()
    assert "default:quartiers_accounts_closure.kept" in found
    assert "default:quartiers_delivery_preview.content" in found


def test_a_percent_or_an_underscore_is_itself(clean):
    Tally.objects.create(key="lilas genet", ends_at=timezone.now())
    assert places("lilas%genet") == places("lilas_genet") == []
    Tally.objects.create(key="lilas_genet", ends_at=timezone.now())
    assert places("lilas_genet") == ["default:quartiers_accounts_tally.key"]


def test_sessions_are_opened(clean):
    session = SessionStore()
    session["draft"] = {"text": f"Bonjour, {NAME}"}
    session.save()
    assert places() == ["session"]


def test_caches_are_listed(clean):
    caches["default"].set("greeting", {"to": [NAME]})
    caches["renditions"].set(f"key-{NAME}".replace(" ", "-"), 1)
    assert any(place.startswith("cache:default:") for place in places())
    assert any(place.startswith("cache:renditions:") for place in places("Zélie-Œillet"))


def zipped(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("donnees.json", text * 50)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("alias", "name", "content"),
    [
        ("default", "images/zélie-œillet.txt", b"x"),
        ("default", "note.txt", NAME.lower().encode()),
        ("files", "exports/x.zip", zipped(NAME)),
        ("files", "page.html", b"<p>Z&eacute;lie</p>" + NAME.upper().encode()),
        ("files", "donnees.json", b'"Z\\u00e9lie \\u0152illet"'),
    ],
)
def test_files_are_read(clean, alias, name, content):
    storage = storages[alias]
    kept = storage.save(name, ContentFile(content))
    try:
        term = "zélie-œillet" if "images" in name else NAME
        assert [p.partition(":")[0] for p in places(term)] == ["files"]
    finally:
        storage.delete(kept)


def test_mails_of_a_demo_are_decoded(clean, settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    message = EmailMessage()
    message["Subject"] = f"Bonjour {NAME}"
    message.set_content("Rien ici.")
    (tmp_path / "1.log").write_bytes(message.as_bytes())
    other = EmailMessage()
    other.set_content(f"Un très long texte pour {NAME}, " * 20, cte="base64")
    (tmp_path / "2.log").write_bytes(other.as_bytes())
    assert places() == ["mail:1.log", "mail:2.log"]


def test_the_legal_trace_is_told_apart(clean, resident):
    resident.pseudonym = NAME
    traces.note("forum.post:1", "created", resident, network="192.0.2.7")
    (trace,) = find([NAME])
    assert trace.is_restricted
    call_command("find_traces", NAME)  # succeeds


def test_the_command_fails_while_something_is_left(clean, resident, capsys):
    resident.first_name = NAME
    resident.save()
    with pytest.raises(CommandError, match="Il reste 1 endroits"):
        call_command("find_traces", NAME, "Rien de tel")
    said = capsys.readouterr().out
    assert "quartiers_accounts_user.first_name  1  (à effacer)" in said
    assert NAME not in said, "where, never what"
    with pytest.raises(CommandError, match="trop court"):
        call_command("find_traces", "a")
