"""A way to sign in is added or taken away: kept, told by mail, written down, in one transaction."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.accounts import devices, journal, sign_ins
from sites.accounts.models import User
from sites.councils.hosts import table
from sites.notifications import outbox

from . import policy, recovery_codes


class NotTheLast(Exception):
    """The last factor of somebody who owes one; the message says what to do."""


def words_for(factor: Authenticator) -> str:
    """What a mail or a page calls a factor."""
    if factor.type == Authenticator.Type.WEBAUTHN:
        return _("la clé d’accès « %(name)s »") % {"name": factor.data["name"]}
    if factor.type == Authenticator.Type.TOTP:
        return _("l’application de codes")
    return _("les codes de secours")


@transaction.atomic
def added(request: HttpRequest, user: User, factor: Authenticator) -> None:
    """``factor`` was just kept, by showing it; the first one brings recovery codes.

    Sessions elsewhere end, as they do for a new password: whoever adds a factor because somebody
    else is in the account must not have to think of them.
    """
    if not recovery_codes.row_of(user):
        recovery_codes.make(request, user)
    record_authentication(request, user, "mfa", id=factor.pk, type=factor.type)
    signals.authenticator_added.send(
        sender=Authenticator, request=request, user=user, authenticator=factor
    )
    sign_ins.end_all(user, but=sign_ins.current(request))
    _tell("second_factor_added", request, user, factor)


@transaction.atomic
def remove(request: HttpRequest, user: User, factor: Authenticator) -> None:
    """Take ``factor`` away; the last one takes the recovery codes with it.

    Raises NotTheLast where the person may not do without. The account's row is locked, so that two
    requests at once do not each leave the other's.
    """
    User.objects.select_for_update().get(pk=user.pk)
    others = Authenticator.objects.filter(user=user, type__in=policy.KINDS).exclude(pk=factor.pk)
    is_last = not others.exists()
    if is_last and policy.is_required() and policy.needs(user):
        raise NotTheLast(
            _("Votre rôle demande une deuxième étape. Ajoutez d’abord un autre moyen.")
        )
    if not Authenticator.objects.filter(pk=factor.pk, user=user).delete()[0]:
        return
    if is_last:
        Authenticator.objects.filter(user=user).delete()
        policy.mark_weak(request, user)
    sign_ins.end_all(user, but=sign_ins.current(request))  # the lost phone's own, for one
    signals.authenticator_removed.send(
        sender=Authenticator, request=request, user=user, authenticator=factor
    )
    _tell("second_factor_removed", request, user, factor)


@transaction.atomic
def new_recovery_codes(request: HttpRequest, user: User) -> None:
    """Ten new codes; the old ones are worth nothing any more."""
    User.objects.select_for_update().get(pk=user.pk)
    row = recovery_codes.make(request, user)
    signals.authenticator_reset.send(
        sender=Authenticator, request=request, user=user, authenticator=row
    )
    _tell("second_factor_added", request, user, row)


def _tell(kind: str, request: HttpRequest, user: User, factor: Authenticator) -> None:
    journal.note(kind.replace("_", "-"), "ok", request, user, kind=factor.type)
    outbox.post(
        kind, user.email, {"method": words_for(factor), **circumstances(request)}, person=user
    )


def circumstances(request: HttpRequest) -> dict:
    """What a mail about a change tells: when, from which browser, and where to undo it."""
    link = table().portal_url + reverse("mfa_index")
    return {"link": link, "at": timezone.now(), "asked_from": devices.name_of(request)}
