"""What a check says: how serious, what, what to do about it, and where."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How much it matters. Nothing forbids to publish: only what is broken asks « vraiment ? »."""

    ERROR = 3  # readers would meet something broken
    WARNING = 2  # somebody will be kept out, or misled
    HINT = 1  # it would read better

    @property
    def key(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Finding:
    """``where`` is read by people; ``path`` is the field or block as the editor names it."""

    level: Level
    what: str
    advice: str
    where: str = ""
    path: str = ""
