"""Things of one site, by kind."""

from collections.abc import Callable

from sites.councils.models import Council, Portal

Mark = Callable[[str], str]
# Labels of what everybody may read; « changed » under the title that is published.
PUBLISHED = ("news", "home", "index", "form", "changed", "own")


class Garden:
    """One site's things by kind; ``first("page")`` is one of them, ``of("page")`` all."""

    def __init__(self, owner: Council | Portal, name: str, say: Mark):
        self.owner, self.name, self.say = owner, name, say
        self.things: dict[str, dict[str, object]] = {}

    def put(self, kind: str, label: str, thing):
        self.things.setdefault(kind, {})[label] = thing
        return thing

    def get(self, kind: str, label: str):
        return self.things[kind][label]

    def first(self, kind: str):
        return next(iter(self.things[kind].values()))

    def of(self, kind: str) -> dict[str, object]:
        return self.things.get(kind, {})

    def word(self, what: str) -> str:
        """A mark without spaces."""
        return self.say(what).replace(" ", "-")
