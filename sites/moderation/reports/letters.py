"""The acknowledgement of a report (DSA, art. 16 (4)), for whoever can be written to."""

from django.utils import translation

from sites.moderation import subjects
from sites.moderation.models import Case, Decision, Report
from sites.notifications import composing, outbox
from sites.notifications.models import Mail
from sites.notifications.rendering import language_of

KINDS = ("report_received", "notice_received")


def address_of(report: Report) -> str:
    """Where whoever reported is told what became of it; empty for nobody."""
    return report.email or (report.reporter.email if report.reporter else "")


def acknowledge(report: Report) -> None:
    """It arrived."""
    promise("notice_received" if report.is_notice else "report_received", report)


def promise(kind: str, report: Report, **about: int) -> None:
    """A mail to whoever reported, composed when it leaves: it may name a thing of somebody else's,
    of which moderators take care at this moment.
    """
    address = address_of(report)
    if address:
        about["report"] = report.pk
        site = site_of(report.case)
        outbox.promise(kind, address, about, site=site, person=report.reporter)


def find(mail: Mail) -> Report | None:
    """The report of a promised mail; None when it is gone, or nobody is there to be written to."""
    rows = Report.objects.select_related("reporter", "case__council__site")
    report = rows.filter(pk=mail.about["report"]).first()
    return report if report and address_of(report) else None


def fill(mail: Mail, report: Report, context: dict) -> Mail:
    site, person = site_of(report.case), report.reporter
    return outbox.filled(mail, address_of(report), context, site=site, person=person)


def title_now(case: Case) -> str:
    """What the thing may be called to somebody else, now: nothing that was covered or forbidden."""
    forbidden = case.decisions.filter(undone_at=None, outcome=Decision.Outcome.ILLEGAL)
    if forbidden.exists():
        return ""
    subject = subjects.find(case.kind, case.key)
    return subject.title if subject else ""


def site_of(case: Case):
    return case.council.site if case.council else None


def _composed(mail: Mail) -> Mail | None:
    """To an address that somebody typed it quotes nothing, not even a title, which might be
    somebody's advertisement.
    """
    report = find(mail)
    if report is None:
        return None
    with translation.override(language_of(report.reporter)):
        about = "" if report.email else title_now(report.case)
    return fill(mail, report, {"number": report.pk, "about": about})


def declare() -> None:
    for kind in KINDS:
        composing.register(kind, _composed)
