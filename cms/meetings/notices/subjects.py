"""What one can follow: the meetings of a council."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from cms.meetings.models import MeetingPage
from cms.pages.tree import host_of
from sites.councils.hosts import table
from sites.councils.models import Council
from sites.notifications.subscriptions import subscribing
from sites.notifications.subscriptions.kinds import Subject, SubjectKind, register_subjects

PREFIX = "meeting-notices"
LIST_NAME = "convocations"


def key_of(council: Council) -> str:
    return f"{PREFIX}:{council.pk}"


def councils_of(page: MeetingPage) -> list[Council]:
    """Whose meeting it is, its own council first. One of the portal that names no council is
    everybody's.
    """
    host = host_of(page)
    own = [host.council] if host and host.council else []
    shared = [council for council in page.shared_with.all() if council not in own]
    found = [*own, *shared]
    return found or [neighbour.council for neighbour in table().neighbours]


def keys_of(page: MeetingPage) -> list[str]:
    return [key_of(council) for council in councils_of(page)]


def _all() -> Iterator[Subject]:
    for neighbour in table().neighbours:
        council = neighbour.council
        yield Subject(key_of(council), council.name, council.site, LIST_NAME)


def forget_council(sender, instance: Council, **kwargs) -> None:
    subscribing.end_subject(f"{PREFIX}:{instance.pk}")


def connect() -> None:
    register_subjects(SubjectKind(PREFIX, _("Convocations aux séances"), _all))
