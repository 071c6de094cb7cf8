"""From a waiting file to a document of the council: all of it, or nothing."""

from django.core.files.base import File
from django.db import transaction
from django.utils.html import escape, linebreaks
from wagtail.models import Page

from cms.pages.models import CouncilDocument, CouncilFile

from ..desks import Desk
from ..outcomes import Outcome, keep_page
from .models import WaitingDocument


class Gone(Exception):
    """The file is not there any more: published a moment ago, or cleaned away."""


def finish(desk: Desk, told: dict, how: Outcome) -> Page:
    """Make the document's page of what the form was told. Raises Gone or ValidationError."""
    stored = None
    try:
        with transaction.atomic():
            rows = WaitingDocument.objects.select_for_update()
            kept = rows.filter(user=desk.user, site=desk.site).first()
            if kept is None:
                raise Gone
            stored = _store(desk, kept, told["title"])
            page = keep_page(desk, _page(told, stored), how, is_new=True)
            kept.delete()
            return page
    except BaseException:
        if stored:
            stored.file.storage.delete(str(stored.file.name))
        raise


def _store(desk: Desk, kept: WaitingDocument, title: str) -> CouncilFile:
    with kept.file.open("rb") as content:
        stored = CouncilFile(
            title=title,
            file=File(content, name=kept.name),
            collection=desk.owner.collection,
            uploaded_by_user=desk.user,
        )
        stored._set_document_file_metadata()
        stored.save()
    return stored


def _page(told: dict, stored: CouncilFile) -> CouncilDocument:
    text = told["text"]
    body = [("text", linebreaks(escape(text)))] if text else []
    return CouncilDocument(
        title=told["title"], kind=told["kind"], date=told["date"], file=stored, body=body
    )
