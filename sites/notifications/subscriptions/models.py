"""Subscribers, what they follow, what is told of it, and that each was told once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

LONGEST_SUBJECT = 80


class Subscriber(models.Model):
    """One address, with or without an account; it is there as long as it follows something.

    ``address`` is where mails go, tidied (sites.accounts.addresses). Once an account has proven it,
    ``account`` is that account, and the address follows the account's (subscribing.adopt).
    """

    address = models.EmailField(_("adresse électronique"), max_length=254)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("abonné ou abonnée")
        verbose_name_plural = _("personnes abonnées")
        constraints = [
            models.UniqueConstraint(Lower("address"), name="quartiers_subscriber_address_once"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"  # no address: this is written in logs


class Subscription(models.Model):
    """That a subscriber follows a subject: « meeting-notices:3 », a kind and what it knows it by.

    Only what was confirmed is here. ``since`` is that moment: nobody is told of what was sent
    before.
    """

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("abonnement")
        verbose_name_plural = _("abonnements")
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "subject"], name="quartiers_subscription_once"
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "subscriber"], name="quartiers_subscription_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subscriber_id} → {self.subject}"


class Demand(models.Model):
    """That somebody typed an address: nothing comes of it until a link mailed there says yes."""

    address = models.EmailField(max_length=254)
    subjects = models.JSONField(default=list)
    asked_at = models.DateTimeField(db_index=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("demande d’abonnement")
        verbose_name_plural = _("demandes d’abonnement")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Event(models.Model):
    """Something that subscribers are told of, once.

    ``key`` names it: there is one at a time, whoever presses the button twice; what was stopped or
    dropped frees it. ``about`` is the thing it is about, ``what`` which of its kind it is.

    It waits until ``due_at``, and can be stopped that long. Then it is sealed: whom it concerns and
    what it tells are read once (``subjects``, ``told``) and never change again, however often
    sending begins anew. ``cursor`` is the last subscriber that was seen to, ``reached`` how many
    got it. After ``failures`` in a row the next attempt waits for ``due_at``. ``reason`` is why it
    was dropped.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        SENDING = "sending", _("en cours d’envoi")
        DONE = "done", _("envoyé")
        STOPPED = "stopped", _("annulé")
        DROPPED = "dropped", _("abandonné")

    OVER = (State.STOPPED, State.DROPPED)
    OPEN = (State.WAITING, State.SENDING)

    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=80, db_index=True)
    what = models.CharField(max_length=20, blank=True)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField()
    due_at = models.DateTimeField()

    subjects = models.JSONField(default=list)
    told = models.JSONField(default=dict)
    sealed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    failures = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    cursor = models.BigIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("envoi")
        verbose_name_plural = _("envois")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~Q(state__in=["stopped", "dropped"]),
                name="quartiers_event_once",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=False) | ~Q(state__in=["sending", "done"]),
                name="quartiers_event_sealed_before_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="quartiers_event_due",
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def is_over(self) -> bool:
        """Whether it was never sent and never will be."""
        return self.state in self.OVER


class Delivery(models.Model):
    """That a subscriber was told of an event by a channel: written with the mail, in one breath.

    Whose it was is forgotten after a while (subscribing.purge); that it was one more stays.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("courriel")

    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber, models.SET_NULL, null=True, related_name="deliveries"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.MAIL)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("remise")
        verbose_name_plural = _("remises")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "subscriber", "channel"], name="quartiers_delivery_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.subscriber_id}"
