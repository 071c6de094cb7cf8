"""Every address of the admin, as Django itself knows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

PREFIX = "admin/"


@dataclass(frozen=True)
class Pattern:
    """One address: its full name (its route if it has none), the names of its parameters, and the
    module that its view is written in."""

    name: str
    parameters: tuple[str, ...]
    route: str
    has_name: bool
    module: str

    def __str__(self) -> str:
        return f"{self.name}({', '.join(self.parameters)})"


def of_the_admin() -> list[Pattern]:
    return [found for found in _walk(get_resolver().url_patterns) if found.route.startswith(PREFIX)]


def _walk(
    entries, route: str = "", names: tuple[str, ...] = (), known: tuple[str, ...] = ()
) -> Iterator[Pattern]:
    for entry in entries:
        here, parameters = route + str(entry.pattern), (*known, *_parameters(entry.pattern))
        if isinstance(entry, URLPattern):
            name = ":".join((*names, entry.name)) if entry.name else here
            yield Pattern(name, parameters, here, bool(entry.name), entry.callback.__module__)
        else:
            spaces = (*names, entry.namespace) if entry.namespace else names
            yield from _walk(entry.url_patterns, here, spaces, parameters)


def _parameters(pattern) -> tuple[str, ...]:
    if isinstance(pattern, RoutePattern):
        return tuple(pattern.converters)
    return tuple(pattern.regex.groupindex)
