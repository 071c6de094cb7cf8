"""The home council of an account: where it votes.

One for each account, chosen by oneself, changed at most once a year (participation.md), so that
nobody votes wherever a vote is on. The first choice may be corrected for two weeks, because streets
run along borders. One may leave one's council whenever one likes; taking another one then
waits as a change does. Only the council is kept: never a street or a number.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sites.councils.models import Council

from .models import HomeChange, User

CORRECTION = timedelta(days=14)


def changes_on(user: User) -> datetime | None:
    """From when ``user`` may choose another council; None: now."""
    now, choices = timezone.now(), _choices(user)
    if not choices or now < choices[0].at + CORRECTION:
        return None
    when = a_year_after(choices[-1].at)
    return when if now < when else None


def corrected_until(user: User) -> datetime | None:
    """Until when the first choice may be corrected; None when that is over, or nothing chosen."""
    choices = _choices(user)
    until = choices[0].at + CORRECTION if choices else None
    return until if until and timezone.now() < until else None


def a_year_after(when: datetime) -> datetime:
    """The same day and hour of the next year in Paris; 1 March for a 29 February."""
    local = timezone.localtime(when)
    try:
        return local.replace(year=local.year + 1)
    except ValueError:
        return local.replace(year=local.year + 1, month=3, day=1)


@transaction.atomic
def choose(user: User, council: Council) -> User:
    """Make ``council`` the home of ``user``; the account as it is stored.

    Raises ValidationError, with the date, when it is too soon. Choosing the one that was left last
    is no change.
    """
    account = User.objects.select_for_update().get(pk=user.pk)
    if account.home_council_id == council.pk:
        return account
    if _last_chosen(account) != council.pk and (when := changes_on(account)):
        day = date_format(when, "j F Y")
        message = _(
            "On change de conseil une fois par an au plus : vous pourrez en choisir un autre à "
            "partir du %(date)s."
        )
        raise ValidationError(message % {"date": day}, code="too_soon")
    return _move(account, council)


@transaction.atomic
def leave(user: User) -> User:
    """Leave ``user`` without a home council; the account as it is stored."""
    account = User.objects.select_for_update().get(pk=user.pk)
    return _move(account, None) if account.home_council_id else account


def _choices(account: User) -> list[HomeChange]:
    """What was chosen, the first first: a handful in a lifetime."""
    return list(account.home_changes.filter(is_choice=True).order_by("number"))


def _last_chosen(account: User) -> int | None:
    choices = _choices(account)
    return choices[-1].after_id if choices else None


def _move(account: User, council: Council | None) -> User:
    last = account.home_changes.order_by("-number").first()
    HomeChange.objects.create(
        user=account,
        number=last.number + 1 if last else 1,
        before_id=account.home_council_id,
        after=council,
        is_choice=council is not None,
    )
    account.home_council = council
    account.save(update_fields=["home_council"])
    return account
