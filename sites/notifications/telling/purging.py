"""Forgetting what was told long ago."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import Happening


def purge() -> int:
    """Delete what happened longer ago than settings.RETENTION says, and who was told; how many.

    What still waits to leave in a digest is younger by far.
    """
    before = timezone.now() - timedelta(days=settings.RETENTION["notices"]["days"])
    deleted, _each = Happening.objects.filter(at__lt=before).delete()
    return deleted
