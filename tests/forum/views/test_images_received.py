"""What is kept of a file that comes with a post: pixels, upright, light; or why it is refused."""

from io import BytesIO

import pytest
from PIL import Image

from forum.board.forum_conversation.forum_attachments.receiving import (
    HEAVIEST,
    NotTaken,
    receive,
)
from sites.pictures.weight import HEAVIEST as LIGHT

from .images import HTML, SECRET, SVG, bomb, encoded, exif, scene, upload

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:PIL")  # broken files, on purpose

WITH_EXIF = {kind: {"exif": exif()} for kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")}


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("kind", [*WITH_EXIF, "GIF"])
def test_nothing_stays_of_what_the_camera_wrote(kind):
    sent = encoded(kind, **WITH_EXIF.get(kind, {"comment": SECRET}))
    assert SECRET in sent
    received = receive(upload(sent))
    assert len(received.sizes) == 4
    for (_side, name), content in received.sizes.items():
        kept = opened(content)
        assert kept.format == name.upper()
        assert not kept.getexif()
        assert SECRET not in content


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))]
)
def test_it_is_turned_upright(orientation, corner):
    received = receive(upload(encoded(exif=exif(orientation))))
    size = (1200, 900) if orientation in (1, 3) else (900, 1200)
    assert (received.width, received.height) == size
    picture = opened(received.sizes[1600, "webp"]).convert("RGB")
    x, y = (place * (side - 1) for place, side in zip(corner, picture.size, strict=True))
    assert picture.getpixel((x, y))[0] > 180


def test_it_is_shrunk_and_a_small_size_goes_with_it():
    received = receive(upload(encoded(picture=scene(4000, 3000))))
    assert (received.width, received.height) == (1600, 1200)
    sizes = {key: opened(content).size for key, content in received.sizes.items()}
    assert sizes[1600, "avif"] == sizes[1600, "webp"] == (1600, 1200)
    assert sizes[800, "avif"] == sizes[800, "webp"] == (800, 600)


def test_what_is_small_has_one_size():
    assert set(receive(upload(encoded(picture=scene(800, 200)))).sizes) == {
        (1600, "avif"),
        (1600, "webp"),
    }


def test_even_grain_is_served_light():
    noise = Image.merge("RGB", [Image.effect_noise((1600, 1600), 90) for _band in range(3)])
    received = receive(upload(encoded(picture=noise, quality=95)))
    assert max(map(len, received.sizes.values())) <= LIGHT


def test_of_an_animation_the_first_frame_stays():
    second = Image.new("RGB", (1200, 900), "blue")
    sent = encoded("GIF", save_all=True, append_images=[second])
    for content in receive(upload(sent)).sizes.values():
        kept = opened(content)
        assert getattr(kept, "n_frames", 1) == 1
        assert kept.convert("RGB").getpixel((10, 10))[0] > 180


def test_a_wrong_name_changes_nothing():
    assert receive(upload(encoded("PNG"), "photo.jpg")).width == 1200
    assert receive(upload(encoded(), "page.html", "text/html")).width == 1200


def test_what_hides_behind_a_picture_is_dropped():
    received = receive(upload(encoded() + HTML + SVG))
    assert not any(b"<script" in content for content in received.sizes.values())


JPEG = encoded()
REFUSED = {
    "empty": (b"", "a.jpg", "vide"),
    "drawing": (SVG, "a.svg", "SVG"),
    "drawing called a photo": (SVG, "a.jpg", "SVG"),
    "page": (HTML, "a.jpg", "Ce n’est pas une image"),
    "pdf": (b"%PDF-1.7 ...", "a.pdf", "Ce n’est pas une image"),
    "truncated": (JPEG[: len(JPEG) // 2], "a.jpg", "abîmée"),
    "damaged": (JPEG[:200] + b"\0" * 2000, "a.jpg", "abîmée"),
    "bomb": (bomb(10_000, 6_000), "a.png", "trop grande : plus de 50 millions de pixels"),
    "larger bomb": (bomb(60_000, 60_000), "a.png", "trop grande"),
    "heavy": (JPEG + b"\0" * HEAVIEST, "a.jpg", "trop lourde"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_shown_is_refused_in_words(case):
    content, name, words = REFUSED[case]
    with pytest.raises(NotTaken) as refusal:
        receive(upload(content, name))
    assert words in refusal.value.message.replace("\xa0", " ")


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("a pixel was unpacked"))
    with pytest.raises(NotTaken):
        receive(upload(bomb(10_000, 6_000), "a.png"))
