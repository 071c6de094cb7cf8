"""The sign-ins of a person: one for each browser, on as many hosts as it went to."""

from .models import User


def end_all(user: User) -> None:
    """End every session of ``user``, on every host and device, at once."""
    raise NotImplementedError
