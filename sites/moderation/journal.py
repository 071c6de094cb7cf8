"""Writing into the log of moderation."""

import logging

from sites.accounts.models import User

from .models import Appeal, ModerationEntry, Suspension

logger = logging.getLogger("quartiers.accounts")


def note(act: str, suspension: Suspension, by: User | None, **facts) -> ModerationEntry:
    """Add a line about a suspension, in the transaction of what it tells of."""
    return _add(act, "suspension", suspension.pk, suspension, by, facts)


def note_appeal(act: str, appeal: Appeal, by: User | None, **facts) -> ModerationEntry:
    """Add a line about an appeal."""
    return _add(act, "appeal", appeal.pk, appeal.suspension, by, facts)


def history(suspension: Suspension) -> list[ModerationEntry]:
    """Everything about a suspension and its appeal, the oldest first."""
    lines = ModerationEntry.objects.filter(about="suspension", about_id=suspension.pk)
    appeal = getattr(suspension, "appeal", None)
    if appeal:
        lines = lines | ModerationEntry.objects.filter(about="appeal", about_id=appeal.pk)
    return list(lines.order_by("pk"))


def _add(
    act: str, about: str, pk: int, suspension: Suspension, by: User | None, facts: dict
) -> ModerationEntry:
    line = ModerationEntry.objects.create(
        act=act,
        by_id=by.pk if by else None,
        account_id=suspension.account_id,
        council_id=suspension.council_id,
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
