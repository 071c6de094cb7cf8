"""What somebody registered for, for their account: with it, or with its address before."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.publications.models import Publication
from cms.translations.typography import french
from sites.accounts import activities
from sites.accounts.activities import Activity, Dated
from sites.accounts.models import User
from sites.councils.models import Council

from ..models.registration import Registration
from . import letters, outcomes


class Registrations:
    key = "inscriptions"
    label = gettext_lazy("Inscriptions")

    def count(self, user: User) -> int:
        return self._own(user).count()

    def dated(self, user: User, limit: int) -> Iterable[Dated]:
        return (
            self._own(user).order_by("-created_at", "-pk").values_list("created_at", "pk")[:limit]
        )

    def details(
        self, user: User, keys: Sequence[int], council: Council | None
    ) -> dict[int, Activity]:
        rows = self._own(user).filter(pk__in=keys).select_related("gathering__page")
        found = list(rows)
        sources = {row.gathering.source for row in found}
        public = {row.source: row for row in Publication.objects.filter(source__in=sources)}
        return {row.pk: _activity(row, public.get(row.gathering.source)) for row in found}

    def _own(self, user: User) -> QuerySet[Registration]:
        return Registration.objects.sure().of(user, user.email)


def _activity(row: Registration, public: Publication | None) -> Activity:
    when = letters.moment_words(row.gathering.starts_at)
    seats = ngettext("%(n)d place", "%(n)d places", row.seats) % {"n": row.seats}
    told = outcomes.before_cancelling(row)
    return Activity(
        kind_label=_("Inscription"),
        title=french(public.title) if public else _("Une date qui n’est plus publiée"),
        at=row.created_at,
        url=public.url if public else "",
        excerpt=f"{when} – {seats}",
        place=str(row.get_state_display()),
        action_url=letters.cancel_url(row.gathering, row) if told.button else "",
        action_label=_("Annuler cette inscription"),
    )


def connect() -> None:
    activities.register(Registrations())
