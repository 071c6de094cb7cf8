"""A message as people read it: labels and words, who wrote, how to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.contrib.forms.models import FormSubmission

from cms.pages.form_guard import STARTED, TRAP, can_be_written_to, in_words
from cms.pages.models import FormField
from sites.accounts.models import User

SNIPPET = 160  # characters of a message in the list
QUOTED = 700  # in the answer: some mail programs drop addresses of more than 2 000 characters


@dataclass(frozen=True)
class Field:
    """One question of a form as it is now."""

    name: str
    label: str
    kind: str


Fields = dict[int, list[Field]]  # by the key of the form


def fields_of(messages: Iterable[FormSubmission]) -> Fields:
    """The questions of the forms of ``messages``, in one query."""
    pages = {message.page_id for message in messages}
    rows = FormField.objects.filter(page__in=pages).order_by("page", "sort_order")
    found: Fields = {}
    for row in rows:
        found.setdefault(row.page_id, []).append(Field(row.clean_name, row.label, row.field_type))
    return found


class Message:
    """One message with the questions it answers; a question that is gone keeps its answer."""

    def __init__(self, submission: FormSubmission, fields: Fields):
        self.submission = submission
        self.pk = submission.pk
        self.at = submission.submit_time
        self.form = submission.page.title
        self.fields = fields.get(submission.page_id, [])
        self.data = {
            name: value
            for name, value in submission.form_data.items()
            if name not in (TRAP, STARTED)
        }

    @cached_property
    def answers(self) -> list[tuple[str, str]]:
        """Labels and words, in the order of the form; empty answers are left out."""
        asked = [(field.label, self._text(field.name)) for field in self.fields]
        names = {field.name for field in self.fields}
        gone = [(name, self._text(name)) for name in self.data if name not in names]
        return [(label, text) for label, text in (*asked, *gone) if text]

    @cached_property
    def sender(self) -> str:
        """The address to answer to: the first of the form, empty when it cannot be written to."""
        for field in self.fields:
            if field.kind == "email" and (address := self._text(field.name)):
                return address if _is_address(address) else ""
        return ""

    @cached_property
    def title(self) -> str:
        """The short answers (a name, a subject); else the address, else the form."""
        short = [self._text(f.name) for f in self.fields if f.kind == "singleline"]
        return " – ".join(filter(None, short))[:SNIPPET] or self.sender or self.form

    @cached_property
    def snippet(self) -> str:
        """The first words of what was written at length."""
        long = [self._text(f.name) for f in self.fields if f.kind not in ("singleline", "email")]
        text = " ".join(" ".join(filter(None, long)).split())
        return f"{text[:SNIPPET].rstrip()}…" if len(text) > SNIPPET else text

    @property
    def handling(self):
        return getattr(self.submission, "handling", None)

    @property
    def handled_by(self) -> str:
        by: User | None = self.handling.by if self.handling else None
        return by.public_name if by else ""

    @cached_property
    def answer_url(self) -> str:
        """A link that opens the reader's own mail program, with the message below."""
        if not self.sender:
            return ""
        subject = _("Votre message : %(form)s") % {"form": " ".join(self.form.split())}
        words = {"subject": subject, "body": self._quoted()}
        return f"mailto:{quote(self.sender, safe='@')}?{urlencode(words, quote_via=quote)}"

    def _quoted(self) -> str:
        day = date_format(localtime(self.at), "j F Y")
        head = _("Le %(day)s, vous nous écriviez :") % {"day": day}
        said = "\n".join(text for _label, text in self.answers if text != self.sender)[:QUOTED]
        lines = "\r\n".join(f"> {line}" for line in said.splitlines())
        return f"\r\n\r\n{head}\r\n{lines}"

    def _text(self, name: str) -> str:
        value = self.data.get(name)
        return "" if value in (None, "") else in_words(value).strip()


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return can_be_written_to(text)
