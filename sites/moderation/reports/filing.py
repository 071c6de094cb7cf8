"""Taking a report, in one transaction: the row, its case, the log, the mails, and the hiding of
what three residents reported.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.moderation import journal
from sites.moderation.cases import letters as case_letters
from sites.moderation.cases import opening, telling
from sites.moderation.models import Act, Case, Decision, Report
from sites.moderation.subjects import Kind, Subject

from . import letters, people

ENOUGH = 3  # reports of different regular residents: it is hidden until somebody has looked


@dataclass(frozen=True)
class Told:
    """What somebody says. ``name`` and ``is_notice``: a notice of the law."""

    reason: str
    text: str = ""
    email: str = ""
    name: str = ""
    is_notice: bool = False


class Refused(Exception):
    """The report is not taken; ``message`` says why."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class AlreadyReported(Refused):
    """The same person has reported it, and nobody has decided yet."""

    def __init__(self) -> None:
        super().__init__(
            _("Vous l’avez déjà signalé : la modération n’a pas encore décidé. Merci de patienter.")
        )


class Vanished(Refused):
    """It was hidden or taken away in the meantime."""

    def __init__(self) -> None:
        super().__init__(_("Ce contenu n’est plus public : il n’y a plus rien à signaler."))


@transaction.atomic
def file(
    kind: Kind, key: str, user, told: Told, network: str = "", at: datetime | None = None
) -> Report:
    """Keep what ``user`` (an account or nobody) says. Raises AlreadyReported and Vanished.

    ``at``: when it was said, for what is entered afterwards (a letter, another site's archive);
    whoever said it and the moderators were told then.
    """
    kind.lock(key)
    subject = kind.find(key)
    if subject is None:
        raise Vanished
    case, is_new = opening.open_case(subject, Case.Origin.REPORTS, at=at)
    person = user if isinstance(user, User) else None
    report = Report(
        case=case,
        reporter=person,
        person_key=people.person_key(user, told.email, network),
        email=told.email if told.is_notice or person is None else "",
        name=told.name,
        reason=told.reason,
        text=told.text,
        is_notice=told.is_notice,
        sent_at=at or timezone.now(),
        counts=not told.is_notice and people.counts(user, subject),
    )
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        raise AlreadyReported from None
    _note_origin(case, is_new)
    act = Act.NOTICED if told.is_notice else Act.REPORTED
    journal.note_case(act, case, person, at=at, reason=told.reason, counts=report.counts)
    if at is None:
        letters.acknowledge(report)
    if subject.is_visible and _is_enough(case, subject):
        _hide(kind, case, subject)
    telling.ring(case)
    return report


def _note_origin(case: Case, is_new: bool) -> None:
    """What was only to be read over has been reported: that comes first in the queue, and is told
    to the moderators."""
    if not is_new and case.origin == Case.Origin.NEWCOMER:
        case.origin, case.told_at = Case.Origin.REPORTS, None
        case.save(update_fields=["origin", "told_at"])


def _is_enough(case: Case, subject: Subject) -> bool:
    """Whether it hides by itself: enough different residents, and nobody has looked at it yet.

    What a moderator has read and kept is hidden by people only, until its words change.
    """
    if case.hidden_at or case.reports.filter(counts=True).count() < ENOUGH:
        return False
    kept = Decision.objects.filter(
        case__kind=case.kind,
        case__key=case.key,
        outcome=Decision.Outcome.KEPT,
        version=subject.version,
        undone_at=None,
    )
    return not kept.exists()


def _hide(kind: Kind, case: Case, subject: Subject) -> None:
    case.before = kind.hide(case.key, None)
    case.hidden_at, case.told_at = timezone.now(), None
    case.save(update_fields=["before", "hidden_at", "told_at"])
    journal.note_case(Act.HIDDEN, case, None, reports=case.reports.count())
    case_letters.tell_hidden(case, subject)
