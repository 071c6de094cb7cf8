"""Messages as a table: one line each, one column for each question of their forms."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from wagtail.contrib.forms.models import FormSubmission

from sites.delivery.spreadsheets import download
from sites.teams.page_rights import Owner

from .reach import owner_at
from .reading import Message, fields_of

MOMENT = "Y-m-d H:i"


def as_csv(rows: QuerySet[FormSubmission], owners: list[Owner]) -> HttpResponse:
    submissions = list(rows)
    fields = fields_of(submissions)
    read = [Message(row, fields) for row in submissions]
    labels = list(dict.fromkeys(label for message in read for label, _text in message.answers))
    table = ((*_head(), *labels), *(_line(message, labels, owners) for message in read))
    return download(f"messages-{localdate():%Y-%m-%d}", table)


def _head() -> Iterable[str]:
    return _("Reçu le"), _("Site"), _("Formulaire"), _("Traité le"), _("Traité par")


def _line(message: Message, labels: list[str], owners: list[Owner]) -> Iterable[str]:
    owner = owner_at(message.submission.page.path, owners)
    handled_at = message.handling.at if message.handling else None
    yield date_format(localtime(message.at), MOMENT)
    yield owner.name if owner else ""
    yield message.form
    yield date_format(localtime(handled_at), MOMENT) if handled_at else ""
    yield message.handled_by
    for label in labels:
        yield "\n".join(text for own, text in message.answers if own == label)
