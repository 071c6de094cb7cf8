"""« Sera publiée le … » on the first screen of whoever may call it off."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sites.teams.duties import Duty, Urgency, register
from sites.teams.page_rights import PUBLISH, owners_where
from sites.teams.scope import Scope

from .queries import coming
from .words import will_be_published


def scheduled(scope: Scope) -> Iterator[Duty]:
    """What will be published on the reader's sites: nothing to do, but good to know."""
    owners = owners_where(scope, PUBLISH)
    for one in coming(scope) if owners else ():
        owner = next((o for o in owners if one.path.startswith(o.site.root_page.path)), None)
        if owner or scope.is_administrator:
            text = _("« %(title)s » sera publiée") % {"title": one.title}
            detail = capfirst(will_be_published(one.at))
            yield Duty(text, one.url, owner, Urgency.NEWS, detail, one.at, "calendar-check")


def connect() -> None:
    register("scheduled", scheduled)
