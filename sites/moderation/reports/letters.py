"""The acknowledgement of a report (DSA, art. 16 (4)), for whoever can be written to."""

from django.utils import translation

from sites.moderation.models import Report
from sites.notifications import outbox
from sites.notifications.rendering import language_of


def address_of(report: Report) -> str:
    """Where whoever reported is told what became of it; empty for nobody."""
    return report.email or (report.reporter.email if report.reporter else "")


def acknowledge(report: Report) -> None:
    """It arrived. To an address that somebody typed it quotes nothing, not even a title, which
    might be somebody's advertisement."""
    address = address_of(report)
    if not address:
        return
    case = report.case
    kind = "notice_received" if report.is_notice else "report_received"
    with translation.override(language_of(report.reporter)):
        about = "" if report.email else case.title
        context = {"number": report.pk, "about": about}
        site = case.council.site if case.council else None
        outbox.post(kind, address, context, site=site, person=report.reporter)
