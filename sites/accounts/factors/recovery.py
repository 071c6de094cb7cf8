"""When phone, keys and codes are all lost: people who know the person give the access back.

Two *other* leads of one council in which the person holds a role confirm, and it is done; or one
administrator, and it is done an hour later, in which whoever reads the person's mail can stop it.
An attacker with the person's mailbox, then, still has to convince somebody who knows them. For an
administrator only another one confirms (or the operator: manage.py give_access_back). A request
lasts a week; signing in with a second factor withdraws it. Every turn is told to the person by mail
and is a line of ``RecoveryEvent``.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from sites.accounts import journal, sign_ins
from sites.accounts.models import Confirmation, Recovery, RecoveryEvent, User
from sites.councils.hosts import table
from sites.councils.models import RoleGroup
from sites.councils.roles import ADMINISTRATOR, LEAD
from sites.notifications import outbox

GOOD_FOR = timedelta(days=7)
WAIT = timedelta(hours=1)  # after an administrator's confirmation
LEADS = 2
SALT = "quartiers.recovery"

What, Outcome = RecoveryEvent.What, Recovery.Outcome


class NotTheirs(Exception):
    """The request is over, is one's own, or is of a council where one is no lead."""


# Who may confirm ----------------------------------------------------------------------------------


def councils_of(person: User) -> set[int]:
    """The councils in which ``person`` holds a role."""
    groups = RoleGroup.objects.filter(group__user=person).exclude(council=None)
    return set(groups.values_list("council_id", flat=True))


def councils_that_vouch(person: User) -> set[int]:
    """Those whose leads may confirm for ``person``: none for who has more power than they have."""
    return set() if is_of_all_councils(person) else councils_of(person)


def is_of_all_councils(person: User) -> bool:
    """Whether ``person`` holds a role of the whole install, or rights that no role gives."""
    of_all = RoleGroup.objects.filter(group__user=person, council=None)
    return person.is_superuser or person.is_staff or of_all.exists()


def led_by(user: User) -> set[int]:
    """The councils that ``user`` leads."""
    groups = RoleGroup.objects.filter(group__user=user, role=LEAD).exclude(council=None)
    return set(groups.values_list("council_id", flat=True))


def is_administrator(user: User) -> bool:
    if not user.is_active:
        return False
    in_group = RoleGroup.objects.filter(group__user=user, role=ADMINISTRATOR)
    return user.is_superuser or in_group.exists()


def may_confirm(user: User, recovery: Recovery) -> bool:
    """Whether ``user`` may say that the request is the person's own."""
    if user.pk == recovery.person_id or not user.is_active:
        return False
    return is_administrator(user) or bool(led_by(user) & councils_that_vouch(recovery.person))


def open_for(user: User) -> list[Recovery]:
    """The open requests that ``user`` may confirm, oldest first."""
    waiting = Recovery.objects.filter(outcome=Outcome.OPEN, expires_at__gt=timezone.now())
    rows = waiting.select_related("person").order_by("asked_at")
    return [row for row in rows.exclude(person=user) if may_confirm(user, row)]


def confirmers(recovery: Recovery) -> QuerySet[User]:
    """Whoever could confirm: administrators, and leads of the person's councils."""
    leads = Q(
        groups__role_group__role=LEAD,
        groups__role_group__council__in=councils_that_vouch(recovery.person),
    )
    administrators = Q(is_superuser=True) | Q(groups__role_group__role=ADMINISTRATOR)
    known = User.objects.filter(leads | administrators, is_active=True)
    return known.exclude(pk=recovery.person_id).distinct()


# The turns of a request ---------------------------------------------------------------------------


@transaction.atomic
def ask(person: User, request: HttpRequest | None = None) -> Recovery:
    """The open request of ``person``, made if there is none; they and who may confirm are told."""
    person = User.objects.select_for_update().get(pk=person.pk)
    for old in Recovery.objects.filter(person=person, outcome=Outcome.OPEN):
        if old.is_open():
            return old
        _close(old, Outcome.EXPIRED, What.EXPIRED)
    now = timezone.now()
    recovery = Recovery.objects.create(person=person, asked_at=now, expires_at=now + GOOD_FOR)
    _log(What.ASKED, recovery, person, request)
    _mail("recovery_asked", recovery)
    for user in confirmers(recovery):
        context = {"pseudonym": person.pseudonym, "link": admin_url(recovery)}
        outbox.post("recovery_to_confirm", user.email, context, person=user)
    return recovery


@transaction.atomic
def confirm(pk: int, by: User, request: HttpRequest | None = None) -> Recovery:
    """``by`` says that the request is the person's own. The row is locked while it is counted.

    Raises NotTheirs for whoever may not. A second time changes nothing.
    """
    recovery = _locked(pk)
    if recovery is None or not recovery.is_open() or not may_confirm(by, recovery):
        raise NotTheirs
    _row, is_new = Confirmation.objects.get_or_create(
        recovery=recovery, by=by, defaults={"person": recovery.person}
    )
    if is_new:
        _log(What.CONFIRMED, recovery, by, request)
        if is_settled(recovery):
            _give_back(recovery, request)
        else:
            _mail("recovery_confirmed", recovery, waits=is_administrator(by))
    return recovery


def is_settled(recovery: Recovery) -> bool:
    """Whether enough people have confirmed, by the roles they hold now, and long enough ago."""
    rows = list(recovery.confirmations.select_related("by"))
    voices = [row for row in rows if may_confirm(row.by, recovery)]
    ripe = timezone.now() - WAIT
    if any(is_administrator(row.by) and row.at <= ripe for row in voices):
        return True
    led = [led_by(row.by) for row in voices]
    theirs = councils_that_vouch(recovery.person)
    return any(sum(council in councils for councils in led) >= LEADS for council in theirs)


def withdraw(person: User, request: HttpRequest | None = None) -> bool:
    """Stop the open request of ``person``: they have found a factor, or it was never theirs."""
    with transaction.atomic():
        open_now = Recovery.objects.select_for_update().filter(person=person, outcome=Outcome.OPEN)
        recovery = open_now.first()
        if recovery is None:
            return False
        _close(recovery, Outcome.WITHDRAWN, What.WITHDRAWN, person, request)
        _mail("recovery_withdrawn", recovery, link="")
    return True


def sweep() -> int:
    """Do what is due: the hour after an administrator has passed, or the week. How many."""
    done = 0
    for pk in Recovery.objects.filter(outcome=Outcome.OPEN).values_list("pk", flat=True):
        with transaction.atomic():
            recovery = _locked(pk)
            if recovery is None or recovery.outcome:
                continue
            if not recovery.is_open():
                _close(recovery, Outcome.EXPIRED, What.EXPIRED)
                _mail("recovery_expired", recovery, link="")
                done += 1
            elif is_settled(recovery):
                _give_back(recovery)
                done += 1
    return done


@transaction.atomic
def give_back_now(person: User) -> None:
    """The operator's way, from the server's command line: there is nobody left to confirm."""
    recovery = _locked(ask(person).pk)
    assert recovery is not None  # noqa: S101 - made a line above, in this transaction
    _give_back(recovery)


def _locked(pk: int) -> Recovery | None:
    rows = Recovery.objects.select_for_update(of=("self",)).select_related("person")
    return rows.filter(pk=pk).first()


def _give_back(recovery: Recovery, request: HttpRequest | None = None) -> None:
    """Every factor is gone, every session ends; the next sign-in leads to the guide."""
    Authenticator.objects.filter(user=recovery.person).delete()
    sign_ins.end_all(recovery.person)
    _close(recovery, Outcome.DONE, What.DONE, None, request)
    _mail("recovery_done", recovery, link=table().portal_url + reverse("accounts:login"))


def _close(recovery: Recovery, outcome: str, what: str, by: User | None = None, request=None):
    recovery.outcome = outcome
    recovery.save(update_fields=["outcome"])
    _log(what, recovery, by, request)


def _log(what: str, recovery: Recovery, by: User | None, request: HttpRequest | None) -> None:
    RecoveryEvent.objects.create(what=what, person=recovery.person, by=by)
    facts = {"by": by.pk} if by else {}
    journal.note("recovery", what, request, recovery.person, **facts)


# Mails --------------------------------------------------------------------------------------------


def _mail(kind: str, recovery: Recovery, **more) -> None:
    context = {"link": stop_url(recovery), "until": recovery.expires_at, **more}
    outbox.post(kind, recovery.person.email, context, person=recovery.person)


def stop_url(recovery: Recovery) -> str:
    """The page on which whoever reads the person's mail may stop the request."""
    token = TimestampSigner(salt=SALT).sign(str(recovery.pk))
    return table().portal_url + reverse("second_factor:stop", args=[token])


def told_by(token: str) -> Recovery | None:
    """The request that a link of ours names."""
    try:
        pk = TimestampSigner(salt=SALT).unsign(token, max_age=GOOD_FOR)
    except BadSignature:
        return None
    return Recovery.objects.select_related("person").filter(pk=pk).first()


def admin_url(recovery: Recovery) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse("recoveries:one", args=[recovery.pk])
