"""The specimens, beside others of their kind; importing a module puts its own into the gallery."""

from functools import cache
from importlib import import_module

from .. import registry

KINDS = (
    "pages",
    "meetings",
    "agenda",
    "security",
    "blocks",
    "chrome",
    "lists",
    "texts",
    "fields",
    "searching",
    "board",
    "topics",
    "forms",
    "registration",
    "sanctions",
    "moderation",
    "teams",
    "reviews",
    "proposals",
    "account",
    "mails",
    "notices",
    "following",
    "entrance",
    "factors",
    "privacy",
    "identities",
    "errors",
    "tokens",
)


@cache
def gallery() -> registry.Gallery:
    """All of them; made when first asked for, since a site in production may never ask."""
    for kind in KINDS:
        import_module(f"{__name__}.{kind}")
    return registry.gallery
