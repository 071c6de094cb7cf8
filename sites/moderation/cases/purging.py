"""What is forgotten of a case a year after its decision: words, pictures and addresses, not
the decision."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sites.moderation.models import Case, Decision, DecisionAppeal, KeptPicture, Report


@transaction.atomic
def purge() -> int:
    """Empty the cases whose time is over; returns how many. One under appeal waits."""
    before = timezone.now() - timedelta(days=settings.RETENTION["moderation_cases"]["days"])
    rows = Case.objects.filter(state=Case.State.DECIDED, decided_at__lt=before, purged_at=None)
    contested = DecisionAppeal.objects.filter(state=DecisionAppeal.State.OPEN)
    keys = list(
        rows.exclude(pk__in=contested.values("decision__case")).values_list("pk", flat=True)
    )
    Report.objects.filter(case__in=keys).update(email="", name="", text="")
    reviews = DecisionAppeal.objects.filter(decision__case__in=keys, report__isnull=False)
    reviews.update(text="", reason="")
    Decision.objects.filter(case__in=keys).update(before=None)
    KeptPicture.objects.filter(case__in=keys).delete()  # and their files with them
    return Case.objects.filter(pk__in=keys).update(
        text="", html="", before=None, purged_at=timezone.now()
    )
