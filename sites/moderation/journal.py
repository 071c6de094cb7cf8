"""Writing into the log of moderation."""

import logging
from datetime import datetime

from django.utils import timezone

from sites.accounts.models import User

from .models import Appeal, Case, ModerationEntry, Suspension

logger = logging.getLogger("quartiers.accounts")


def note(act: str, suspension: Suspension, by: User | None, **facts) -> ModerationEntry:
    """Add a line about a suspension, in the transaction of what it tells of."""
    owner = (suspension.account_id, suspension.council_id)
    return _add(act, "suspension", suspension.pk, owner, by, facts)


def note_appeal(act: str, appeal: Appeal, by: User | None, **facts) -> ModerationEntry:
    """Add a line about an appeal."""
    owner = (appeal.account_id, appeal.suspension.council_id)
    return _add(act, "appeal", appeal.pk, owner, by, facts)


def note_case(
    act: str, case: Case, by: User | None, at: datetime | None = None, **facts
) -> ModerationEntry:
    """Add a line about a case: its reports, its decisions, their appeals. ``at``: when it was, if
    not now."""
    return _add(act, "case", case.pk, (case.author_id, case.council_id), by, facts, at)


def history_of(case: Case) -> list[ModerationEntry]:
    """Everything about a case, the oldest first."""
    return list(ModerationEntry.objects.filter(about="case", about_id=case.pk).order_by("pk"))


def history(suspension: Suspension) -> list[ModerationEntry]:
    """Everything about a suspension and its appeal, the oldest first."""
    lines = ModerationEntry.objects.filter(about="suspension", about_id=suspension.pk)
    appeal = getattr(suspension, "appeal", None)
    if appeal:
        lines = lines | ModerationEntry.objects.filter(about="appeal", about_id=appeal.pk)
    return list(lines.order_by("pk"))


def _add(
    act: str,
    about: str,
    pk: int,
    owner: tuple[int | None, int | None],
    by: User | None,
    facts: dict,
    at: datetime | None = None,
) -> ModerationEntry:
    """``owner``: the account that the thing is about, and its council."""
    account_id, council_id = owner
    line = ModerationEntry.objects.create(
        at=at or timezone.now(),
        act=act,
        by_id=by.pk if by else None,
        account_id=account_id,
        council_id=council_id,
        about=about,
        about_id=pk,
        facts=facts,
    )
    logger.info(
        "%s ok account=%s by=%s council=%s %s=%s",
        act,
        line.account_id,
        line.by_id,
        line.council_id,
        about,
        pk,
    )
    return line
