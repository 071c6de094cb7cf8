"""What subscriptions hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import told

from . import subscribing
from .kinds import known_subjects
from .models import Delivery, Demand, Event, Subscriber, Subscription


def _subscriptions(user: User) -> Iterator[Part]:
    columns = {"subject": _("abonnement"), "since": _("depuis"), "address": _("adresse")}
    rows = Subscription.objects.filter(subscriber__account=user).order_by("pk")
    own = told(rows, subject="subject", since="since", address="subscriber__address")
    labels = {key: subject.label for key, subject in known_subjects().items()}
    named = (row | {"subject": labels.get(row["subject"], row["subject"])} for row in own)
    yield Table("abonnements", _("ce à quoi vous êtes abonné ou abonnée"), columns, named)


def _deliveries(user: User) -> Iterator[Part]:
    columns = {"at": _("date"), "what": _("quoi")}
    rows = Delivery.objects.filter(subscriber__account=user).order_by("pk")
    own = told(rows, at="at", what="event__key")
    yield Table("envois-recus", _("ce qui vous a été envoyé par abonnement"), columns, own)


def _close(user: User) -> list[str]:
    """Nothing more is sent; what it was is told, in case the account comes back."""
    followed = sorted(subscribing.followed_by(subscribing.of_account(user)))
    Subscriber.objects.filter(account=user).delete()
    return followed


def _reopen(user: User, followed: list[str]) -> None:
    if followed and subscribing.is_proven(user):
        subscribing.choose_for(user, {*followed, *_since(user)})


def _since(user: User) -> set[str]:
    """What the address began to follow while the account was closed."""
    row = Subscriber.objects.filter(address=user.email.lower()).first()
    return subscribing.followed_by(row)


def _erase(person: Person) -> None:
    addresses = [address.lower() for address in person.addresses]
    Subscriber.objects.filter(account=person.user).delete()
    Subscriber.objects.filter(address__in=addresses).delete()


def _erase_demands(person: Person) -> None:
    Demand.objects.filter(address__in=[address.lower() for address in person.addresses]).delete()


def _decided(user: User) -> Iterator[Part]:
    columns: dict[str, Any] = {"at": _("date"), "what": _("quoi"), "count": _("personnes")}
    rows = Event.objects.filter(by=user).order_by("pk")
    own = told(rows, at="decided_at", what="key", count="reached")
    yield Table("envois-decides", _("ce que vous avez fait envoyer"), columns, own)


SUBSCRIPTIONS = Holding(
    key="subscriptions",
    name=_("Vos abonnements par courriel : adresse, sujets, date"),
    purpose=_("vous envoyer ce que vous avez demandé, et rien d’autre"),
    kept=_("jusqu’à ce que vous vous désabonniez, ce qu’un lien de chaque message fait aussitôt"),
    retention="subscriptions",
    links=("quartiers_notifications.Subscriber.account",),
    models=("quartiers_notifications.Subscription",),
    export=_subscriptions,
    close=_close,
    reopen=_reopen,
    erase=_erase,
)
DEMANDS = Holding(
    key="subscription-demands",
    name=_("Une adresse écrite pour s’abonner, pas encore confirmée"),
    purpose=_("ne rien envoyer à qui n’a rien demandé"),
    kept=_("%(time)s, puis l’adresse est effacée"),
    retention="subscription_demands",
    models=("quartiers_notifications.Demand",),
    erase=_erase_demands,
)
DELIVERIES = Holding(
    key="deliveries",
    name=_("Ce qui vous a été envoyé par abonnement : date, envoi"),
    purpose=_("ne rien vous envoyer deux fois"),
    kept=_("%(time)s ; ensuite, seulement le nombre de personnes"),
    retention="deliveries",
    models=("quartiers_notifications.Delivery",),
    export=_deliveries,
)
DECISIONS = Holding(
    key="subscription-events",
    name=_("Les envois que vous décidez pour un conseil"),
    purpose=_("savoir qui a écrit au nom du conseil, et quand"),
    kept=_("le temps du site ; sans votre nom après la suppression de votre compte"),
    retention="council_work",
    links=("quartiers_notifications.Event.by",),
    contributes=("quartiers_notifications.Event.by",),
    export=_decided,
)


def declare() -> None:
    hold(SUBSCRIPTIONS, DEMANDS, DELIVERIES, DECISIONS)
