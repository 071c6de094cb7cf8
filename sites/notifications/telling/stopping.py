"""Ending what made a mail come, and saying what that was."""

from . import choosing, links, sources


def words(what: str) -> str:
    """What ends, for whoever holds the link; empty for the digests and for what is gone."""
    source, about = _parts(what)
    return source.subject(about) if source else ""


def stop(person_id: int, what: str) -> None:
    """Asked twice, it is done once."""
    if what == links.DIGESTS:
        choosing.stop_digests(person_id)
        return
    source, about = _parts(what)
    if source:
        source.stop(person_id, about)


def _parts(what: str) -> tuple[sources.Source | None, str]:
    key, _slash, about = what.partition("/")
    return sources.find(key), about
