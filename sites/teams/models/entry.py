"""The log of the teams: who gave, changed or took which role, when, in which council."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council
from sites.delivery.append_only import LogModel


class Act(models.TextChoices):
    """What was done; the words are for choices, sentences are made by sites.teams.journal."""

    INVITED = "invitation.sent", _("invitation envoyée")
    RESENT = "invitation.resent", _("invitation renvoyée")
    REVOKED = "invitation.revoked", _("invitation annulée")
    DECLINED = "invitation.declined", _("invitation déclinée")
    JOINED = "invitation.accepted", _("invitation acceptée")
    GIVEN = "role.given", _("rôle donné")
    CHANGED = "role.changed", _("rôle changé")
    TAKEN = "role.taken", _("rôle retiré")
    LEFT = "role.left", _("départ")
    PAUSED = "role.paused", _("rôle mis de côté")
    RESUMED = "role.resumed", _("rôle rendu")
    HANDOVER_BEGUN = "handover.begun", _("passation commencée")
    HANDED_OVER = "handover.moved", _("travail transmis")
    HANDOVER_ENDED = "handover.ended", _("passation terminée")
    HANDOVER_STOPPED = "handover.stopped", _("passation abandonnée")


class TeamEntry(LogModel):
    """``by`` did ``act`` to ``account`` in ``council`` (None: a role of the whole install).

    No name and no address stands here, so that lines stay when an account is erased: keys only,
    which the database does not follow, and ``facts``: keys of roles, numbers. ``by`` is empty for
    what happened by itself, ``account`` for what concerns nobody with an account (an invitation,
    whose key is then ``about_id``).
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
    about_id = models.PositiveBigIntegerField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("ligne du journal des équipes")
        verbose_name_plural = _("journal des équipes")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["council", "-at"], name="quartiers_team_entry_council")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.account_id}"
