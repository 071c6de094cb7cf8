"""« Publier un document »: one screen, a file sent once, a scan noticed."""

import zlib
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.editing.documents.models import WaitingDocument
from cms.editing.documents.naming import title_from
from cms.editing.documents.scans import is_scanned
from cms.pages.models import CouncilDocument, CouncilFile
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms.factories import upload


def pdf(*streams: bytes, before: bytes = b"", image: bool = True) -> bytes:
    """A PDF of compressed ``streams``."""
    parts = [b"%PDF-1.7\n" + before]
    for number, stream in enumerate(streams, 1):
        packed = zlib.compress(stream)
        head = b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % (number, len(packed))
        parts.append(head + packed + b"\nendstream\nendobj\n")
    if image:
        parts.append(b"90 0 obj\n<</Subtype/Image/Filter/DCTDecode>>\nstream\n(x) Tj\nendstream\n")
    return b"".join(parts)


TEXT, SCAN = b"BT /F1 12 Tf (Bonjour) Tj ET", b"q 595 0 0 842 0 0 cm /Im0 Do Q"


class TestScans:
    @pytest.mark.parametrize(
        ("content", "scanned"),
        [
            (pdf(SCAN), True),
            (pdf(SCAN, SCAN), True),
            (pdf(TEXT), False),
            (pdf(SCAN, b"BT [(Bon) -20 (jour)] TJ ET"), False),
            (pdf(b"BT <0012> Tj ET"), False),
            (pdf(SCAN, image=False), False),
            (pdf(SCAN, before=b"<</Encrypt 4 0 R>>"), False),
            (b"PK\x03\x04 a word processor's file", False),
            (b"", False),
            (b"%PDF-1.7 1 0 obj <</Filter/LZWDecode>> stream\nxx endstream /Image", False),
            (b"%PDF-1.7 1 0 obj <</Filter/FlateDecode>> stream\nnot zlib endstream /Image", False),
            (
                b"%PDF-1.7 1 0 obj <</Filter[/ASCII85Decode/FlateDecode]>> stream\nx endstream",
                False,
            ),
        ],
    )
    def test_only_a_pdf_without_a_word_is_one(self, content, scanned):
        assert is_scanned(ContentFile(content)) is scanned

    def test_a_bomb_is_not_unpacked(self):
        bomb = pdf(*[b"0" * 30_000_000] * 3)
        assert is_scanned(ContentFile(bomb)) is False

    def test_hostile_repetition_is_read_in_time(self):
        for content in (b"<<" * 2_000_000, b"stream\n" * 1_000_000, b") " * 2_000_000):
            is_scanned(ContentFile(b"%PDF" + content))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("CR_pleniere-2026.03.pdf", "CR pleniere 2026 03"),
        ("charte.PDF", "Charte"),
        (".pdf", "Pdf"),
        ("a" * 300 + ".pdf", "A" + "a" * 254),
    ],
)
def test_a_title_is_made_of_the_name(name, title):
    assert title_from(name) == title


def words_of(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    # Fields hold the storage itself, which knows its folder since it was first asked.
    monkeypatch.setitem(vars(storages["files"]), "location", str(tmp_path / "files"))


@pytest.fixture
def waiting_files(tmp_path):
    def files() -> list:
        return [p for p in (tmp_path / "files/documents-en-attente").glob("*") if p.is_file()]

    return files


class Desk:
    def __init__(self, client, user, council):
        self.client, self.user = client, user
        self.address = reverse("quick_documents:new", args=[council.site.pk])

    def send(self, content: bytes | None = None, name: str = "charte.pdf", **typed):
        data = {"title": "La charte", "kind": "charter", "date": "2026-03-01", "faire": "publier"}
        if content is not None:
            data["file"] = upload(content, name)
        return self.client.post(self.address, data | typed)


@pytest.fixture
def desk_of(client_for, make_user, council):
    def make(role=EDITOR, of=None, at=None) -> Desk:
        user = make_user(role, of or council)
        return Desk(client_for("admin", user), user, at or of or council)

    return make


@pytest.fixture
def desk(desk_of) -> Desk:
    return desk_of()


@pytest.mark.django_db
class TestScreen:
    def test_a_document_is_online_in_one_go(self, desk, council, client_for, waiting_files):
        response = desk.send(pdf(TEXT))
        assert response.url == reverse("wagtailadmin_home")
        page = CouncilDocument.objects.get()
        assert page.live
        assert (page.kind, str(page.date), page.owner) == ("charter", "2026-03-01", desk.user)
        assert page.file.collection == council.collection
        assert page.file.uploaded_by_user == desk.user
        assert page.file.filename == "charte.pdf"
        assert page.file.file_hash
        assert page.file.file.read() == pdf(TEXT)
        assert "charte.pdf" in words_of(client_for(council).get(page.url))
        assert not WaitingDocument.objects.exists()
        assert "Un PDF seul se lit mal" in words_of(desk.client.get(response.url))

    def test_its_text_is_read_on_the_page(self, desk):
        desk.send(pdf(SCAN), text="Article 1.\n\n<b>Article 2.</b>")
        body = CouncilDocument.objects.get().body
        assert body[0].value.source == "<p>Article 1.</p>\n\n<p>&lt;b&gt;Article 2.&lt;/b&gt;</p>"

    def test_a_file_is_sent_once_whatever_is_missing(self, desk, waiting_files):
        response = desk.send(pdf(TEXT), kind="")
        assert response.status_code == 422
        assert "« charte.pdf » est arrivé" in words_of(response)
        assert desk.send().status_code == 302
        assert CouncilDocument.objects.get().file.file.read() == pdf(TEXT)

    def test_a_title_is_proposed_where_there_is_none(self, desk):
        response = desk.send(pdf(TEXT), "CR_pleniere.pdf", title="")
        assert response.status_code == 422
        assert 'value="CR pleniere"' in words_of(response)
        desk.send(title="CR pleniere")
        assert CouncilDocument.objects.get().title == "CR pleniere"

    def test_a_scan_is_said_to_be_one_and_published_if_one_insists(self, desk):
        response = desk.send(pdf(SCAN))
        html = words_of(response)
        assert "Ce PDF n’a pas de texte" in html
        assert "Publier quand même" in html
        assert not CouncilDocument.objects.exists()
        token = WaitingDocument.objects.get().token
        assert desk.send(lu="autre").status_code == 422
        assert desk.send(lu=token).status_code == 302

    def test_a_scan_sent_in_the_place_of_another_is_said_to_be_one_too(self, desk):
        desk.send(pdf(SCAN))
        token = WaitingDocument.objects.get().token
        assert "n’a pas de texte" in words_of(desk.send(pdf(SCAN, SCAN), lu=token))

    def test_a_draft_of_a_scan_needs_no_word(self, desk):
        desk.send(pdf(SCAN), faire="brouillon")
        assert not CouncilDocument.objects.get().live

    @pytest.mark.parametrize(
        ("content", "name", "words"),
        [
            (b"MZ", "virus.exe", "Ce type de fichier n’est pas accepté"),
            (b"<script>", "page.html", "Ce type de fichier n’est pas accepté"),
            (b"x" * 600, "lourd.pdf", "trop lourd"),
            (None, "", "Choisissez un fichier"),
            (b"", "vide.pdf", "vide"),
        ],
    )
    def test_a_bad_file_is_refused_in_words(
        self, desk, settings, content, name, words, waiting_files
    ):
        settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 500
        response = desk.send(content, name)
        assert response.status_code == 422
        assert words in words_of(response)
        assert 'value="La charte"' in words_of(response)
        assert waiting_files() == []

    def test_a_name_from_elsewhere_stays_in_the_folder(self, desk, tmp_path):
        desk.send(pdf(TEXT), "../../../etc/passwd.pdf")
        path = CouncilFile.objects.get().file.path
        assert path.startswith(str(tmp_path / "files/documents/"))

    def test_looking_changes_nothing(self, desk):
        assert desk.client.get(desk.address).status_code == 200
        assert not WaitingDocument.objects.exists()


@pytest.mark.django_db
class TestPermissions:
    def test_a_contributor_saves_a_draft_and_publishes_nothing(self, desk_of):
        desk = desk_of(CONTRIBUTOR)
        assert ">Publier<" not in words_of(desk.client.get(desk.address))
        assert desk.send(pdf(TEXT)).status_code == 422
        assert not CouncilDocument.objects.exists()
        assert desk.send(faire="brouillon").status_code == 302
        assert not CouncilDocument.objects.get().live

    def test_those_of_another_council_meet_a_404(self, desk_of, council, other_council):
        stranger = desk_of(EDITOR, of=other_council, at=council)
        for response in (stranger.client.get(stranger.address), stranger.send(pdf(TEXT))):
            assert response.status_code == 404
            assert council.name not in words_of(response)
        assert not CouncilFile.objects.exists()

    def test_moderators_find_nothing(self, desk_of, council):
        desk = desk_of("moderator")
        assert desk.client.get(desk.address).status_code == 404

    def test_a_colleague_does_not_publish_the_file_of_another(self, desk, desk_of):
        desk.send(pdf(TEXT), kind="")
        colleague = desk_of()
        assert "charte.pdf" not in words_of(colleague.client.get(colleague.address))
        assert "Choisissez un fichier" in words_of(colleague.send())
        assert WaitingDocument.objects.filter(user=desk.user).exists()


@pytest.mark.django_db
def test_what_nobody_published_is_forgotten(
    desk, waiting_files, django_capture_on_commit_callbacks
):
    desk.send(pdf(TEXT), kind="")
    desk.send(pdf(TEXT, TEXT), kind="")
    assert len(waiting_files()) == 1, "the next file takes the place of the first"
    later = time_machine.travel(timezone.now() + timedelta(days=2), tick=False)
    with later, django_capture_on_commit_callbacks(execute=True):
        call_command("purge_waiting_documents", stdout=StringIO())
    assert waiting_files() == []
    assert not WaitingDocument.objects.exists()
