"""What these tables hold of persons: nothing; a council publishes it in its own name."""

from sites.accounts.privacy.registry import impersonal


def declare() -> None:
    impersonal(
        "what a council publishes in its own name",
        "quartiers_meetings.MeetingIndexPage",
        "quartiers_meetings.MeetingPage",
        "quartiers_meetings.AgendaItem",
        "quartiers_meetings.Decision",
        "quartiers_meetings.Official",
        "quartiers_meetings.Attachment",
        "quartiers_meetings.Erratum",
    )
