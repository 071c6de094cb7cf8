"""The sign-ins of a person: one for each browser, on as many hosts as it went to.

A sign-in is over when it was not used for a while, after a longest time, or when somebody ends it:
the person (here or from the list of their sign-ins), a change of password, a suspension.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, pre_save
from django.http import HttpRequest
from django.utils import timezone

from . import devices, journal
from .models import SignIn, User
from .sessions import HOST, LATEST, SEEN, SIGN_IN, STRONG

MOST = 20  # at once for one person; the one that was not used for longest makes room
TOUCH = timedelta(hours=1)  # how exact « last used » is; one write an hour at most


@dataclass(frozen=True)
class Lifetime:
    """How long a sign-in lasts without being used, and at the longest (ASVS 5.0, 7.3)."""

    idle: timedelta
    longest: timedelta


RESIDENT = Lifetime(idle=timedelta(days=30), longest=timedelta(days=180))
TEAM = Lifetime(idle=timedelta(hours=24), longest=timedelta(days=14))


def lifetime(user: User) -> Lifetime:
    """Whoever can edit, moderate or administer is asked again sooner."""
    has_role = user.is_superuser or user.is_staff or user.groups.exists()
    return TEAM if has_role else RESIDENT


def start(user: User, device: str, *, strong: bool = False) -> SignIn:
    """A new sign-in of ``user``, on the portal."""
    now, lasts = timezone.now(), lifetime(user)
    _make_room(user)
    return SignIn.objects.create(
        user=user,
        started_at=now,
        seen_at=now,
        ends_at=now + lasts.idle,
        latest_end=now + lasts.longest,
        device=device,
        strong=strong,
    )


def _make_room(user: User) -> None:
    oldest = SignIn.objects.filter(user=user).order_by("-seen_at").values_list("pk", flat=True)
    if too_many := list(oldest[MOST - 1 :]):
        SignIn.objects.filter(pk__in=too_many).delete()


def of(user: User) -> QuerySet[SignIn]:
    """Those of ``user`` that last, the one used last first."""
    return SignIn.objects.lasting().filter(user=user).order_by("-seen_at", "-pk")


def current(request: HttpRequest) -> int | None:
    """The key of the sign-in that the request's session is part of."""
    return request.session.get(SIGN_IN)


def end(user: User, pk: int) -> bool:
    """End one sign-in of ``user``, on every host; False when it is nobody's or somebody else's."""
    return bool(SignIn.objects.filter(user=user, pk=pk).delete()[0])


def end_all(user: User, *, but: int | None = None) -> None:
    """End every session of ``user``, on every host and device, at once (``but``: one sign-in)."""
    SignIn.objects.filter(user=user).exclude(pk=but or 0).delete()


def purge() -> int:
    """Delete what is over, with its sessions; returns how many."""
    return SignIn.objects.over().delete()[0]


# A request and its session ------------------------------------------------------------------------


def bind(request: HttpRequest, sign_in: SignIn) -> None:
    """Make the session of this host part of ``sign_in``."""
    session = request.session
    session[SIGN_IN], session[HOST] = sign_in.pk, hostname(request)
    session[STRONG] = sign_in.strong
    session[SEEN] = timezone.now().timestamp()
    session[LATEST] = sign_in.latest_end.timestamp()
    session.set_expiry(sign_in.ends_at)


def touch(request: HttpRequest) -> None:
    """Remember, once an hour, that the sign-in is used: it lasts as long again."""
    session, now = request.session, timezone.now()
    seen = session.get(SEEN)
    if seen is None or now.timestamp() - seen < TOUCH.total_seconds():
        return
    sign_in = SignIn.objects.select_related("user").filter(pk=session[SIGN_IN]).first()
    if sign_in is None:
        return
    sign_in.seen_at = now
    sign_in.ends_at = min(now + lifetime(sign_in.user).idle, sign_in.latest_end)
    if SignIn.objects.filter(pk=sign_in.pk).update(seen_at=now, ends_at=sign_in.ends_at):
        bind(request, sign_in)


def is_over(request: HttpRequest) -> bool:
    """Whether the longest time has passed."""
    latest: float | None = request.session.get(LATEST)
    return latest is not None and timezone.now().timestamp() >= latest


def is_of_another_host(request: HttpRequest) -> bool:
    """Whether the session was made for another host: its key was carried here by hand.

    No browser does that. Whoever came by the key of a council's session must not hold the portal,
    where the account is managed, nor the admin.
    """
    host = request.session.get(HOST)
    return bool(host) and host != hostname(request)


def strengthen(request: HttpRequest) -> None:
    """The person has just given a second factor."""
    request.session[STRONG] = True
    SignIn.objects.filter(pk=current(request) or 0).update(strong=True)


def hostname(request: HttpRequest) -> str:
    """The host name whose session this is; empty outside a request that the gate let in."""
    entry = getattr(request, "host_entry", None)
    if entry is None:
        return ""
    return entry.site.hostname if entry.site else settings.ADMIN_HOST


def _signed_in(sender, request, user, **kwargs) -> None:
    if current(request) is None:  # a hand-off brings the portal's
        strong = bool(request.session.get(STRONG))
        bind(request, start(user, devices.name_of(request), strong=strong))


def _signed_out(sender, request, user, **kwargs) -> None:
    if request is not None and user is not None and (pk := current(request)):
        end(user, pk)
        journal.note("sign-out", "ok", request, user)


def _role_given(sender, instance, action: str, reverse: bool, pk_set, **kwargs) -> None:
    """Whoever is given a role signs in again: what they have open was made to last for months."""
    if action == "post_add" and pk_set:
        people = pk_set if reverse else {instance.pk}
        SignIn.objects.filter(user__in=people).delete()


def _power_given(sender, instance: User, **kwargs) -> None:
    """The same for the flags of an account, whoever writes them."""
    if instance.pk and (instance.is_superuser or instance.is_staff):
        had = {"is_superuser": instance.is_superuser, "is_staff": instance.is_staff}
        if not User.objects.filter(pk=instance.pk, **had).exists():
            end_all(instance)


def connect() -> None:
    m2m_changed.connect(
        _role_given, sender=User.groups.through, dispatch_uid="quartiers_role_given"
    )
    pre_save.connect(_power_given, sender=User, dispatch_uid="quartiers_power_given")
    user_logged_in.connect(_signed_in, dispatch_uid="quartiers_sign_in")
    user_logged_out.connect(_signed_out, dispatch_uid="quartiers_sign_out")
