"""Meetings that were held, and the screens on which their minutes are put there."""

from html import unescape
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from cms.meetings.models import MeetingPage
from sites.councils.roles import EDITOR
from tests.cms.factories import upload
from tests.cms.meetings.factories import in_days, meeting


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path, monkeypatch):
    """Every file of a test lies in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    # Fields hold the storage itself, which knows its folder since it was first asked.
    monkeypatch.setitem(vars(storages["files"]), "location", str(tmp_path / "files"))


@pytest.fixture
def stored(tmp_path):
    """``stored(folder)``: the files below "media" or "files"."""

    def files(folder: str) -> list:
        return sorted(path for path in (tmp_path / folder).rglob("*") if path.is_file())

    return files


@pytest.fixture
def make_meeting(db):
    """``make_meeting(owner, days=-9)``: a published meeting of that many days from now."""

    def make(owner, days: int = -9, title: str = "Plénière", **fields) -> MeetingPage:
        fields.setdefault("starts_at", in_days(days))
        return meeting(owner, title, **fields)

    return make


class Screens:
    """« Publier un compte rendu » as one person sees it for one site."""

    def __init__(self, client, user, owner):
        self.client, self.user, self.owner = client, user, owner
        self.choose_url = reverse("word_minutes:choose", args=[owner.site.pk])

    def review_url(self, meeting) -> str:
        return reverse("word_minutes:review", args=[self.owner.site.pk, meeting.pk])

    def send(self, meeting, content: BytesIO | bytes, name: str = "CR.docx"):
        data = content if isinstance(content, bytes) else content.getvalue()
        sent = {"meeting": meeting.pk, "file": upload(data, name)}
        return self.client.post(self.choose_url, sent)

    def finish(self, meeting, how: str = "publier", **typed):
        return self.client.post(self.review_url(meeting), typed | {"faire": how})


@pytest.fixture
def screens_of(client_for, make_user, council):
    def make(role=EDITOR, of=None, at=None) -> Screens:
        user = make_user(role, of or council)
        return Screens(client_for("admin", user), user, at or of or council)

    return make


@pytest.fixture
def words_of():
    def words(response) -> str:
        return unescape(response.content.decode()).replace("\u00a0", " ")

    return words
