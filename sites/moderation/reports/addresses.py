"""Where one says that something breaks a rule."""

from django.urls import reverse


def path_of(kind: str, key: object) -> str:
    """The page that reports the thing, on the site where it is read."""
    return reverse("moderation:report", args=[kind, key])
