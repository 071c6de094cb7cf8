"""Writing, reading and forgetting the legal trace of contributions.

Written in the transaction of the contribution itself: there is none without its trace.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import LegalAccess, LegalTrace

SHORTEST_REASON = 10  # characters
MOST_LINES = 1000  # handed over at once: a requisition names a person or a post


def note(reference: str, act: str, author, *, network: str, host: str = "") -> None:
    """Write that ``author`` (an account) did ``act`` to ``reference`` from ``network``, now."""
    LegalTrace.objects.create(
        reference=reference,
        act=act,
        at=timezone.now(),
        host=host,
        account=author.pk,
        address=author.email,
        pseudonym=author.pseudonym,
        network=network,
    )


def note_closing(author) -> None:
    """Write under which name and address the account ended, if it ever contributed."""
    if LegalTrace.objects.filter(account=author.pk).exists():
        note(f"account:{author.pk}", LegalTrace.Act.CLOSED, author, network="")


@transaction.atomic
def consult(operator: str, reason: str, **asked: str) -> list[LegalTrace]:
    """The traces that match ``asked`` (reference, account, address, pseudonym, network).

    The look is logged before anything is handed over. Raises ValidationError without an operator,
    a reason, or anything to look for.
    """
    terms = {name: value.strip() for name, value in asked.items() if value and value.strip()}
    _check(operator, reason, terms)
    found = list(_matching(terms)[:MOST_LINES])
    words = ", ".join(f"{name}={value}" for name, value in sorted(terms.items()))
    LegalAccess.objects.create(
        operator=operator[:150], reason=reason[:500], asked=words[:300], found=len(found)
    )
    return found


def purge(now: datetime | None = None) -> int:
    """Forget what the law no longer asks for; returns how many traces went."""
    now = now or timezone.now()
    gone = LegalTrace.objects.filter(at__lte=now - _kept("legal_trace")).delete()[0]
    LegalAccess.objects.filter(at__lte=now - _kept("legal_access")).forget()
    return gone


def _kept(key: str) -> timedelta:
    return timedelta(days=settings.RETENTION[key]["days"])


def _matching(terms: dict[str, str]) -> QuerySet[LegalTrace]:
    wanted = Q()
    for name, value in terms.items():
        wanted &= Q(**{f"{name}__iexact" if name in ("address", "pseudonym") else name: value})
    return LegalTrace.objects.filter(wanted).order_by("at", "pk")


def _check(operator: str, reason: str, terms: dict[str, str]) -> None:
    if not operator.strip():
        raise ValidationError(_("Dites qui demande : --operator NOM."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise ValidationError(
            _("Dites pourquoi : --reason, avec la référence de la réquisition par exemple.")
        )
    if not terms:
        raise ValidationError(_("Dites ce que vous cherchez : un message, un compte, une adresse…"))
    if not terms.get("account", "0").isdecimal():
        raise ValidationError(_("Le compte se désigne par son numéro."))
