"""Changes of look, for « Journal » in the admin."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.teams.journal_sources import Reach, Source, Told, register

from .models import Change


def _rows(reach: Reach) -> QuerySet[Change]:
    return reach.narrow(Change.objects.all(), "site")


def _tell(keys: Sequence[int]) -> Mapping[int, Told]:
    changes = Change.objects.filter(pk__in=keys).select_related("after")
    return {change.pk: _told(change) for change in changes}


def _told(change: Change) -> Told:
    words = {
        Change.Kind.ACTIVATION: _("%(who)s a choisi le thème « %(what)s »"),
        Change.Kind.SETTINGS: _("%(who)s a réglé le thème « %(what)s »"),
        Change.Kind.ROLLBACK: _("%(who)s est revenu au thème « %(what)s »"),
    }
    name = change.after.name if change.after else _("Socle")
    url = reverse("themes_admin:look", args=[change.site_id])
    return Told(words[Change.Kind(change.kind)], name, url, change.site_id)


def connect() -> None:
    register(Source("apparence", gettext_lazy("Apparence"), _rows, _tell, at="at", by="by"))
