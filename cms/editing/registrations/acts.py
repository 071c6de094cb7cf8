"""The team's acts, as Wagtail's log knows them: never with the name of a resident."""

ADDED = "quartiers.registration.added"
REMOVED = "quartiers.registration.removed"
ATTENDANCE = "quartiers.registration.attendance"
