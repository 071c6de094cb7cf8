"""A suspension as moderators read it."""

from dataclasses import dataclass
from functools import cached_property

from sites.accounts.models import User
from sites.moderation import charter, journal, words
from sites.moderation.models import Appeal, Suspension
from sites.moderation.models.suspension import State


class Row:
    """One suspension, in words."""

    def __init__(self, suspension: Suspension):
        self.suspension = suspension
        self.pk = suspension.pk
        self.pseudonym = suspension.account.pseudonym
        self.place = words.place(suspension.council)
        self.rule = charter.text_of(suspension.rule)
        self.until = words.until(suspension.ends_at)
        self.authors = [
            name for name in (suspension.decided_by_name, suspension.confirmed_by_name) if name
        ]

    @cached_property
    def state(self) -> State:
        return self.suspension.state()

    @property
    def state_words(self) -> str:
        return str(self.state.value)

    @property
    def is_waiting(self) -> bool:
        return self.state is State.PROPOSED

    @property
    def is_running(self) -> bool:
        return self.state in (State.RUNNING, State.COMING)

    @property
    def appeal(self) -> Appeal | None:
        return getattr(self.suspension, "appeal", None)

    @property
    def has_open_appeal(self) -> bool:
        return self.appeal is not None and self.appeal.is_open


@dataclass(frozen=True)
class Line:
    """One line of the log."""

    at: str
    what: str
    who: str  # empty: by itself, or an account that is gone


def lines_of(suspension: Suspension) -> list[Line]:
    """The history of a suspension, the oldest first."""
    entries = journal.history(suspension)
    people = User.objects.in_bulk({entry.by_id for entry in entries if entry.by_id})
    return [
        Line(words.moment(entry.at), entry.get_act_display(), str(people.get(entry.by_id) or ""))
        for entry in entries
    ]
