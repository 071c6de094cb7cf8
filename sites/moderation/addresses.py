"""A page of ours that no kind of content knows, named by its address.

The law lets anybody give notice of anything that the install shows. What is done about it is done
where it is edited; the case keeps what was said, what was decided and why.
"""

from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext_lazy as _

from sites.councils.hosts import Host, Kind, table

from .subjects import Before, Nearby, Subject, register

LONGEST = 300  # characters of an address


def host_of(url: SplitResult) -> Host | None:
    """The site of ours that a full address lies on; None for any other place."""
    if url.scheme not in ("http", "https") or not url.hostname:
        return None
    host = table().hosts.get(url.hostname.lower())
    return host if host and host.kind is Kind.SITE else None


class Address:
    """The fallback of the registry: ``key`` is the address itself. Its acts change nothing."""

    key = "address"
    label = _("Page")

    def find(self, key: str) -> Subject | None:
        url = urlsplit(key)
        host = host_of(url)
        if host is None:
            return None
        council_id = host.council.pk if host.council else None
        return Subject(
            kind=self.key,
            key=key,
            title=(url.path or "/")[:200],
            text="",
            html="",
            source="",
            author=None,
            author_name="",
            council_id=council_id,
            url=key,
            version="",
            is_visible=True,
        )

    def shown_to(self, user, key, council) -> Subject | None:
        return None

    def at(self, user, url: SplitResult) -> str | None:
        return None

    def lock(self, key: str) -> None:
        return None

    def around(self, key: str) -> list[Nearby]:
        return []

    def hide(self, key: str, by) -> Before:
        return {}

    remove = show = hide

    def mask(self, key: str, passages, by) -> Before:
        return {}

    def restore(self, key: str, before: Before, by) -> None:
        return None


def connect() -> None:
    register(Address())
