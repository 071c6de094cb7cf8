"""The log of moderation: lines are added, never changed and never taken away."""

from typing import NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council


class Act(models.TextChoices):
    """What was done; later parts of moderation (reports, cases) add theirs."""

    PROPOSED = "suspension.proposed", _("suspension proposée")
    SUSPENDED = "suspension.decided", _("suspension décidée")
    CONFIRMED = "suspension.confirmed", _("suspension confirmée")
    DECLINED = "suspension.declined", _("suspension écartée")
    LIFTED = "suspension.lifted", _("suspension levée")
    APPEALED = "appeal.sent", _("recours reçu")
    APPEAL_CONFIRMED = "appeal.confirmed", _("recours : suspension maintenue")
    APPEAL_REVERSED = "appeal.reversed", _("recours : suspension annulée")
    APPEAL_SHORTENED = "appeal.shortened", _("recours : suspension raccourcie")
    APPEAL_MOOT = "appeal.moot", _("recours sans objet")


class AppendOnly(TypeError):
    """Somebody tried to change what was written down."""

    def __init__(self) -> None:
        super().__init__("the log of moderation is append-only")


class EntryQuerySet(models.QuerySet["ModerationEntry"]):
    def update(self, **fields) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args, **options) -> NoReturn:
        raise AppendOnly

    def update_or_create(self, *args, **options) -> NoReturn:
        raise AppendOnly

    def bulk_create(self, objs, *args, **options):
        if options.get("update_conflicts") or any(not entry._state.adding for entry in objs):
            raise AppendOnly
        return super().bulk_create(objs, *args, **options)


class ModerationEntry(models.Model):
    """Who did what to whom, when; ``about`` and ``about_id`` name the thing (``suspension`` 12).

    It holds no name and no text, so that it stays when an account is erased: keys only, which the
    database does not follow (deleting what they name changes no line), and ``facts``: dates, a
    rule, numbers. ``by`` is empty for what happened by itself. On PostgreSQL a trigger of the
    migration refuses changes that do not come through here.
    """

    at = models.DateTimeField(_("quand"), default=timezone.now)
    act = models.CharField(_("quoi"), max_length=40, choices=Act.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("qui"),
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("compte"),
    )
    council = models.ForeignKey(
        Council, models.DO_NOTHING, null=True, db_constraint=False, related_name="+"
    )
    about = models.CharField(max_length=20)
    about_id = models.PositiveBigIntegerField()
    facts = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne du journal de la modération")
        verbose_name_plural = _("journal de la modération")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["about", "about_id"], name="quartiers_entry_about")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.about} {self.about_id}"

    def save(self, *args, **options) -> None:
        if not self._state.adding:
            raise AppendOnly
        options["force_insert"] = True
        super().save(*args, **options)

    def delete(self, *args, **options) -> NoReturn:
        raise AppendOnly
