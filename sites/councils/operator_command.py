"""Commands for operators: what went wrong in one line, never a traceback of ours."""

from collections.abc import Callable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.utils.translation import gettext as _

from .models import Council, Portal


class OperatorCommand(BaseCommand):
    """Prints what ``act(**options)``, which each command brings, returns; no line for nothing."""

    act: Callable[..., str]

    def handle(self, *args, **options) -> None:
        try:
            if said := self.act(**options):
                self.stdout.write(said)
        except ValidationError as error:
            raise CommandError(in_words(error)) from error
        except (OperationalError, ProgrammingError, InterfaceError) as error:
            message = _(
                "La base de données ne répond pas ou n’est pas prête (« manage.py migrate »)."
            )
            raise CommandError(message) from error


def in_words(error: ValidationError) -> str:
    """All messages of ``error`` on one line, each with the name of its field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        message if field == NON_FIELD_ERRORS else f"{_label(field)} : {message}"
        for field, messages in error.message_dict.items()
        for message in messages
    )


def _label(field: str) -> str:
    model = Council if hasattr(Council, field) else Portal
    return str(model._meta.get_field(field).verbose_name)
