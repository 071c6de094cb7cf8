"""Which site a line of Wagtail's logs is about.

Wagtail's logs know the page or thing by its key alone: once it is deleted, nothing says whose it
was. So that is written down with the line.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry, Site


class Filed(models.Model):
    """One line of one of the two logs, and the site it belongs to at that moment.

    A line that belongs to no site (an account, a shared topic) has no such row.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="+")
    page_entry = models.OneToOneField(PageLogEntry, models.CASCADE, null=True, related_name="filed")
    model_entry = models.OneToOneField(
        ModelLogEntry, models.CASCADE, null=True, related_name="filed"
    )

    class Meta:
        verbose_name = _("ligne classée")
        verbose_name_plural = _("lignes classées")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(page_entry=None, model_entry__isnull=False)
                | Q(page_entry__isnull=False, model_entry=None),
                name="quartiers_filed_one_line",
            )
        ]

    def __str__(self) -> str:
        return f"{self.site_id}: {self.page_entry_id or self.model_entry_id}"
