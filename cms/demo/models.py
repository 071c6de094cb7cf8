"""The mark a loaded demo leaves in its database."""

from django.db import models
from django.db.models import Q


class Loading(models.Model):
    """That this database holds the demo; every date of its content counts from ``day``.

    Written last, in the transaction that loads: it is there exactly when everything is.
    """

    day = models.DateField()
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="quartiers_demo_only_one")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
