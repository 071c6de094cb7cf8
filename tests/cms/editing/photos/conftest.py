"""Photos as phones make them, and the screen on which they are sent."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from PIL import Image

from cms.editing.photos.models import PhotoSet
from sites.councils.roles import EDITOR
from tests.cms.factories import image_bytes, upload

GPS, EXIF_IFD = 0x8825, 0x8769


def exif(
    orientation: int = 1, taken: str = "2026:03:14 18:00:00", thumbnail: bool = False
) -> bytes:
    """What a phone writes: where, when, by whom, and which side is up."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "Téléphone de Sureau"
    data.get_ifd(GPS)[2] = (48.0, 52.0, 30.0)
    data.get_ifd(EXIF_IFD)[0x9003] = taken
    if thumbnail:
        data.get_ifd(EXIF_IFD)[0x927C] = image_bytes(size=(16, 12))
    return data.tobytes()


def phone_photo(number: int = 1, **options) -> bytes:
    """A JPEG with its place and day; each ``number`` is another picture."""
    encoded = BytesIO()
    image = Image.new("RGB", (64, 48), (number * 20 % 256, 90, 120))
    image.paste((255, 255, 255), (0, 0, 32, 24))
    image.save(encoded, "JPEG", exif=exif(**options))
    return encoded.getvalue()


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


class Screen:
    """« Ajouter des photos » as one person sees it for one council."""

    def __init__(self, client, user, council):
        self.client, self.user, self.council = client, user, council
        self.address = reverse("photos:choose", args=[council.site.pk])

    def send(self, *files: tuple[bytes, str], **typed):
        """The files, and the whole form as it stands with ``typed`` over it."""
        data = self.form() | {"faire": "ajouter"} | typed
        data["photos"] = [upload(content, name) for content, name in files]
        return self.client.post(self.address, data)

    def press(self, what: str, **typed):
        return self.client.post(self.address, self.form() | {"faire": what} | typed)

    def form(self) -> dict:
        """What a browser would send back untouched."""
        page = self.client.get(self.address)
        about, photos = page.context["about"], page.context["photos"]
        data = {field.html_name: _value(field) for field in about}
        data["ordre"] = [photo.pk for photo, _form in photos]
        for _photo, form in photos:
            data |= {field.html_name: _value(field) for field in form}
        return {name: value for name, value in data.items() if value not in (None, False)}

    def photos(self) -> list:
        kept = PhotoSet.objects.filter(user=self.user, site=self.council.site).first()
        return list(kept.photos.all()) if kept else []

    def ready(self, count: int = 2) -> dict:
        """Send ``count`` photos; what to type so that they can be published."""
        files = ((phone_photo(number), f"IMG_{number}.jpg") for number in range(count))
        assert self.send(*files).status_code == 302
        described = {
            f"photo{photo.pk}-alt": f"Un tilleul, vu {place} fois"
            for place, photo in enumerate(self.photos(), 1)
        }
        return {"title": "La fête", "people_agreed": "on", **described}


def _value(field):
    value = field.value()
    return "on" if value is True else value


@pytest.fixture
def screen_of(client_for, make_user, council):
    """``screen_of(role, council)``: the screen of somebody new."""

    def make(role=EDITOR, of=None, site_of=None) -> Screen:
        user = make_user(role, of or council)
        return Screen(client_for("admin", user), user, site_of or of or council)

    return make


@pytest.fixture
def screen(screen_of) -> Screen:
    return screen_of()


@pytest.fixture
def phone() -> SimpleNamespace:
    return SimpleNamespace(photo=phone_photo, exif=exif)
