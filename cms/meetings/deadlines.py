"""When an agenda is to be known: the council's own rule, for whoever asks and whoever warns."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Site

from cms.pages.models import SiteSettings
from cms.pages.models.settings import AGENDA_DAYS
from cms.pages.tree import host_of

from .models import MeetingPage


def agenda_days(sites: Iterable[Site]) -> dict[int, int]:
    """How many days before a meeting its agenda is online, by the key of the site."""
    keys = [site.pk for site in sites]
    told = dict(SiteSettings.objects.filter(site__in=keys).values_list("site_id", "agenda_days"))
    return {key: told.get(key, AGENDA_DAYS) for key in keys}


def agenda_due(begins: datetime, days: int) -> datetime:
    """The moment from which an agenda is late: [published, due)."""
    return begins - timedelta(days=days)


def days_of(page: MeetingPage) -> int:
    """The rule of the site on which the meeting lies."""
    host = host_of(page)
    return agenda_days([host.site])[host.site.pk] if host and host.site else AGENDA_DAYS


def is_agenda_late(page: MeetingPage, days: int) -> bool:
    """Whether the agenda of a meeting still to come was, or would now be, published too late."""
    now = timezone.now()
    if page.starts_at is None or page.starts_at <= now:
        return False
    return (page.agenda_published_at or now) >= agenda_due(page.starts_at, days)
