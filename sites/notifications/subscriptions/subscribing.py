"""Beginning and ending subscriptions.

An address typed by a stranger asks first (double opt-in); one that an account has proven begins at
once. Whoever changes what a subscriber follows holds their row until the end of the transaction.
"""

from collections.abc import Collection, Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Site

from sites.accounts.models import User
from sites.notifications import outbox
from sites.notifications.voices import voice_of

from . import links
from .kinds import known_subjects
from .models import Delivery, Demand, Subscriber, Subscription

TURNS = 3  # how often two who write one address at once may get in each other's way
HOURS = int(links.CONFIRMED_WITHIN.total_seconds() // 3600)


# Asking -----------------------------------------------------------------------------------------


@transaction.atomic
def ask(address: str, subjects: Iterable[str], site: Site | None) -> Demand:
    """Ask whoever reads the mail of ``address`` (tidied) whether they want ``subjects``.

    The same is written for an address that follows them already: nobody learns which it is. Its
    owner finds the way to what they follow in the mail.
    """
    wanted = list(subjects)
    demand = Demand.objects.create(address=address, subjects=wanted, asked_at=timezone.now())
    root = voice_of(site).site_url
    known = Subscriber.objects.filter(address=address).first()
    labels = known_subjects()
    context = {
        "link": root + links.confirm_path(demand),
        "hours": HOURS,
        "subjects": [labels[key].label for key in wanted if key in labels],
        "manage_link": root + links.manage_path(known) if known else "",
    }
    outbox.post(
        "subscription_confirm", address, context, site=site, expires_in=links.CONFIRMED_WITHIN
    )
    return demand


@transaction.atomic
def confirm(demand_id: int) -> tuple[Subscriber | None, bool]:
    """The subscriber that a demand makes, and whether it was this call that made them.

    None for one that was purged. Said twice, it is done once: what was ended since stays ended.
    """
    demand = Demand.objects.select_for_update().filter(pk=demand_id).first()
    if demand is None:
        return None, False
    if demand.confirmed_at:
        return Subscriber.objects.filter(address=demand.address).first(), False
    Demand.objects.filter(pk=demand.pk).update(confirmed_at=timezone.now())
    return subscribe(demand.address, demand.subjects), True


# Beginning and ending -----------------------------------------------------------------------------


@transaction.atomic
def subscribe(address: str, subjects: Iterable[str]) -> Subscriber | None:
    """Let a proven ``address`` follow ``subjects`` too; it belongs to the account that proved it.
    None when there is nothing left to follow.
    """
    row = _held(address, _account_of(address))
    _add(row, subjects)
    return _unless_empty(row)


@transaction.atomic
def choose(subscriber_id: int, wanted: Collection[str]) -> Subscriber | None:
    """Let a subscriber follow ``wanted`` and nothing else; None when nothing is left of them."""
    row = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if row is None:
        return None
    row.subscriptions.exclude(subject__in=wanted).delete()
    _add(row, wanted)
    return _unless_empty(row)


@transaction.atomic
def choose_for(user: User, wanted: Collection[str]) -> None:
    """The same for an account whose address is proven."""
    if not wanted:
        Subscriber.objects.filter(account=user).delete()
        return
    choose(_held(user.email.lower(), user).pk, wanted)


@transaction.atomic
def end(subscriber_id: int, subjects: Iterable[str] | None = None) -> int:
    """End what a subscriber follows of ``subjects`` (None: all); how many that were."""
    row = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if row is None:
        return 0
    ended = row.subscriptions.all()
    if subjects is not None:
        ended = ended.filter(subject__in=list(subjects))
    count, _each = ended.delete()
    _unless_empty(row)
    return count


@transaction.atomic
def end_subject(subject: str) -> None:
    """Nobody can follow this any more: it is gone."""
    Subscription.objects.filter(subject=subject).delete()
    Subscriber.objects.filter(subscriptions=None).delete()


def followed_by(subscriber: Subscriber | None) -> set[str]:
    return set(subscriber.subscriptions.values_list("subject", flat=True)) if subscriber else set()


def count(subjects: Collection[str]) -> int:
    """How many people follow one of ``subjects``; each counts once."""
    rows = Subscription.objects.filter(subject__in=subjects)
    return rows.values("subscriber").distinct().count()


def _held(address: str, account: User | None) -> Subscriber:
    """The row of an address (of its account, if it has one), locked.

    Somebody may make a row of the address between our looking and our writing: then theirs is
    taken.
    """
    for _turn in range(TURNS):
        try:
            with transaction.atomic():
                return _row_of(address, account)
        except IntegrityError:
            continue
    return _row_of(address, account)


def _row_of(address: str, account: User | None) -> Subscriber:
    rows = Subscriber.objects.select_for_update()
    if account is None:
        return rows.get_or_create(address=address)[0]
    adopt(account, address)
    return rows.get_or_create(account=account, defaults={"address": address})[0]


def _add(row: Subscriber, subjects: Iterable[str]) -> None:
    known, now = known_subjects(), timezone.now()
    rows = [Subscription(subscriber=row, subject=s, since=now) for s in subjects if s in known]
    Subscription.objects.bulk_create(rows, ignore_conflicts=True)


def _unless_empty(row: Subscriber) -> Subscriber | None:
    """An address is kept for what it follows, and for nothing else."""
    if row.subscriptions.exists():
        return row
    row.delete()
    return None


# Accounts -----------------------------------------------------------------------------------------


def is_proven(user: User) -> bool:
    """Whether ``user`` has shown that they read the mail of their address."""
    proven = EmailAddress.objects.filter(user=user, email=user.email.lower(), verified=True)
    return proven.exists()


def of_account(user: User) -> Subscriber | None:
    return Subscriber.objects.filter(account=user).first()


def adopt(user: User, address: str) -> None:
    """``address`` was proven by ``user``: what it follows is theirs, and what they follow goes
    there. Two that are one person become one, whom nothing reaches twice.
    """
    theirs = Q(address=address) | Q(account=user)
    if not Subscriber.objects.filter(theirs).exclude(address=address, account=user).exists():
        return
    with transaction.atomic():
        rows = list(Subscriber.objects.select_for_update().filter(theirs).order_by("pk"))
        if not rows:
            return
        kept = next((row for row in rows if row.account_id == user.pk), rows[0])
        for other in rows:
            if other is not kept:
                _merge(other, kept)
        kept.account, kept.address = user, address
        kept.save(update_fields=["account", "address"])


def _merge(other: Subscriber, kept: Subscriber) -> None:
    had = kept.subscriptions.values("subject")
    other.subscriptions.exclude(subject__in=list(had.values_list("subject", flat=True))).update(
        subscriber=kept
    )
    told = list(kept.deliveries.values_list("event", flat=True))
    other.deliveries.exclude(event__in=told).update(subscriber=kept)
    other.delete()


def follow_proofs(sender, instance: EmailAddress, raw: bool = False, **kwargs) -> None:
    """After an address of an account was saved."""
    if instance.verified and not raw and instance.email.lower() == instance.user.email.lower():
        adopt(instance.user, instance.email.lower())


def _account_of(address: str) -> User | None:
    proven = EmailAddress.objects.filter(email=address, verified=True, user__closed_at=None)
    found = proven.select_related("user").first()
    return found.user if found and found.user.email.lower() == address else None


# Forgetting ---------------------------------------------------------------------------------------


def purge() -> int:
    """Delete demands that nobody confirmed in time, and forget who got what long ago; how many."""
    now, retention = timezone.now(), settings.RETENTION
    before = now - timedelta(days=retention["subscription_demands"]["days"])
    demands, _each = Demand.objects.filter(asked_at__lt=before).delete()
    before = now - timedelta(days=retention["deliveries"]["days"])
    old = Delivery.objects.filter(at__lt=before, subscriber__isnull=False)
    old = old.filter(event__finished_at__isnull=False)  # who has it must be known until it is over
    return demands + old.update(subscriber=None)
