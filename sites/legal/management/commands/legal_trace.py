"""manage.py legal_trace: hand the trace of a contribution to who has a right to it, and note it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from sites.councils.operator_command import OperatorCommand
from sites.legal import traces
from sites.legal.models import LegalAccess

TERMS = ("reference", "account", "address", "pseudonym", "network")


class Command(OperatorCommand):
    help = _(
        "Montre la trace légale de contributions, pour une réquisition. Il faut dire qui demande "
        "et pourquoi ; chaque consultation est notée et le reste."
    )

    def add_arguments(self, parser):
        parser.add_argument("--operator", default="", help=_("votre nom"))
        parser.add_argument("--reason", default="", help=_("pourquoi ; noté avec la consultation"))
        for term in TERMS:
            parser.add_argument(f"--{term}", default="")
        parser.add_argument("--accesses", action="store_true", help=_("liste les consultations"))

    def act(self, *, operator: str, reason: str, accesses: bool, **options) -> str:
        if accesses:
            return "\n".join(map(_access, LegalAccess.objects.order_by("at", "pk")))
        found = traces.consult(operator, reason, **{term: options[term] for term in TERMS})
        return "\n".join(map(_line, found)) or _("Aucune trace.")


def _line(trace) -> str:
    at = timezone.localtime(trace.at).isoformat(timespec="seconds")
    who = f"account={trace.account} address={trace.address} pseudonym={trace.pseudonym!r}"
    where = f"network={trace.network or '-'} host={trace.host or '-'}"
    return f"{at} {trace.act} {trace.reference} {who} {where}"


def _access(access) -> str:
    at = timezone.localtime(access.at).isoformat(timespec="seconds")
    return f"{at} {access.operator} ({access.found}) {access.asked} – {access.reason}"
