"""What people follow, and whom they have stopped reading."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.IntegerChoices):
    """How much of a topic or a forum somebody wants to hear."""

    MUTED = 0, pgettext_lazy("suivi", "Ne plus m’en parler")
    NORMAL = 1, pgettext_lazy("suivi", "Normal")
    FOLLOWED = 2, pgettext_lazy("suivi", "Suivre")
    WATCHED = 3, pgettext_lazy("suivi", "M’avertir de chaque message")


class Follow(models.Model):
    """The level of one person for one topic or one forum (and all below it).

    Without a row: that of the nearest forum above, else normal. ``is_chosen``: by the person, not
    because they wrote there.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    topic = models.ForeignKey(
        "forum_conversation.Topic", models.CASCADE, null=True, related_name="+"
    )
    forum = models.ForeignKey("forum.Forum", models.CASCADE, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    is_chosen = models.BooleanField(default=True)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("suivi")
        verbose_name_plural = _("suivis")
        constraints = [
            models.CheckConstraint(
                condition=Q(topic=None, forum__isnull=False) | Q(topic__isnull=False, forum=None),
                name="quartiers_follow_one_thing",
            ),
            models.CheckConstraint(condition=Q(level__lte=3), name="quartiers_follow_known_level"),
            models.UniqueConstraint(
                fields=["topic", "person"],
                condition=Q(topic__isnull=False),
                name="quartiers_follow_topic_once",
            ),
            models.UniqueConstraint(
                fields=["forum", "person"],
                condition=Q(forum__isnull=False),
                name="quartiers_follow_forum_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "-since"], name="quartiers_follow_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.level}"


class Ignored(models.Model):
    """That a person reads another one no more. Who it is about never learns of it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    whom = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("personne que l’on ne lit plus")
        verbose_name_plural = _("personnes que l’on ne lit plus")
        constraints = [
            models.UniqueConstraint(fields=["person", "whom"], name="quartiers_ignored_once"),
            models.CheckConstraint(
                condition=~Q(person=F("whom")), name="quartiers_ignored_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.whom_id}"
