"""The optional picture: small, square, without metadata; hostile files are refused in words."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sites.accounts import portraits
from sites.accounts.models import User

pytestmark = pytest.mark.django_db

SEND, REMOVE = "/compte/image/", "/compte/image/retirer/"
ORIENTATION, GPS = 0x0112, 0x8825
TURNED = 6  # EXIF: turn by a quarter to the right


def photo(size=(400, 300), kind="JPEG", *, mode="RGB", turned=False) -> bytes:
    """A picture whose left half is red and whose right half is blue, with a place in it."""
    made = Image.new(mode, size, "blue")
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    if turned:
        exif[ORIENTATION] = TURNED
    out = BytesIO()
    made.save(out, kind, **({} if kind == "TIFF" else {"exif": exif}))
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def send(client, content: bytes, name="photo.jpg"):
    return client.post(SEND, {"picture": SimpleUploadedFile(name, content)})


def token_of(user: User) -> str:
    return User.objects.get(pk=user.pk).portrait


def stored(token: str) -> list[bool]:
    return [default_storage.exists(name) for name in portraits.names(token)]


@pytest.fixture
def client(client_for, council, resident):
    return client_for(council, resident)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_it_is_kept_small_square_and_bare(client, resident, kind):
    assert send(client, photo(kind=kind)).status_code == 302
    sides = []
    for name in portraits.names(token_of(resident)):
        with default_storage.open(name) as file, Image.open(file) as kept:
            sides.append(kept.size)
            assert kept.format == "WEBP"
            assert not kept.getexif()
            assert "exif" not in kept.info
            assert "xmp" not in kept.info
    assert sides == [(256, 256), (64, 64)]


def test_it_is_turned_upright(client, resident):
    send(client, photo(turned=True))
    with default_storage.open(portraits.names(token_of(resident))[0]) as file:
        kept = Image.open(file).convert("RGB")
    above, below = kept.getpixel((128, 20)), kept.getpixel((128, 235))
    assert above[0] > 200  # red, which was on the left, is on top
    assert below[2] > 200


def test_its_name_cannot_be_guessed_and_is_shown_on_the_profile(client, resident):
    send(client, photo())
    token = token_of(resident)
    assert len(token) == 32
    assert str(resident.pk) != token
    assert f"portraits/{token}-256.webp" in client.get("/compte/").content.decode()


@pytest.mark.parametrize("mode", ["P", "L", "RGBA", "1", "I;16"])
def test_every_kind_of_pixels_is_taken(client, resident, mode):
    out = BytesIO()
    Image.new(mode, (80, 80)).save(out, "PNG")
    assert send(client, out.getvalue(), "x.png").status_code == 302
    assert token_of(resident)


def test_of_an_animation_the_first_frame_stays(client, resident):
    frames = [Image.new("RGB", (100, 100), colour) for colour in ("red", "blue", "green")]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    send(client, out.getvalue(), "x.gif")
    with default_storage.open(portraits.names(token_of(resident))[0]) as file:
        kept = Image.open(file)
        assert getattr(kept, "n_frames", 1) == 1
        assert kept.convert("RGB").getpixel((50, 50))[0] > 200


# A screen and a frame of 65 535 pixels a side, in forty bytes.
GIF_BOMB = (
    b"GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02D\x01\0;"
)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.png", png_that_claims(60_000, 60_000), "trop grande"),
        ("x.png", png_that_claims(7_100, 7_100), "trop grande"),
        ("x.png", png_that_claims(500, 500), "lisible"),
        ("x.gif", GIF_BOMB, "trop grande"),
        ("x.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "SVG"),
        ("x.svg", b"<?xml version='1.0'?>" + b" " * 2000 + b"<svg/>", "SVG"),
        ("x.heic", HEIC, "HEIC"),
        ("x.jpg", HEIC, "HEIC"),
        ("x.jpg", b"\xff\xd8\xff" + b"\0" * 100, "lisible"),
        ("x.jpg", b"<html><script>alert(1)</script>", "lisible"),
        ("x.jpg", b"", "vide"),
        ("x.jpg", photo((40, 40)), "trop petite"),
        ("x.jpg", photo((5000, 20)), "trop petite"),
        ("x.tif", photo(kind="TIFF"), "lisible"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(client, resident, name, content, words):
    page = send(client, content, name)
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not token_of(resident)


def test_too_heavy_is_refused_before_it_is_read(client, resident, monkeypatch):
    monkeypatch.setattr(portraits, "MAX_MEGABYTES", 0.001)
    assert "pèse plus" in send(client, photo()).content.decode()


def test_nothing_chosen_is_said(client):
    assert "Choisissez d’abord une image" in client.post(SEND).content.decode()


def test_a_new_one_deletes_the_old_one(client, resident, django_capture_on_commit_callbacks):
    send(client, photo())
    first = token_of(resident)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, photo())
    assert stored(first) == [False, False]
    assert stored(token_of(resident)) == [True, True]


def test_one_removes_ones_own_only(
    client_for, council, client, resident, make_user, django_capture_on_commit_callbacks
):
    send(client, photo())
    token = token_of(resident)
    other = client_for(council, make_user())
    with django_capture_on_commit_callbacks(execute=True):
        other.post(REMOVE, {"user": resident.pk, "portrait": token, "id": resident.pk})
    assert token_of(resident) == token
    assert stored(token) == [True, True]
    with django_capture_on_commit_callbacks(execute=True):
        assert client.get(REMOVE).status_code == 405
        client.post(REMOVE)
    assert not token_of(resident)
    assert stored(token) == [False, False]


def test_it_goes_with_the_account(client, resident, django_capture_on_commit_callbacks):
    send(client, photo())
    token = token_of(resident)
    with django_capture_on_commit_callbacks(execute=True):
        User.objects.get(pk=resident.pk).delete()
    assert stored(token) == [False, False]


def test_too_many_in_an_hour_are_refused(client, resident, monkeypatch):
    monkeypatch.setattr(portraits, "UPLOADS", portraits.Limit("portrait", 1, 3600))
    assert send(client, photo()).status_code == 302
    token = token_of(resident)
    assert "Trop d’images" in send(client, photo()).content.decode()
    assert token_of(resident) == token


def test_a_storage_that_fails_leaves_no_half_picture(client, resident, monkeypatch):
    monkeypatch.setattr(portraits.secrets, "token_hex", lambda size: "0" * 32)

    def fail(picture, small):
        if small:
            raise OSError("no space left on device")
        return b"half"

    monkeypatch.setattr(portraits, "_encoded", fail)
    with pytest.raises(OSError, match="no space"):
        send(client, photo())
    assert stored("0" * 32) == [False, False]
    assert not token_of(resident)
