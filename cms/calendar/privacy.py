"""What these tables hold of persons: nothing; a council publishes it in its own name."""

from sites.accounts.privacy.registry import impersonal


def declare() -> None:
    impersonal(
        "what a council publishes in its own name",
        "quartiers_calendar.EventIndexPage",
        "quartiers_calendar.EventPage",
        "quartiers_calendar.EventException",
    )
