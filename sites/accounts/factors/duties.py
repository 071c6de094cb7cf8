"""Who lost access and waits for this reader's word: a line of « À faire » in the admin."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.councils.roles import LEAD
from sites.teams.duties import Duty, Urgency, register
from sites.teams.scope import Scope

from . import recovery


def lost_access(scope: Scope) -> Iterator[Duty]:
    if scope.user_id is None or not (scope.is_administrator or scope.councils_as(LEAD)):
        return
    reader = User.objects.get(pk=scope.user_id)
    for row in recovery.open_for(reader):
        if row.confirmations.filter(by=reader).exists():
            continue
        text = _("%(name)s demande à retrouver son accès") % {"name": row.person}
        day = date_format(localtime(row.expires_at), "j F")
        yield Duty(
            text,
            reverse("recoveries:one", args=[row.pk]),
            None,
            Urgency.LATE,
            _("à confirmer avant le %(day)s") % {"day": day},
            row.asked_at,
            "key",
        )


def connect() -> None:
    register("recoveries", lost_access)
