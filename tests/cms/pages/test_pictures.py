"""What volunteers upload as pictures: kept clean, or refused in words without leaving anything."""

import os
import random
import re
from contextlib import suppress
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from cms.pages import pictures
from cms.pages.models import Picture
from sites.councils.roles import EDITOR
from sites.pictures.clean import LONGEST_SIDE, clean_copy
from sites.pictures.weight import SPEED
from tests.cms.factories import image_bytes, picture, upload

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::UserWarning:PIL"),  # broken files, on purpose
]

GPS = 0x8825
ORIENTATION = 0x0112


def exif(orientation: int = 1) -> bytes:
    """What a phone writes: where, and which side is up."""
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[0x010F] = "Téléphone de Sureau"
    data.get_ifd(GPS)[2] = (48.0, 52.0, 30.0)
    return data.tobytes()


def decoded(content) -> Image.Image:
    content.seek(0)
    image = Image.open(content)
    image.load()
    return image


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims ``width × height`` pixels."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


class TestCleanCopy:
    @pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF", "PNG", "TIFF"])
    def test_where_and_by_whom_is_forgotten(self, format):
        source = image_bytes(format, exif=exif())
        assert b"Sureau" in source
        copy = clean_copy(ContentFile(source, "photo"))
        image = decoded(copy)
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)
        copy.seek(0)
        assert b"Sureau" not in copy.read()

    def test_comments_and_xmp_are_forgotten(self):
        xmp = b"<x:xmpmeta>Sureau</x:xmpmeta>"
        copy = clean_copy(ContentFile(image_bytes(comment=b"Sureau", xmp=xmp), "photo.jpg"))
        assert b"Sureau" not in copy.read()

    def test_what_hides_behind_the_picture_is_dropped(self):
        copy = clean_copy(ContentFile(image_bytes() + b"<?php system('ls') ?>", "photo.jpg"))
        assert b"<?php" not in copy.read()

    def test_it_stands_upright(self):
        lying = Image.new("RGB", (60, 20), "navy")
        lying.paste("gold", (0, 0, 30, 20))
        encoded = BytesIO()
        lying.save(encoded, "PNG", exif=exif(orientation=6))  # turn by 90° clockwise
        image = decoded(clean_copy(ContentFile(encoded.getvalue(), "photo.png"))).convert("RGB")
        assert image.size == (20, 60)
        assert image.getpixel((10, 5)) == (255, 215, 0)
        assert image.getpixel((10, 55)) == (0, 0, 128)

    @pytest.mark.parametrize("size", [(6000, 200), (200, 6000)])
    def test_it_is_shrunk(self, size):
        image = decoded(clean_copy(ContentFile(image_bytes(size=size), "photo.jpg")))
        assert max(image.size) == LONGEST_SIDE

    def test_a_small_one_is_not_blown_up(self):
        assert decoded(clean_copy(ContentFile(image_bytes(), "p.jpg"))).size == (64, 48)

    def test_a_photo_becomes_jpeg_and_a_drawing_stays_png(self):
        for source, name in (
            ("HEIF", "a.jpg"),
            ("WEBP", "a.jpg"),
            ("PNG", "a.png"),
            ("GIF", "a.png"),
        ):
            copy = clean_copy(ContentFile(image_bytes(source), "a.bin"))
            assert copy.name == name
            assert decoded(copy).format == ("PNG" if name.endswith("png") else "JPEG")

    def test_a_photo_is_quick_to_decode_again(self):
        assert "progressive" not in decoded(clean_copy(ContentFile(image_bytes(), "p.jpg"))).info

    def test_transparency_is_kept(self):
        encoded = BytesIO()
        Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(encoded, "WEBP", lossless=True)
        copy = clean_copy(ContentFile(encoded.getvalue(), "a.webp"))
        assert decoded(copy).getpixel((3, 3))[3] == 0

    @pytest.mark.parametrize("mode", ["CMYK", "L", "1", "P", "I;16", "LA", "F"])
    def test_every_mode_is_readable(self, mode):
        encoded = BytesIO()
        format = "TIFF" if mode in ("CMYK", "F") else "PNG"
        Image.new(mode, (20, 20)).save(encoded, format)
        assert decoded(clean_copy(ContentFile(encoded.getvalue(), "a"))).size == (20, 20)

    @pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"])
    def test_a_broken_file_is_refused_and_nothing_worse(self, format):
        """Bytes turned at random: a copy or a refusal in words, never another error."""
        whole = bytearray(image_bytes(format, size=(40, 40), exif=exif()))
        dice = random.Random(7)
        for _turn in range(150):
            broken = bytearray(whole[: dice.randrange(1, len(whole))] if _turn % 3 == 0 else whole)
            for _byte in range(dice.randrange(1, 12)):
                broken[dice.randrange(len(broken))] = dice.randrange(256)
            with suppress(ValidationError):
                clean_copy(ContentFile(bytes(broken), "photo"))

    def test_a_bomb_is_not_unpacked(self):
        with pytest.raises(ValidationError):
            clean_copy(ContentFile(huge_png(60_000, 60_000), "a.png"))


BAD = {
    "corrupt": (b"\xff\xd8\xff\xe0" + os.urandom(400), "photo.jpg"),
    "truncated": (image_bytes(size=(800, 600))[:-2500], "photo.jpg"),
    "truncated png": (image_bytes("PNG", size=(800, 600))[:400], "photo.png"),
    "script": (b"<script>alert(1)</script>", "photo.jpg"),
    "page": (b"<!doctype html><script>alert(1)</script>", "photo.png"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg"),
    "svg renamed": (b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "a.png"),
    "bomb": (huge_png(30_000, 30_000), "photo.png"),
    "larger than allowed": (huge_png(9_000, 9_000), "photo.png"),
    "empty": (b"", "photo.jpg"),
    "other format": (image_bytes("PNG"), "photo.jpg"),
    "pdf": (b"%PDF-1.7", "photo.pdf"),
    "no extension": (image_bytes(), "photo"),
}
FRENCH = ("image", "fichier", "format", "pixels", "extension")


@pytest.fixture
def stored(settings, tmp_path):
    """``stored()``: every file in the media folder of this test."""
    settings.MEDIA_ROOT = tmp_path

    def files() -> list[str]:
        return sorted(str(path) for path in Path(tmp_path).rglob("*") if path.is_file())

    return files


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


class TestUpload:
    """Through the admin, as volunteers do it."""

    def send(self, client, council, content, name, address="/admin/images/add/"):
        data = {
            "title": "La place, un soir",
            "file": upload(content, name),
            "collection": council.collection.pk,
        }
        return client.post(address, data)

    @pytest.mark.parametrize("what", BAD)
    def test_a_bad_file_is_refused_in_french_and_leaves_nothing(
        self, editor, council, stored, what
    ):
        response = self.send(editor, council, *BAD[what])
        html = unescape(response.content.decode())
        assert response.status_code == 200
        errors = response.context["form"].errors["file"]
        assert any(word in " ".join(errors).lower() for word in FRENCH)
        assert errors[0] in html
        assert 'value="La place, un soir"' in html
        assert not Picture.objects.exists()
        assert stored() == []

    @pytest.mark.parametrize("what", BAD)
    def test_the_same_when_many_are_sent_at_once(self, editor, council, stored, what):
        content, name = BAD[what]
        response = editor.post(
            "/admin/images/multiple/add/",
            {"title": "x", "files[]": upload(content, name), "collection": council.collection.pk},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        assert response.status_code == 200
        answer = response.json()
        assert answer["success"] is False
        assert any(word in answer["error_message"].lower() for word in FRENCH)
        assert not Picture.objects.exists()
        assert stored() == []

    def test_a_good_one_is_stored_clean(self, editor, council, stored):
        content = image_bytes(size=(300, 200), exif=exif(orientation=6))
        response = self.send(editor, council, content, "IMG_2034.JPG")
        assert response.status_code == 302
        kept = Picture.objects.get()
        assert (kept.width, kept.height) == (200, 300)
        assert kept.collection == council.collection
        (name,) = (Path(path).name for path in stored())
        assert re.fullmatch(r"IMG_2034-[0-9a-f]{16}\.jpg", name)  # nobody can guess it
        assert b"Sureau" not in Path(stored()[0]).read_bytes()

    def test_a_photo_of_an_iphone_is_accepted(self, editor, council, stored):
        response = self.send(editor, council, image_bytes("HEIF", exif=exif()), "IMG.heic")
        assert response.status_code == 302
        assert Picture.objects.get().file.name.endswith(".jpg")
        assert b"Sureau" not in Path(stored()[0]).read_bytes()

    def test_replacing_by_a_bad_file_keeps_the_good_one(self, editor, council, stored):
        kept = picture(council)
        before = kept.file.read()
        response = self.send(
            editor, council, *BAD["truncated"], address=f"/admin/images/{kept.pk}/"
        )
        assert response.status_code == 200
        kept = Picture.objects.get()
        assert kept.file.read() == before
        assert len([path for path in stored() if "original_images" in path]) == 1

    def test_a_name_from_elsewhere_stays_in_the_folder(self, editor, council, stored, tmp_path):
        self.send(editor, council, image_bytes(), "../../../../etc/passwd.jpg")
        assert all(path.startswith(str(tmp_path)) for path in stored())
        assert len(stored()) == 1


def test_saving_again_does_not_encode_again(council):
    kept = picture(council)
    before = kept.file.read()
    kept = Picture.objects.get(pk=kept.pk)
    kept.title = "Autre"
    kept.full_clean()
    kept.save()
    assert Picture.objects.get(pk=kept.pk).file.read() == before


class TestSizes:
    def test_every_profile_can_be_made(self, council):
        image = picture(council, file=ContentFile(image_bytes(size=(1700, 1300)), "grande.jpg"))
        for name, profile in pictures.PROFILES.items():
            made = pictures.sources(image, name)
            assert made.width == max(profile.widths)
            assert made.avif.count("w,") + 1 == len(profile.widths)
            if profile.ratio:
                assert abs(made.width / made.height - profile.ratio) < 0.02

    def test_a_small_picture_is_offered_at_its_own_size_once(self, council):
        made = pictures.sources(picture(council), "content")
        assert made.width == 64
        assert made.webp.count("64w") == 1

    def test_once_made_they_cost_no_query(self, council, django_assert_num_queries):
        image = picture(council)
        pictures.sources(image, "lead")
        with django_assert_num_queries(0):
            assert pictures.sources(image, "lead")

    def test_avif_is_encoded_at_our_speed_and_quality(self, council, settings, monkeypatch):
        saved, save = [], Image.Image.save

        def noted(image, fp, format=None, **params):
            saved.append((format, params.get("quality"), params.get("speed")))
            save(image, fp, format, **params)

        image = picture(council)
        monkeypatch.setattr(Image.Image, "save", noted)
        pictures.sources(image, "full")
        assert ("AVIF", settings.WAGTAILIMAGES_AVIF_QUALITY, SPEED) in saved

    @pytest.mark.parametrize("extension", pictures.FORMATS)
    def test_each_format_is_what_its_name_says_and_keeps_transparency(self, council, extension):
        encoded = BytesIO()
        Image.new("RGBA", (300, 200), (255, 0, 0, 0)).save(encoded, "PNG")
        image = picture(council, file=ContentFile(encoded.getvalue(), "logo.png"))
        made = decoded(image.get_rendition(f"width-120|format-{extension}").file)
        assert (made.format, made.size) == (extension.upper(), (120, 80))
        assert made.getpixel((3, 3))[3] == 0

    def test_a_lossless_avif_is_left_to_wagtail(self, council):
        image = picture(council, file=ContentFile(image_bytes(size=(300, 200)), "place.jpg"))
        assert decoded(image.get_rendition("width-120|format-avif-lossless").file).format == "AVIF"

    def test_a_lost_file_shows_nothing(self, council):
        image = picture(council)
        image.file.storage.delete(image.file.name)
        assert pictures.sources(image, "lead") is None

    def test_a_damaged_file_shows_nothing(self, council):
        image = picture(council)
        with image.file.storage.open(image.file.name, "wb") as file:
            file.write(b"not a picture")
        assert pictures.sources(image, "lead") is None


assert django_settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS < 9_000 * 9_000  # or the bombs are too small
