"""A ``.docx`` of minutes, read: blocks of a body, pictures, facts, and what could not be kept."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import IO, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import mammoth
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from .building import HEADINGS, NOTES, Block, Builder
from .checking import NotReadable, damaged, opened
from .facts import Attendance, Vote, attendance_in, day_in, votes_in
from .losses import Losses, Note
from .parts import Package
from .preparing import CAPTION_STYLE, HEADING, Found, Prepared, prepare

MOST_PICTURES = 60
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
STYLES = "\n".join(
    [
        *(f"p.{HEADING}{level} => h{level}:fresh" for level in range(1, 7)),
        f"p.{CAPTION_STYLE} => p.caption:fresh",
        "r[style-name='Emphasis'] => em",
    ]
)
# What a document may hold and no page can: XML knows these signs no more than HTML does.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Picture:
    """A picture of the document. ``key`` stands for it in the blocks until it has a row."""

    key: str
    content: bytes
    alt: str
    is_decorative: bool
    place: str  # the heading above it


@dataclass(frozen=True)
class Imported:
    """``title`` is what the document calls itself; ``notes`` are sentences about what changed."""

    title: str
    blocks: list[Block]
    pictures: list[Picture]
    notes: list[Note]
    day: date | None = None  # of the meeting, as the document says
    attendance: Attendance | None = None
    votes: list[Vote] = field(default_factory=list)


def read(file: IO[bytes]) -> Imported:
    """Raises NotReadable, whose message is for the sender."""
    package = Package(opened(file))
    try:
        imported = _read(package)
    except NotReadable:
        raise
    except Exception:  # a package of sound XML that means nothing: each library errs in its way
        raise damaged() from None
    if not imported.blocks:
        raise NotReadable(
            _("Aucun texte n’a été trouvé dans ce document. Vérifiez que c’est le bon fichier.")
        )
    return imported


def _read(package: Package) -> Imported:
    losses = Losses()
    prepared = prepare(package, losses)
    pictures = _Pictures(prepared, losses)
    html = mammoth.convert_to_html(
        package.copy(),
        style_map=STYLES,
        include_embedded_style_map=False,  # the sender's own would write any HTML
        convert_image=mammoth.images.img_element(pictures.take),
        external_file_access=False,
    ).value
    elements = list(ElementTree.fromstring(f"<body>{_CONTROLS.sub('', html)}</body>"))  # noqa: S314 # ours
    blocks = _blocks(elements, prepared.pictures, losses)
    return Imported(
        title=prepared.title,
        blocks=blocks,
        pictures=list(pictures.kept.values()),
        notes=losses.notes(),
        day=day_in(prepared.title, blocks),
        attendance=attendance_in(blocks),
        votes=votes_in(blocks),
    )


def _blocks(elements: list[Element], pictures: list[Found], losses: Losses) -> list[Block]:
    last = elements[-1] if elements else None
    notes = last if last is not None and _are_notes(last) else None
    text = elements[:-1] if notes is not None else elements
    levels = sorted({one.tag for one in text if one.tag in HEADINGS})
    losses.arrive("")
    builder = Builder(losses, pictures, levels)
    builder.read(text)
    if notes is not None:
        builder.add_notes(notes)
    losses.arrive("")
    return builder.finish()


def _are_notes(element: Element) -> bool:
    return element.tag == "ol" and any(one.get("id", "").startswith(NOTES) for one in element)


class _Pictures:
    """Takes pictures out of the package, each once however often it is shown."""

    def __init__(self, prepared: Prepared, losses: Losses):
        self.kept: dict[str, Picture] = {}
        self._found = prepared.pictures
        self._losses = losses

    def take(self, image: Any) -> dict[str, str]:
        """What mammoth writes into the HTML: the key of the picture, empty for a lost one."""
        number = int(image.alt_text or 0)
        found = self._found[number]
        self._losses.place = found.place
        key = self._key(image, found)
        return {"src": key, "alt": str(number)}

    def _key(self, image: Any, found: Found) -> str:
        try:
            with image.open() as file:
                content = file.read()
        except (KeyError, OSError, ValueError):
            self._losses.add("vectors" if _is_drawn(image.content_type) else "broken")
            return ""
        if not is_picture(content):
            self._losses.add("vectors" if _is_drawn(image.content_type) else "broken")
            return ""
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self.kept:
            if len(self.kept) >= MOST_PICTURES:
                self._losses.add("too-many")
                return ""
            key = str(len(self.kept) + 1)
            self.kept[digest] = Picture(key, content, found.alt, found.is_decorative, found.place)
        return self.kept[digest].key


def _is_drawn(content_type: str | None) -> bool:
    return bool(re.search(r"emf|wmf|svg", content_type or "", re.I))


def is_picture(content: bytes) -> bool:
    """Whether its head says that it can be shown; pixels are looked at when it is stored."""
    Image.init()
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            width, height = picture.size
    except Exception:  # hostile bytes: each decoder has errors of its own
        return False
    return 0 < width * height <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
