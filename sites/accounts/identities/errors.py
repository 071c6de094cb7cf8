"""What can go wrong with an identity from outside, by what the person can do about it."""


class IdentityError(Exception):
    """``reason`` is for the journal: a few words without anything that came from outside."""

    key = ""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unreachable(IdentityError):
    """The provider does not answer, or says that it is out of order: later, or another way in."""

    key = "unreachable"


class Refused(IdentityError):
    """What the provider answered cannot be trusted, or it answered no: another way in."""

    key = "refused"


class TooWeak(IdentityError):
    """The person proved who they are by less than what the site asks for."""

    key = "too_weak"


class Lost(IdentityError):
    """The flow was not begun in this browser, was used, or is too old: start again."""

    key = "lost"


class Cancelled(IdentityError):
    """The person changed their mind over there."""

    key = "cancelled"
