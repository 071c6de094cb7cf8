"""Topics and their posts: machina's tables, extended.

Machina's own save() and delete() recount everything around a row and write whole rows back, which
loses replies that come at the same time: ours only save. Whoever changes what may be read goes
through ``services`` and ``moderating``, which lock the topic and keep the counters.
"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.abstract_models import AbstractPost, AbstractTopic

from forum.board.forum.models import slug_of


class Topic(AbstractTopic):
    """A question or a subject, and the posts that answer it.

    ``last_number`` is the highest number ever given to a post here: numbers are never given again.
    ``poster_name`` is what the author was called, for when the account is gone. ``placed_on`` is
    since when it may be read where it lies: opened, approved or moved there.

    ``closes_at`` closes it by itself, ``pinned_until`` ends the place that ``type`` gives it (None:
    no end); both hold from that very moment, whether somebody has written it down or not.
    ``slow_minutes`` is how long one person waits between two posts. All posts of a topic with an
    ``heir`` stand there now (forum.acts): what is left is the way to them.
    """

    poster = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("auteur"),
    )
    poster_name = models.CharField(_("nom de l’auteur"), max_length=155, blank=True)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    placed_on = models.DateTimeField(default=timezone.now, editable=False)
    created = models.DateTimeField(_("ouvert le"), default=timezone.now, db_index=True)
    closes_at = models.DateTimeField(_("se ferme le"), null=True, blank=True)
    pinned_until = models.DateTimeField(_("en tête jusqu’au"), null=True, blank=True)
    slow_minutes = models.PositiveSmallIntegerField(_("mode lent, en minutes"), default=0)
    heir = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="husks"
    )

    class Meta(AbstractTopic.Meta):
        indexes = [
            *AbstractTopic.Meta.indexes,
            models.Index(
                fields=["closes_at"],
                condition=Q(closes_at__isnull=False),
                name="quartiers_topic_closing",
            ),
            models.Index(
                fields=["pinned_until"],
                condition=Q(pinned_until__isnull=False),
                name="quartiers_topic_pinned",
            ),
            models.Index(
                fields=["-last_post_on", "-id", "forum", "placed_on"],
                condition=Q(approved=True),
                name="quartiers_topic_latest",
            ),
            models.Index(
                fields=["forum", "-type", "-last_post_on", "-id"],
                condition=Q(approved=True),
                name="quartiers_topic_of_forum",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(heir=None) | Q(approved=False), name="quartiers_topic_husk_is_hidden"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args, **kwargs) -> None:
        self.slug = slug_of(self.subject, "sujet")
        models.Model.save(self, *args, **kwargs)

    def delete(self, *args, **kwargs):
        return models.Model.delete(self, *args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its path on the sites that show it (forum.scope.addresses knows which)."""
        args = [self.forum.slug, self.forum_id, self.slug, self.pk]
        return reverse("forum:topic", args=args)

    @property
    def is_locked(self) -> bool:
        """Whether it takes no more posts at this moment."""
        return self.is_closed_at(timezone.now())

    def is_closed_at(self, moment: datetime) -> bool:
        """Whether what is written at ``moment`` comes too late: open until, but not at, its end."""
        is_over = self.closes_at is not None and self.closes_at <= moment
        return is_over or self.status == self.TOPIC_LOCKED

    @property
    def is_on_top(self) -> bool:
        """Whether it stands above the others in its forum's list at this moment."""
        is_over = self.pinned_until is not None and self.pinned_until <= timezone.now()
        return self.type != self.TOPIC_POST and not is_over

    @property
    def author_name(self) -> str:
        """What the author is called now, or was."""
        return _author_name(self.poster, self.poster_name)


class Post(AbstractPost):
    """One message of a topic.

    ``number`` is its place in the topic, for ever: hiding or deleting another one moves nothing.
    ``username`` is what the author was called. ``submission`` marks the form it came from, so that
    one form makes one post. A post with ``hidden_on`` was public and has been hidden; one that is
    not approved without it waits for approval. ``removed_on``: hidden from its author as well,
    because the law forbids it. ``masked_on``: parts of it are covered (restricting.py).
    ``is_held``: its links to elsewhere, and what it shows, wait for somebody to look at them
    (forum.holding).
    """

    poster = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("auteur"),
    )
    number = models.PositiveIntegerField(_("numéro"), editable=False)
    submission = models.UUIDField(null=True, blank=True, editable=False)
    hidden_on = models.DateTimeField(_("masqué le"), null=True, blank=True, editable=False)
    removed_on = models.DateTimeField(_("retiré le"), null=True, blank=True, editable=False)
    masked_on = models.DateTimeField(
        _("masqué en partie le"), null=True, blank=True, editable=False
    )
    created = models.DateTimeField(_("écrit le"), default=timezone.now)
    is_held = models.BooleanField(_("liens retenus"), default=False, editable=False)

    class Meta(AbstractPost.Meta):
        indexes = [
            models.Index(
                fields=["topic", "number"],
                condition=Q(approved=True),
                name="quartiers_post_approved",
            ),
            models.Index(
                fields=["topic", "created", "number"],
                condition=Q(approved=True),
                name="quartiers_post_moment",
            ),
            models.Index(
                fields=["topic", "poster", "number"],
                condition=Q(approved=False),
                name="quartiers_post_not_public",
            ),
            models.Index(fields=["poster", "created"], name="quartiers_post_of_poster"),
            models.Index(fields=["poster"], condition=Q(is_held=True), name="quartiers_post_held"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="quartiers_post_number"),
            models.UniqueConstraint(
                fields=["poster", "submission"], name="quartiers_post_one_per_form"
            ),
            models.CheckConstraint(
                condition=Q(hidden_on=None) | Q(approved=False),
                name="quartiers_post_hidden_is_not_approved",
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(hidden_on__isnull=False),
                name="quartiers_post_removed_is_hidden",
            ),
        ]

    def save(self, *args, **kwargs) -> None:
        models.Model.save(self, *args, **kwargs)

    def delete(self, *args, **kwargs):
        return models.Model.delete(self, *args, **kwargs)

    @property
    def is_topic_head(self) -> bool:
        return self.number == 1

    @property
    def author_name(self) -> str:
        """What the author is called now, or was."""
        return _author_name(self.poster, self.username)


def removed_author() -> str:
    """What somebody is called of whom not even the name is left."""
    return str(_("Compte supprimé"))


def _author_name(poster, kept: str | None) -> str:
    return str(poster) if poster else kept or removed_author()
