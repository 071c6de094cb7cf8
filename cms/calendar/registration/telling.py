"""What lists and pages say of places: facts in the publication of a date, and words made of them.

The page itself need not be published again, and its draft is nobody's business: only what lists
hold of the date is written anew, in the turn in which places changed.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.publications.models import Publication
from cms.publications.publishing import retell

from ..models.gathering import Gathering
from ..models.registrable import Registrable, RegistrationMode
from .counting import Figures, figures_by_day, figures_of

FACTS = "registration"


def facts(mode: str, closes_at: datetime, figures: Figures) -> dict:
    """What a row of the publications holds; nothing without registration."""
    if mode == RegistrationMode.NONE:
        return {}
    told = {
        "mode": str(mode),
        "closes": closes_at.astimezone(UTC).isoformat(),
        "capacity": figures.capacity,
        "left": figures.left,
        "taken": figures.taken,
        "over": figures.over,
        "waiting": figures.waiting,
    }
    return {name: value for name, value in told.items() if value or name == "left"}


def facts_by_day(page: Registrable) -> dict[date | None, dict]:
    """The facts of every date of a page, in one query however many there are."""
    if not page.takes_registrations:
        return {}
    counted = figures_by_day(page.pk, page.registration_capacity)
    none = Figures(page.registration_capacity)
    found = {}
    for one in page.registration_dates():
        closes = page.registration_closes_at or one.starts
        figures = counted.get(one.day, none)
        found[one.day] = facts(page.registration_mode, closes, figures)
    return found


def tell_lists(gathering: Gathering) -> None:
    """Bring the row of a date in line with its places."""
    row = Publication.objects.filter(source=gathering.source).first()
    if row is None:
        return
    told = facts(gathering.mode, gathering.closes_at, figures_of(gathering))
    if row.facts.get(FACTS, {}) != told:
        retell(row, FACTS, told)


# Words -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """What a reader is told of the registration for one date.

    ``key`` is for style and for the form: ``free``, ``places``, ``full`` take new ones (``full``:
    on the wait list), ``closed`` and ``off`` do not. ``mark`` is what a list says beside the title.
    """

    key: str = ""
    words: str = ""
    mark: str = ""

    @property
    def is_open(self) -> bool:
        return self.key in ("free", "places", "full")


NOTHING = Standing()


def standing(told: dict | None, state: str, starts: datetime | None, now: datetime) -> Standing:
    """From the facts of a date (``state``: what became of it) to words."""
    if not told or starts is None:
        return NOTHING
    if state == "cancelled":
        return Standing("off")
    mark, words = _of_places(told)
    if now >= min(starts, datetime.fromisoformat(told["closes"])):
        # Half-open: at the very moment at which it begins or closes it is closed.
        return Standing("closed", _("Inscriptions closes"), mark if now < starts else "")
    if mark:
        return Standing("full", words, mark)
    return Standing("free" if told.get("left") is None else "places", words)


def _of_places(told: dict) -> tuple[str, str]:
    """The mark of what is full (empty when it is not), and the words for the page."""
    left, over = told.get("left"), told.get("over", 0)
    entry = (
        _("Entrée libre, inscription conseillée")
        if told["mode"] == RegistrationMode.OPEN
        else _("Sur inscription")
    )
    if left is None:
        return "", entry
    if left and not told.get("waiting"):
        count = ngettext("Il reste %(n)d place", "Il reste %(n)d places", left) % {"n": left}
        return "", count if told["mode"] == RegistrationMode.REQUIRED else f"{entry}. {count}"
    mark = _("Complet (+%(n)d)") % {"n": over} if over else _("Complet")
    return mark, _("%(full)s – liste d’attente") % {"full": mark}
