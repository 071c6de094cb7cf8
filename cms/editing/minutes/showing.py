"""The text as it will stand on the page, with what is asked of each picture beside it."""

from dataclasses import dataclass
from typing import Any

from .forms import PictureForm, Sheet
from .models import WaitingMinutes, WaitingMinutesPicture
from .waiting import picture_of


@dataclass(frozen=True)
class Part:
    """A block. ``form`` is there where its picture is shown for the first time."""

    kind: str
    value: Any
    picture: WaitingMinutesPicture | None = None
    form: PictureForm | None = None


def parts_of(kept: WaitingMinutes, sheet: Sheet) -> list[Part]:
    pictures = {picture.key: picture for picture, _form in sheet.pictures}
    forms = {picture.key: form for picture, form in sheet.pictures}
    return [
        Part(
            block["type"],
            block["value"],
            pictures.get(picture_of(block)),
            forms.pop(picture_of(block), None),
        )
        for block in kept.content["blocks"]
    ]
