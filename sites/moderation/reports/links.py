"""Signed links to what became of a report: whoever reported may ask for another look, signed in or
not."""

from django.core import signing
from django.urls import reverse

from sites.moderation.links import root_of
from sites.moderation.models import Decision, Report

SALT = "quartiers.moderation.report"


def token_of(report: Report, decision: Decision) -> str:
    """What names a decision to one of those who reported; nobody else can make it."""
    return signing.dumps([report.pk, decision.pk], salt=SALT)


def found(token: str) -> tuple[Report, Decision]:
    """What ``token`` names. Raises DoesNotExist for a link we did not make."""
    try:
        report_id, decision_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Report.DoesNotExist from None
    report = Report.objects.select_related("reporter").get(pk=report_id)
    rows = Decision.objects.select_related("case__council__site", "appeal")
    decision = rows.filter(pk=decision_id, case=report.case_id).first()
    if decision is None:
        raise Report.DoesNotExist
    return report, decision


def path_of(report: Report, decision: Decision) -> str:
    return reverse("moderation:review", args=[token_of(report, decision)])


def url_of(report: Report, decision: Decision) -> str:
    """The full address, on the council's site or the portal."""
    return root_of(decision.case.council) + path_of(report, decision)
