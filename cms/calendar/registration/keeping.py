"""How long names are kept."""

from django.conf import settings


def kept_days() -> int:
    """Days after the date for which names and addresses are kept."""
    return settings.RETENTION["registrations"]["days"]
