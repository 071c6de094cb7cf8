"""What a team does with a message; each act is noted in the log, without a word of the message."""

from django.db import transaction
from wagtail.contrib.forms.models import FormSubmission
from wagtail.log_actions import log

from sites.accounts.models import User

from .models import Handling, Note

HANDLED = "quartiers.message.handled"
REOPENED = "quartiers.message.reopened"
DELETED = "quartiers.message.deleted"


@transaction.atomic
def handle(message: FormSubmission, by: User) -> bool:
    """Say that it was dealt with; who said so first stays. Whether it was this call."""
    _row, is_first = Handling.objects.get_or_create(submission=message, defaults={"by": by})
    if is_first:
        _note(message, HANDLED, by)
    return is_first


@transaction.atomic
def reopen(message: FormSubmission, by: User) -> bool:
    """Let it wait again. Whether it was this call."""
    count, _of = Handling.objects.filter(submission=message).delete()
    if count:
        _note(message, REOPENED, by)
    return bool(count)


def write_note(message: FormSubmission, text: str, by: User) -> Note:
    return Note.objects.create(submission=message, text=text, by=by)


@transaction.atomic
def delete(message: FormSubmission, by: User) -> None:
    """For good, notes included."""
    _note(message, DELETED, by, deleted=True)
    message.delete()


def _note(message: FormSubmission, act: str, by: User, **more) -> None:
    log(message, act, user=by, title=message.page.title, **more)
