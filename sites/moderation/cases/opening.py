"""Opening a case: one for each thing while it waits for a decision.

Whoever calls is in a transaction and has the thing's turn (``Kind.lock``): always the thing first,
then its case, so that no two wait for each other.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from sites.accounts.models import User
from sites.moderation import journal
from sites.moderation.models import Act, Case
from sites.moderation.models.case import LONGEST_TITLE
from sites.moderation.subjects import Subject

LONGEST_TEXT = 20_000  # characters of a snapshot
ATTEMPTS = 5


def open_case(
    subject: Subject, origin: str, by: User | None = None, at: datetime | None = None
) -> tuple[Case, bool]:
    """The open case about ``subject``, held until the end of the transaction; whether it is new.

    ``by`` is the moderator who opens it. ``at``: when it was opened, if that was earlier;
    moderators were told of it then.
    """
    dated = {"opened_at": at or timezone.now(), "told_at": at}
    for _attempt in range(ATTEMPTS):
        if case := _open(subject.kind, subject.key):
            return case, False
        try:
            with transaction.atomic():
                case = Case.objects.create(**facts(subject), **dated, origin=origin)
        except IntegrityError:  # somebody was faster: theirs it is
            continue
        journal.note_case(Act.OPENED, case, by, at=at, origin=origin)
        return case, True
    raise IntegrityError("no case could be opened")


def _open(kind: str, key: str) -> Case | None:
    rows = Case.objects.select_for_update(of=("self",)).select_related("council__site", "author")
    return rows.filter(kind=kind, key=key, state=Case.State.OPEN).first()


def facts(subject: Subject) -> dict:
    """What the thing is now, as the case keeps it."""
    return {
        "kind": subject.kind,
        "key": subject.key,
        "council_id": subject.council_id,
        "author": subject.author,
        "author_name": subject.author_name,
        "title": subject.title[:LONGEST_TITLE],
        "text": subject.text[:LONGEST_TEXT],
        "html": subject.html,
        "url": subject.url,
        "version": subject.version,
    }
