"""What moderators did to topics, with all it takes to undo it; where posts stood before."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.board.forum.models import Forum
from forum.board.forum_conversation.models import Post, Topic
from sites.moderation import charter

LONGEST_REASON = 500  # characters


class Act(models.Model):
    """One act on ``topic``. A split makes another topic, ``made``; ``topic`` merged with ``other``
    makes one as well.

    ``before`` is what the act changed, as it was (JSON); ``text_before`` likewise, when it is a
    title or the text of ``post``. ``submission`` marks the form it came from: one form, one act.
    """

    class Kind(models.TextChoices):
        LOCK = "lock", _("Sujet fermé")
        UNLOCK = "unlock", _("Sujet rouvert")
        CLOSE = "close", _("Fermeture à une date")
        SLOW = "slow", _("Mode lent")
        PIN = "pin", _("Place en tête de liste")
        RENAME = "rename", _("Titre changé")
        EDIT = "edit", _("Message modifié")
        MOVE = "move", _("Sujet déplacé")
        SPLIT = "split", _("Sujet scindé")
        MERGE = "merge", _("Sujets réunis")

    kind = models.CharField(_("quoi"), max_length=10, choices=Kind.choices)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="acts")
    other = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="+")
    made = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="+")
    post = models.ForeignKey(Post, models.CASCADE, null=True, related_name="acts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(_("par"), max_length=155)
    at = models.DateTimeField(_("quand"), default=timezone.now)
    rule = models.CharField(
        _("règle de la charte"), max_length=20, choices=charter.CHOICES, blank=True
    )
    reason = models.CharField(_("motif"), max_length=LONGEST_REASON, blank=True)
    before = models.JSONField(default=dict)
    text_before = models.TextField(blank=True)
    submission = models.UUIDField(null=True, unique=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    undone_by_name = models.CharField(max_length=155, blank=True)
    undo_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("acte de la modération")
        verbose_name_plural = _("actes de la modération")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.topic_id})"

    @property
    def topic_ids(self) -> set[int]:
        """Every topic that the act touched."""
        return {pk for pk in (self.topic_id, self.other_id, self.made_id) if pk}


class Displacement(models.Model):
    """A post stood under ``number`` in ``topic``; ``act`` gave it another place.

    Numbers are never given again, so that a place always meant the same post: these rows are what
    permanent links are followed by, and stay when the act is undone.
    """

    act = models.ForeignKey(Act, models.CASCADE, related_name="displacements", db_index=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    new_topic = models.ForeignKey(Topic, models.CASCADE, related_name="+", db_index=False)
    new_number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("déplacement d’un message")
        verbose_name_plural = _("déplacements de messages")
        constraints = [
            models.UniqueConstraint(fields=["act", "post"], name="quartiers_displaced_once"),
            models.CheckConstraint(
                condition=~Q(topic=F("new_topic")), name="quartiers_displaced_elsewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["topic", "number"], name="quartiers_displaced_from"),
            models.Index(fields=["new_topic", "new_number"], name="quartiers_displaced_to"),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}/{self.number} → {self.new_topic_id}/{self.new_number}"


class Trace(models.Model):
    """The list of ``forum`` says where ``topic``, which ``act`` took away, has gone."""

    act = models.OneToOneField(Act, models.CASCADE, related_name="trace")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="+")
    until = models.DateTimeField(_("jusqu’au"))

    class Meta:
        verbose_name = _("trace d’un sujet parti")
        verbose_name_plural = _("traces de sujets partis")
        indexes = [models.Index(fields=["forum", "until"], name="quartiers_trace_of_forum")]

    def __str__(self) -> str:
        return f"{self.topic_id} ({self.forum_id})"
