"""Which site a tree of forums belongs to."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council


class ForumScope(models.Model):
    """Where a root category and all below it are listed; who reads them is a matter of rights.

    ``council`` is the home of its topics (None: shared by all sites, at home on the portal);
    ``also_on`` are other councils that list it too. Pages of the site are talked about in
    ``pages_in``, a forum of the tree (forum.discussions makes one when there is none). A root
    without a scope is listed nowhere.
    """

    root = models.OneToOneField(
        "forum.Forum", models.CASCADE, related_name="scope", verbose_name=_("catégorie")
    )
    council = models.OneToOneField(
        Council,
        models.SET_NULL,  # what was written stays: see onboarding.leave_council
        null=True,
        blank=True,
        related_name="forum_scope",
        verbose_name=_("conseil"),
    )
    also_on = models.ManyToManyField(
        Council, blank=True, related_name="+", verbose_name=_("aussi sur les sites de")
    )

    pages_in = models.ForeignKey(
        "forum.Forum",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("les pages se discutent dans"),
    )

    class Meta:
        verbose_name = _("portée d’un forum")
        verbose_name_plural = _("portées des forums")

    def __str__(self) -> str:
        return str(self.root)

    def clean(self) -> None:
        if self.root_id and self.root.parent_id:
            raise ValidationError({"root": _("Seule une catégorie racine a une portée.")})
