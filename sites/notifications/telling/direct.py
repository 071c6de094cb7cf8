"""What has no table of its own: words that were written when it happened (announcing.tell)."""

from collections.abc import Iterable, Sequence

from wagtail.models import Site

from sites.accounts.models import User
from sites.notifications.voices import voice_of

from .announcing import DIRECT
from .models import Happening
from .sources import Audience, Told


class Direct:
    """A source that knows one person for each happening."""

    key = DIRECT

    def audience(self, happening: Happening, after: int, limit: int) -> Audience:
        """Nobody: its one notice was written with it."""
        return Audience({}, None)

    def allowed(self, happening: Happening, people: Sequence[User]) -> set[int]:
        return {person.pk for person in people} & {happening.thing}

    def describe(self, person: User, happenings: Iterable[Happening]) -> dict[int, Told]:
        own = [one for one in happenings if one.thing == person.pk]
        sites = Site.objects.in_bulk({one.told.get("site") for one in own} - {None})
        return {one.pk: self._told(one, sites.get(one.told.get("site"))) for one in own}

    @staticmethod
    def _told(one: Happening, site: Site | None) -> Told:
        voice = voice_of(site)
        url = voice.site_url + one.told["path"]
        title, text = one.told["title"], one.told["text"]
        return Told(title, url, url, "", text, one.at, voice.site)

    def subject(self, about: str) -> str:
        """What is told of once need not be stopped."""
        return ""

    def stop(self, person_id: int, about: str) -> None:
        return None
