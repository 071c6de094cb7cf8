"""Who works for a council, and the floor under its leads: the one place that counts them.

A council keeps two leads who can act. Whatever takes a lead away happens inside ``keeping_leads``,
or asks ``teams_left_short`` first; what only brings a team that is still growing nearer to two is
never refused.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.accounts.models import User
from sites.councils.models import Council, RoleGroup
from sites.councils.roles import ADMINISTRATOR, LEAD

FEWEST_LEADS = 2
FEWEST_ADMINISTRATORS = 1


class TooFewLeads(Exception):
    """It would leave a council without two leads, or the install without an administrator.

    ``council_id`` is None for the install.
    """

    def __init__(self, message: str, council_id: int | None):
        super().__init__(message)
        self.message = message
        self.council_id = council_id


def leads_of(council: Council | int) -> QuerySet[User]:
    """The leads of a council who can act."""
    return User.objects.filter(
        is_active=True, groups__role_group__role=LEAD, groups__role_group__council=council
    ).distinct()


def administrators() -> QuerySet[User]:
    """Who may everything, and can act."""
    by_role = Q(groups__role_group__role=ADMINISTRATOR)
    return User.objects.filter(by_role | Q(is_superuser=True), is_active=True).distinct()


def take_turns(*people: int | None) -> None:
    """One decision about a person at a time. In a transaction, and before ``lock_teams``."""
    wanted = [pk for pk in people if pk]
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=wanted)
    list(rows.order_by("pk").values_list("pk", flat=True))


def lock_teams(councils: Iterable[int | None]) -> None:
    """Whoever changes the leads of these councils waits for the end of this transaction."""
    wanted = set(councils)
    rows = Q(role=LEAD, council__in=wanted - {None})
    if None in wanted:
        rows |= Q(role=ADMINISTRATOR)
    list(RoleGroup.objects.select_for_update().filter(rows).order_by("pk"))


@contextmanager
def keeping_leads(councils: Iterable[int | None], *people: int | None) -> Iterator[None]:
    """Do what is inside, or nothing of it when it would leave too few: raises TooFewLeads.

    ``councils`` are keys (None: the install and its administrators), ``people`` the keys of the
    accounts it is about and of who does it: all that is read inside is still true at its end.

    The leads' own rows are taken too, before their teams': mails to them are written inside, and
    one of them may be closing their account, who holds their row and waits for the team.
    """
    councils = list(councils)
    with transaction.atomic():
        take_turns(*people, *_acting(councils))
        lock_teams(councils)
        before = _counts(councils)
        yield
        for council_id, count in _counts(councils).items():
            fewest = FEWEST_LEADS if council_id else FEWEST_ADMINISTRATORS
            if count < fewest and count < before[council_id]:
                raise TooFewLeads(_why_not(council_id, count), council_id)


def _acting(councils: Iterable[int | None]) -> set[int]:
    return {
        key
        for pk in councils
        for key in (leads_of(pk) if pk else administrators()).values_list("pk", flat=True)
    }


def _counts(councils: Iterable[int | None]) -> dict[int | None, int]:
    return {pk: leads_of(pk).count() if pk else administrators().count() for pk in councils}


def _why_not(council_id: int | None, would_be_left: int) -> str:
    if council_id is None:
        return _("Personne d’autre n’administre ces sites. Passez d’abord la main à quelqu’un.")
    name = Council.objects.values_list("name", flat=True).get(pk=council_id)
    missing = FEWEST_LEADS - would_be_left
    return ngettext(
        "Le conseil « %(name)s » doit garder deux responsables : il en manquerait %(n)d. "
        "Invitez d’abord quelqu’un comme responsable, ou donnez ce rôle dans l’équipe.",
        "Le conseil « %(name)s » doit garder deux responsables : il en manquerait %(n)d. "
        "Invitez d’abord deux personnes comme responsables, ou donnez ce rôle dans l’équipe.",
        missing,
    ) % {"name": name, "n": missing}


def teams_left_short(account: User, council: Council | None = None) -> list[Council]:
    """The councils (``council``, or all) that would have fewer than two leads without ``account``.

    None for who does not count: no lead, or one who cannot act.
    """
    if not User.objects.filter(pk=account.pk, is_active=True).exists():
        return []
    led = Council.objects.filter(
        role_groups__role=LEAD, role_groups__group__user=account
    ).distinct()
    if council:
        led = led.filter(pk=council.pk)
    return [c for c in led.in_order() if leads_of(c).exclude(pk=account.pk).count() < FEWEST_LEADS]
