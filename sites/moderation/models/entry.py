"""The log of moderation: lines are added, never changed and never taken away."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council
from sites.delivery.append_only import LogModel


class Act(models.TextChoices):
    """What was done."""

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
    REPORTED = "report.sent", _("signalement reçu")
    NOTICED = "report.notice", _("notification d’un contenu illicite reçue")
    OPENED = "case.opened", _("dossier ouvert")
    HIDDEN = "case.hidden", _("masqué en attendant d’être relu")
    TAKEN = "case.taken", _("quelqu’un s’en occupe")
    LEFT = "case.left", _("plus personne ne s’en occupe")
    KEPT = "decision.kept", _("décision : gardé")
    MASKED = "decision.masked", _("décision : masqué en partie")
    CONCEALED = "decision.hidden", _("décision : masqué")
    ILLEGAL = "decision.illegal", _("décision : retiré, illicite")
    ARRANGED = "decision.arranged", _("décision : acte sur un sujet")
    UNDONE = "decision.undone", _("décision annulée")
    CONTESTED = "decision.contested", _("recours reçu")
    CONTEST_CONFIRMED = "decision.confirmed", _("recours : décision maintenue")
    CONTEST_REVERSED = "decision.reversed", _("recours : décision annulée")
    CONTEST_MOOT = "decision.moot", _("recours sans objet")


class ModerationEntry(LogModel):
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

    class Meta:
        verbose_name = _("ligne du journal de la modération")
        verbose_name_plural = _("journal de la modération")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["about", "about_id"], name="quartiers_entry_about")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.about} {self.about_id}"
