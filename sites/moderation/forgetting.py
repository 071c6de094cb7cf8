"""What moderation holds of a person: to hand over to them, and to forget.

The log holds keys only and stays (models/entry.py); what is said about or by the person goes.
"""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from sites.accounts.models import User

from . import charter, words
from .models import Appeal, Suspension

DECIDERS = (
    (Suspension, "decided_by"),
    (Suspension, "confirmed_by"),
    (Suspension, "lifted_by"),
    (Appeal, "decided_by"),
)


@transaction.atomic
def forget(user: User) -> None:
    """Delete the suspensions and appeals of ``user``; take their name from what they decided."""
    for suspension in Suspension.objects.filter(account=user):
        suspension.delete()  # one by one: each tells the other processes
    user.roles_set_aside.all().delete()
    for model, field in DECIDERS:
        rows = model._default_manager.filter(**{field: user})
        rows.update(**{f"{field}_name": _("compte supprimé")})


def told(user: User) -> Iterator[dict[str, str]]:
    """Every suspension of ``user`` with its appeal, in words, the oldest first."""
    rows = Suspension.objects.filter(account=user, starts_at__isnull=False)
    for suspension in rows.select_related("council", "appeal").order_by("pk"):
        appeal = getattr(suspension, "appeal", None)
        yield {
            "place": words.place(suspension.council),
            "starts": words.moment(suspension.since),
            "until": words.until(suspension.ends_at),
            "rule": charter.text_of(suspension.rule),
            "statement": suspension.statement,
            "lift_reason": suspension.lift_reason,
            "appeal": appeal.text if appeal else "",
            "answer": appeal.reason if appeal else "",
        }
