"""From waiting minutes to those of the meeting, with its pictures: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.meetings.models import Decision, MeetingPage, MinutesState
from cms.pages.models import Picture
from sites.pictures.clean import CleanCopy

from ..desks import Desk
from ..outcomes import Outcome, keep_page
from .forms import Sheet
from .models import WaitingMinutes, WaitingMinutesPicture
from .waiting import picture_of


class Gone(Exception):
    """What was read is not there any more: put there a moment ago, or cleaned away."""


@contextmanager
def _all_or_nothing() -> Iterator[list[Picture]]:
    """Pictures made inside: without their rows, their files must not stay."""
    made: list[Picture] = []
    try:
        with transaction.atomic():
            yield made
    except BaseException:
        for picture in made:
            picture.file.storage.delete(picture.file.name)
        raise


def put(desk: Desk, page: MeetingPage, kept: WaitingMinutes, sheet: Sheet, how: Outcome) -> Page:
    """Raises Gone or ValidationError."""
    with _all_or_nothing() as made:
        if not WaitingMinutes.objects.select_for_update().filter(pk=kept.pk).first():
            raise Gone
        meeting = MeetingPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        keys = {}
        for row, form in sheet.kept_pictures:
            made.append(_picture(desk, meeting, row, form.cleaned_data, sheet))
            keys[row.key] = (made[-1], form.cleaned_data)
        meeting.minutes_body = _body(kept.content["blocks"], keys)
        meeting.minutes_state = MinutesState.DRAFT
        _put_facts(meeting, sheet)
        done = keep_page(desk, meeting, how, is_new=False)
        kept.delete()
        return done


def _picture(
    desk: Desk, meeting: MeetingPage, row: WaitingMinutesPicture, told: dict, sheet: Sheet
) -> Picture:
    alt = "" if told["decorative"] else told["alt"]
    with row.file.open("rb") as file:
        copy = CleanCopy(file.read(), f"{meeting.slug}{PurePath(str(row.file.name)).suffix}")
    picture = Picture(
        title=(alt or meeting.title)[:255],
        file=copy,
        collection=desk.owner.collection,
        description=alt,
        people_agreed=bool(sheet.about.cleaned_data.get("people_agreed")),
        uploaded_by_user=desk.user,
    )
    picture._set_image_file_metadata()
    picture.save()
    return picture


def _body(blocks: list[dict[str, Any]], keys: dict[str, tuple[Picture, dict]]) -> Any:
    """The blocks as the page stores them; pictures that were left are not in it."""
    stored = []
    for block in blocks:
        key = picture_of(block)
        if not key:
            stored.append(block)
        elif key in keys:
            picture, told = keys[key]
            alt = "" if told["decorative"] else told["alt"]
            value = block["value"] | {
                "image": picture.pk,
                "alt": alt,
                "decorative": told["decorative"],
            }
            stored.append({"type": "image", "value": value})
    field = MeetingPage._meta.get_field("minutes_body")
    return field.stream_block.to_python(stored)


def _put_facts(meeting: MeetingPage, sheet: Sheet) -> None:
    """What the form left empty stays as it was."""
    attendance = sheet.about.cleaned_data["attendance"]
    if attendance is not None:
        meeting.attendance = attendance
    known = {decision.text.strip() for decision in meeting.decisions.all()}
    told = [form.cleaned_data for form in sheet.decisions if form.cleaned_data["kept"]]
    names = ("text", "result", "votes_for", "votes_against", "abstentions")
    first = len(meeting.decisions.all())
    meeting.decisions.add(
        *(
            Decision(sort_order=place, **{name: one[name] for name in names})
            for place, one in enumerate(told, first)
            if one["text"].strip() not in known
        )
    )
