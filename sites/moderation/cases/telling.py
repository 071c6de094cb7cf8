"""When moderators are written to: at once for the first report, then once a quarter of an hour.

What a new account wrote is to be read without hurry: it waits for that quarter of an hour as well.
"""

from django.db import transaction
from django.utils import timezone

from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.moderation.models import Case, Report

from . import letters, rights

BELL = Limit("moderation-bell", allowed=1, seconds=15 * 60)  # for each council


def ring(case: Case) -> None:
    """Tell the council's moderators of the case, and of what else they have not heard of; or leave
    it to the next quarter of an hour."""
    if case.told_at is None:
        _tell(case.council_id)


@transaction.atomic
def tell_waiting() -> int:
    """Tell each council's moderators of what waits, where it is time; returns of how many cases."""
    councils = _untold().values_list("council_id", flat=True).order_by().distinct()
    return sum(_tell(council_id) for council_id in list(councils))


def _untold():
    return Case.objects.filter(state=Case.State.OPEN, told_at=None)


def _tell(council_id: int | None) -> int:
    if BELL.take(str(council_id or "")):
        return 0
    rows = _untold().filter(council=council_id).select_related("council__site")
    cases = list(rows.select_for_update(of=("self",), skip_locked=True).order_by("opened_at"))
    if not cases:
        return 0
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(told_at=timezone.now())
    untold = list(cases)
    for person in rights.moderators(council_id):
        if theirs := [case for case in cases if not _is_theirs(person, case)]:
            letters.tell_moderators(person, theirs)
            untold = [case for case in untold if case not in theirs]
    for person in rights.moderators(None) if untold else ():  # nobody near may decide on these
        letters.tell_moderators(person, untold)
    return len(cases)


def _is_theirs(person: User, case: Case) -> bool:
    """They wrote it or reported it, or were overruled on it: others decide."""
    reported = Report.objects.filter(case=case, reporter=person.pk)
    if case.author_id == person.pk or reported.exists():
        return True
    return person.pk in rights.overruled_on(case)
