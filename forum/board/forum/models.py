"""The tree of forums: machina's columns, our behaviour."""

from django.urls import reverse
from django.utils.text import slugify
from machina.apps.forum.abstract_models import AbstractForum

SLUG_LENGTH = 80


def slug_of(words: str, otherwise: str) -> str:
    """ASCII letters of ``words`` for an address; ``otherwise`` when none of them has a letter."""
    return slugify(words)[:SLUG_LENGTH].strip("-_") or otherwise


class Forum(AbstractForum):
    """A category, or a forum that holds topics.

    Its counters count what everybody may read; services keep them exact. ``tree_id`` changes when
    other trees are added: nothing may key on it.
    """

    class Meta(AbstractForum.Meta):
        pass

    def save(self, *args, **kwargs) -> None:
        self.slug = slug_of(self.name, "forum")
        # Past machina's save(): it reads and writes counters that others may be changing.
        super(AbstractForum, self).save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its path on the sites that show it (forum.scope.addresses knows which)."""
        return reverse("forum:forum", args=[self.slug, self.pk])
