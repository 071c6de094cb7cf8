"""manage.py tick: whatever must happen by itself; a timer calls it every minute."""

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.delivery import schedule, stopping, ticking
from sites.delivery.models import Job


class Command(OperatorCommand):
    help = _(
        "Fait tout ce qui est dû : publie et retire ce qui est programmé, envoie les courriels, "
        "efface ce dont la durée est passée. À lancer chaque minute."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--list", action="store_true", help=_("Dit seulement quand chaque tâche a eu lieu.")
        )

    def act(self, **options) -> str:
        if options["list"]:
            return table()
        stopping.when_told(self)
        failed = ticking.run()
        if failed:
            message = _("Ces tâches ont échoué, le journal dit pourquoi : %(names)s.")
            raise CommandError(message % {"names": ", ".join(dict.fromkeys(failed))})
        return ""


def table() -> str:
    """Each job, how often it is due, when it last began and what became of it."""
    jobs, rows = schedule.routine(), Job.objects.in_bulk()
    wide = max(map(len, jobs), default=0)
    words = max((len(period.words) for period in jobs.values()), default=0)
    return "\n".join(
        f"{name:{wide}}  {period.words:{words}}  {_story(rows.get(name))}"
        for name, period in jobs.items()
    )


def _story(job: Job | None) -> str:
    if job is None or job.started_at is None:
        return _("jamais")
    began = f"{timezone.localtime(job.started_at):%Y-%m-%d %H:%M:%S}"
    if job.lease:
        running = job.due_at > timezone.now()
        return f"{began}  {_('en cours') if running else _('interrompue, sera reprise')}"
    if job.succeeded:
        return f"{began}  {_('faite')}"
    return f"{began}  {_('échouée %(count)d fois') % {'count': job.failures}}"
