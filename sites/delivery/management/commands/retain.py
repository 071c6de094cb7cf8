"""manage.py retain: enforce every duration of settings.RETENTION."""

import logging
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand

logger = logging.getLogger(__name__)


class Command(OperatorCommand):
    help = _("Efface tout ce dont la durée de conservation est passée, et rien d’autre.")

    def act(self, **options) -> str:
        named = (entry["command"] for entry in settings.RETENTION.values())
        commands = [name for name in dict.fromkeys(named) if name]
        if failed := [name for name in commands if not _succeeds(name)]:
            message = _("Ces tâches ont échoué, le journal dit pourquoi : %(names)s.")
            raise CommandError(message % {"names": ", ".join(failed)})
        return ""


def _succeeds(name: str) -> bool:
    """One that fails stops none of the others; without a database none can go on."""
    try:
        call_command(name, stdout=StringIO())
    except (OperationalError, ProgrammingError, InterfaceError):
        raise
    except Exception:
        logger.exception("%s failed", name)
        return False
    return True
