"""manage.py retain: enforce every duration of settings.RETENTION."""

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.delivery import routine


class Command(OperatorCommand):
    help = _("Efface tout ce dont la durée de conservation est passée, et rien d’autre.")

    def act(self, **options) -> str:
        commands = dict.fromkeys(entry["command"] for entry in settings.RETENTION.values())
        failed = routine.run([name for name in commands if name])
        if failed:
            message = _("Ces tâches ont échoué, le journal dit pourquoi : %(names)s.")
            raise CommandError(message % {"names": ", ".join(failed)})
        return ""
