"""manage.py routine: what must happen by itself; a timer calls it every minute."""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.delivery import routine


class Command(OperatorCommand):
    help = _(
        "Publie et retire ce qui est programmé, efface les réponses et les sessions dont la durée "
        "est passée. À lancer chaque minute."
    )

    def act(self, **options) -> str:
        failed = routine.run()
        if failed:
            message = _("Ces tâches ont échoué, le journal dit pourquoi : %(names)s.")
            raise CommandError(message % {"names": ", ".join(failed)})
        return ""
