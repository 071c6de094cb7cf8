"""Images as papers take them."""

import io
from contextlib import contextmanager

import pytest
from PIL import Image

from cms.meetings.papers import Minutes, render
from cms.meetings.papers.pictures import LONGEST, printable
from cms.meetings.papers.tree import Picture

from . import reading, samples


class Stored:
    """What papers ask of a Wagtail image."""

    def __init__(self, data: bytes | None):
        self.data = data

    @contextmanager
    def open_file(self):
        if self.data is None:
            raise FileNotFoundError
        yield io.BytesIO(self.data)


def drawn(mode: str, colour, size=(60, 30), kind="PNG", **options) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, colour).save(target, kind, **options)
    return target.getvalue()


def test_a_photo_is_made_smaller_and_put_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    data = printable(Stored(drawn("RGB", "teal", (3000, 1500), "JPEG", exif=exif)))
    found = Image.open(io.BytesIO(data))
    assert (found.format, found.size) == ("JPEG", (LONGEST // 2, LONGEST))
    assert not found.getexif()


def test_what_is_transparent_is_white_on_paper():
    found = Image.open(io.BytesIO(printable(Stored(drawn("RGBA", (0, 0, 0, 0))))))
    assert found.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("data", [None, b"", b"no picture", drawn("RGB", "red")[:60]])
def test_a_file_that_is_lost_or_broken_gives_nothing(data):
    assert printable(Stored(data)) == b""


def test_what_is_printable_can_be_set():
    body = (Picture(printable(Stored(drawn("P", 3, kind="GIF"))), "Un plan"),)
    pdf = reading.opened(render(Minutes(samples.MEETING, body), samples.brand()))
    assert "Un plan" in reading.described(pdf)
