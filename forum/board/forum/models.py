"""The tree of forums: machina's columns, our behaviour."""

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from machina.apps.forum.abstract_models import AbstractForum

SLUG_LENGTH = 80


def slug_of(words: str, otherwise: str) -> str:
    """ASCII letters of ``words`` for an address; ``otherwise`` when none of them has a letter."""
    return slugify(words)[:SLUG_LENGTH].strip("-_") or otherwise


class Forum(AbstractForum):
    """A category, or a forum that holds topics.

    Its counters count what everybody may read; services keep them exact. ``tree_id`` changes when
    other trees are added: nothing may key on it. ``state`` holds for all below as well; why and
    since when, for whoever reads there, are ``state_note`` and ``state_since``.
    """

    class State(models.TextChoices):
        OPEN = "open", _("ouvert")
        LOCKED = "locked", _("fermé")
        ARCHIVED = "archived", _("archivé")

    state = models.CharField(_("état"), max_length=8, choices=State, default=State.OPEN)
    state_note = models.CharField(_("pourquoi"), max_length=200, blank=True)
    state_since = models.DateTimeField(_("depuis"), null=True, blank=True, editable=False)

    class Meta(AbstractForum.Meta):
        pass

    def save(self, *args, **kwargs) -> None:
        self.slug = slug_of(self.name, "forum")
        # Past machina's save(): it reads and writes counters that others may be changing.
        super(AbstractForum, self).save(*args, **kwargs)

    @property
    def journal_site_id(self) -> int | None:
        """The site in whose journal stands what is done to it (sites.teams.journal_sources)."""
        from forum.scope.addresses import home_site_id  # the tree is read after the apps are ready

        return home_site_id(self.pk)

    def get_absolute_url(self) -> str:
        """Its path on the sites that show it (forum.scope.addresses knows which)."""
        return reverse("forum:forum", args=[self.slug, self.pk])
