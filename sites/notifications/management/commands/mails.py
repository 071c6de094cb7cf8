"""manage.py mails: how many mails wait, were sent, were refused, and why; or let go of all that
wait, after a backup was restored in which they had not been sent yet.
"""

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.notifications import sending
from sites.notifications.models import Mail

LISTED = 20


class Command(OperatorCommand):
    help = _("Dit combien de courriels attendent, sont partis, ont été refusés, et pourquoi.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--drop", action="store_true", help=_("Abandonne tous ceux qui attendent.")
        )

    def act(self, **options) -> str:
        if options["drop"]:
            return _("%(count)d courriels abandonnés.") % {"count": sending.drop()}
        return "\n".join([*_counts(), *_waiting(), *_refused()])


def _counts() -> list[str]:
    found = dict(Mail.objects.values_list("state").annotate(count=Count("pk")))
    return [f"{state.label} : {found.get(state.value, 0)}" for state in Mail.State]


def _waiting() -> list[str]:
    """Since when, so that an operator sees a server that is away."""
    oldest = Mail.objects.open().aggregate(oldest=Min("created_at"))["oldest"]
    if oldest is None:
        return []
    minutes = int((timezone.now() - oldest).total_seconds() // 60)
    return [_("Le plus ancien attend depuis %(minutes)d minutes.") % {"minutes": minutes}]


def _refused() -> list[str]:
    """The last ones, without an address: the number finds the row."""
    failed = Mail.objects.filter(state=Mail.State.FAILED).order_by("-created_at")[:LISTED]
    return [f"{mail.pk} {mail.created_at:%Y-%m-%d} {mail.kind} : {mail.error}" for mail in failed]
