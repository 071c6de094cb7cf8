"""What the delivery of pages keeps in the database."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class PreviewQuerySet(models.QuerySet["Preview"]):
    def expired(self, now: datetime | None = None) -> "PreviewQuerySet":
        return self.filter(expires_at__lte=now or timezone.now())

    def fresh(self) -> "PreviewQuerySet":
        return self.filter(expires_at__gt=timezone.now())


class Preview(models.Model):
    """An answer that a browser fetches from ``site`` within a minute (sites/delivery/previews.py).

    In the database, because any process of any machine may be the one that is asked for it. Only
    the digest of its key is known here: whoever reads the table can fetch nothing.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField()
    content_type = models.CharField(max_length=200)
    policy = models.TextField()
    content = models.BinaryField()

    objects = PreviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("aperçu")
        verbose_name_plural = _("aperçus")

    def __str__(self) -> str:
        return self.digest

    def answer(self) -> HttpResponse:
        """What was kept of the answer: no header but these, so no cookie either."""
        response = HttpResponse(bytes(self.content), self.content_type, self.status)
        response["Content-Security-Policy"] = self.policy
        return response


class Job(models.Model):
    """When a command of the routine last ran (sites/delivery/schedule.py).

    ``done_for`` is the moment at which it was due when it last succeeded. Nobody takes it before
    ``due_at``: while it runs that is the end of its lease, after a failure the next attempt.
    ``lease`` is the secret of whoever runs it.
    """

    name = models.CharField(max_length=60, primary_key=True)
    done_for = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=timezone.now)
    lease = models.CharField(max_length=32, blank=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    succeeded = models.BooleanField(null=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("tâche régulière")
        verbose_name_plural = _("tâches régulières")

    def __str__(self) -> str:
        return self.name
