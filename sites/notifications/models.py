"""Mails that were written down and wait to be sent, or were sent lately."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from .subscriptions.models import (  # noqa: F401  (Django finds them here)
    Delivery,
    Demand,
    Event,
    Subscriber,
    Subscription,
)
from .telling.models import DigestMark, Happening, KindChoice, Notice  # noqa: F401

EMPTY: dict[str, Any] = {
    **dict.fromkeys(("subject", "text", "html", "reply_to"), ""),
    "headers": {},
    "about": {},
    "attached_name": "",
    "attached_type": "",
    "attached": None,
}


class MailQuerySet(models.QuerySet["Mail"]):
    def open(self) -> "MailQuerySet":
        """Those that are still to be sent, or being sent."""
        return self.filter(state__in=Mail.OPEN)

    def of(self, person: models.Model | None = None, *addresses: str) -> "MailQuerySet":
        """Every mail that tells of a person: theirs, to one of their addresses, or for an answer
        to it.
        """
        found = Q(person=person) if person else Q(pk__in=[])
        for address in filter(None, addresses):
            found |= Q(to__iexact=address) | Q(reply_to__iexact=address)
        return self.filter(found)


class Mail(models.Model):
    """One mail to one address, made when what it tells of was written (see outbox.py), or, when it
    says what others wrote, each time it is about to leave: until then it holds none of their words,
    but in ``about`` what they are found by (composing.py).

    ``due_at`` is when somebody may try next; while a mail is being sent, when the lease of whoever
    sends it ends. ``lease`` is that sender's secret: nobody else may write what became of the mail.
    ``attempts`` counts the times somebody took it, ``postponed`` the answers that said « later ».
    ``error`` is a class and a number of SMTP, never a text: texts of servers quote addresses.
    Subject, text, HTML and headers hold codes and links: they are emptied once they have served,
    and so is the one file that a mail may carry. ``headers`` are those of lists
    (outbox.LIST_HEADERS). ``is_bulk``: one of many at once, which let a code for somebody who waits
    at a door go before them.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        SENDING = "sending", _("en cours d’envoi")
        SENT = "sent", _("envoyé")
        FAILED = "failed", _("refusé")
        EXPIRED = "expired", _("périmé")

    OPEN = (State.WAITING, State.SENDING)

    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=320)  # RFC 3696: 64 + @ + 255
    sender = models.CharField(max_length=320)
    reply_to = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=255, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    about = models.JSONField(default=dict, blank=True)
    is_bulk = models.BooleanField(default=False)
    attached_name = models.CharField(max_length=120, blank=True)
    attached_type = models.CharField(max_length=80, blank=True)  # « text/calendar », no parameters
    attached = models.BinaryField(null=True)
    message_id = models.CharField(max_length=120, unique=True)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    postponed = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    lease = models.CharField(max_length=32, blank=True)
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("courriel")
        verbose_name_plural = _("courriels")
        indexes = [
            models.Index(
                fields=["is_bulk", "due_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="quartiers_mail_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"
