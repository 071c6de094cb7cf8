"""Files as they come from phones and cameras: what stays of them, what is read, what is refused."""

import struct
import zlib
from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageChops, PngImagePlugin

from cms.editing.photos.receiving import Refused, receive
from cms.pages.models import Picture
from cms.pages.pictures import PROFILES, sources
from tests.cms.factories import image_bytes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::UserWarning:PIL"),  # broken files, on purpose
]
SECRET = b"Sureau"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0a\x1c\x02\x50\x00\x06Sureau"
XMP = b"<x:xmpmeta>Sureau 48.87,2.36</x:xmpmeta>"


def scene(size=(400, 300)) -> Image.Image:
    """A picture whose corners differ: red, green, blue, white from the top left, clockwise."""
    width, height = size
    image = Image.new("RGB", size, "grey")
    half = (width // 2, height // 2)
    for colour, place in (
        ("red", (0, 0)),
        ("lime", (half[0], 0)),
        ("blue", half),
        ("white", (0, half[1])),
    ):
        image.paste(Image.new("RGB", half, colour), place)
    return image


def corners(image: Image.Image) -> list[str]:
    """The names of the four corners' colours, from the top left, clockwise."""
    image = image.convert("RGB")
    right, bottom = image.width - 9, image.height - 9
    names = {(255, 0, 0): "red", (0, 255, 0): "lime", (0, 0, 255): "blue", (255,) * 3: "white"}

    def name(pixel):
        return min(
            names.items(), key=lambda k: sum(abs(a - b) for a, b in zip(k[0], pixel, strict=True))
        )[1]

    places = ((9, 9), (right, 9), (right, bottom), (9, bottom))
    return [name(image.getpixel(place)) for place in places]


# What a camera does to the upright picture for each orientation it writes; undone by the reader.
AS_TAKEN = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


def encoded(format: str, exif: bytes, **more) -> bytes:
    target = BytesIO()
    scene().save(target, format, exif=exif, **more)
    return target.getvalue()


def with_iptc(jpeg: bytes) -> bytes:
    """``jpeg`` with a Photoshop segment after its first one."""
    length = struct.pack(">H", len(IPTC) + 2)
    return jpeg[:2] + b"\xff\xed" + length + IPTC + jpeg[2:]


def png_with_texts(exif: bytes) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Sureau")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_text("Comment", "Sureau " * 20, zip=True)
    return encoded("PNG", exif, pnginfo=texts)


def animated(exif: bytes) -> bytes:
    target = BytesIO()
    scene().save(
        target, "GIF", save_all=True, append_images=[Image.new("RGB", (400, 300))], comment=SECRET
    )
    return target.getvalue()


def two_in_one(exif: bytes) -> bytes:
    """What some phones call a JPEG: the photo, and one more behind it."""
    target = BytesIO()
    second = Image.new("RGB", (400, 300), "black")
    scene().save(target, "MPO", save_all=True, append_images=[second], exif=exif)
    return target.getvalue()


SAMPLES = {
    "jpeg": lambda exif: encoded("JPEG", exif, comment=SECRET, xmp=XMP),
    "jpeg iptc": lambda exif: with_iptc(encoded("JPEG", exif)),
    "png texts": png_with_texts,
    "webp": lambda exif: encoded("WEBP", exif, xmp=XMP),
    "heic": lambda exif: encoded("HEIF", exif, xmp=XMP),
    "avif": lambda exif: encoded("AVIF", exif, xmp=XMP),
    "gif animated": animated,
    "mpo": two_in_one,
}


@pytest.fixture
def picture_of(council):
    def store(content: bytes) -> Picture:
        received = receive(ContentFile(content, "IMG_1.JPG"))
        return Picture.objects.create(title="a", file=received.copy, collection=council.collection)

    return store


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_a_camera_wrote_is_left_in_any_file(sample, picture_of, stored, phone):
    content = SAMPLES[sample](phone.exif(thumbnail=True))
    assert SECRET in content, "the sample says who took it"
    picture = picture_of(content)
    for profile in PROFILES:
        assert sources(picture, profile)
    files = stored("media")
    assert len(files) > 20, "the original and every size in two formats"
    for path in files:
        raw = path.read_bytes()
        assert [word for word in (SECRET, b"Exif", b"xmpmeta") if word in raw] == [], path.name
        with Image.open(path) as kept:
            assert not kept.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(kept.info)
            assert getattr(kept, "n_frames", 1) == 1


@pytest.mark.parametrize("orientation", AS_TAKEN)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_it_stands_upright_however_the_phone_was_held(orientation, format, phone):
    lying = scene()
    for step in AS_TAKEN[orientation]:
        lying = lying.transpose(step)
    target = BytesIO()
    lying.save(target, format, exif=phone.exif(orientation=orientation))
    received = receive(ContentFile(target.getvalue(), "IMG"))
    assert (received.width, received.height) == (400, 300)
    assert corners(Image.open(received.copy)) == ["red", "lime", "blue", "white"]


@pytest.mark.parametrize("orientation", [6, 8])
def test_a_heic_is_turned_once(orientation, phone):
    """libheif turns by its own notes; the EXIF beside them must not turn it again."""
    lying = scene()
    for step in AS_TAKEN[orientation]:
        lying = lying.transpose(step)
    target = BytesIO()
    lying.save(target, "HEIF", exif=phone.exif(orientation=orientation), quality=95)
    received = receive(ContentFile(target.getvalue(), "IMG.heic"))
    assert corners(Image.open(received.copy)) == ["red", "lime", "blue", "white"]


def test_colours_of_a_printer_are_those_of_a_screen():
    target = BytesIO()
    Image.new("CMYK", (40, 30), (0, 255, 255, 0)).save(target, "JPEG")
    kept = Image.open(receive(ContentFile(target.getvalue(), "a.jpg")).copy)
    assert kept.mode == "RGB"
    assert kept.getpixel((5, 5))[0] > 200 > 60 > kept.getpixel((5, 5))[1]


def test_sixteen_bits_are_brought_to_eight_and_not_cut_off():
    target = BytesIO()
    Image.new("I;16", (40, 30), 32_768).save(target, "PNG")
    kept = Image.open(receive(ContentFile(target.getvalue(), "a.png")).copy)
    assert abs(kept.convert("L").getpixel((5, 5)) - 128) <= 1


def test_sixteen_bits_of_colour_too():
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    row = b"\0" + struct.pack(">3H", 65_535, 32_768, 0) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 16, 2, 0, 0, 0)
    deep = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * 8))
    kept = Image.open(receive(ContentFile(deep + chunk(b"IEND", b""), "a.png")).copy)
    red, green, blue = kept.convert("RGB").getpixel((3, 3))
    assert (red, blue) == (255, 0)
    assert abs(green - 128) <= 1


def test_the_first_picture_of_an_animation_stays():
    kept = Image.open(receive(ContentFile(animated(b""), "a.gif")).copy)
    assert corners(kept) == ["red", "lime", "blue", "white"]


def test_the_same_file_gives_the_same_copy(phone):
    copies = [receive(ContentFile(phone.photo(), "a.jpg")).copy.read() for _turn in range(2)]
    assert copies[0] == copies[1]


class TestDay:
    @pytest.mark.parametrize("format", ["JPEG", "WEBP", "HEIF"])
    def test_the_day_it_was_taken_is_read_before_it_is_thrown_away(self, format, phone):
        received = receive(ContentFile(encoded(format, phone.exif()), "a"))
        assert received.taken_on == date(2026, 3, 14)

    @pytest.mark.parametrize(
        "told", ["0000:00:00 00:00:00", "1980:01:01 00:00:00", "2999:01:01", "x"]
    )
    def test_a_clock_that_was_never_set_says_nothing(self, told, phone):
        assert receive(ContentFile(phone.photo(taken=told), "a.jpg")).taken_on is None

    def test_a_picture_without_a_camera_has_no_day(self):
        assert receive(ContentFile(image_bytes(), "a.jpg")).taken_on is None


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims ``width × height`` pixels."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    head = struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + head + struct.pack(">I", 9) + b"IDAT" + b"\0" * 9


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Ce n’est pas une photo"),
            (b"%PDF-1.7", "Ce n’est pas une photo"),
            (b"", "Ce n’est pas une photo"),
            (image_bytes("TIFF"), "Ce n’est pas une photo"),
            (image_bytes(size=(800, 600))[:-2500], "Photo abîmée"),
            (claiming(9_000, 9_000), "50 millions de pixels"),
            (claiming(60_000, 60_000), "50 millions de pixels"),
        ],
    )
    def test_each_says_what_is_wrong(self, content, words):
        with pytest.raises(Refused, match=words):
            receive(ContentFile(content, "IMG_1.jpg"))

    def test_a_heavy_one_is_told_its_weight(self, settings):
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 500
        with pytest.raises(Refused, match="trop lourde"):
            receive(ContentFile(image_bytes(size=(300, 300)), "IMG_1.jpg"))

    def test_its_name_does_not_matter(self, phone):
        assert receive(ContentFile(image_bytes("PNG"), "photo.jpg")).copy.name == "photo.png"
        assert receive(ContentFile(phone.photo(), "photo")).copy.name == "photo.jpg"


def test_a_noisy_photo_weighs_no_more_than_promised(picture_of, stored):
    """Leaves at night: what compresses worst of what people photograph."""
    noise = [Image.effect_noise((2560, 1920), 90) for _band in range(3)]
    ramp = Image.linear_gradient("L").resize((2560, 1920)).convert("RGB")
    noisy = ImageChops.overlay(Image.merge("RGB", noise), ramp)
    target = BytesIO()
    noisy.save(target, "JPEG", quality=85)
    picture = picture_of(target.getvalue())
    for profile in ("gallery", "full", "lead", "content", "teaser"):
        assert sources(picture, profile)
    sizes = {path.name: path.stat().st_size for path in stored("media") if path.suffix != ".jpg"}
    assert len(sizes) > 10
    assert {name: size for name, size in sizes.items() if size > 200_000} == {}
