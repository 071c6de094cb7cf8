"""Giving councils the perimeters of a city's file."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Council
from .names import fold
from .perimeters import Feature, PerimeterFile


@dataclass(frozen=True)
class Imported:
    """What an import did, by name; ``unknown`` are features of no council of ours."""

    changed: tuple[str, ...]
    same: tuple[str, ...]
    unknown: tuple[str, ...]


@transaction.atomic
def import_perimeters(file: PerimeterFile, credit: str = "") -> Imported:
    """Match each feature to a council, by number or name, and keep its geometry and credit.

    Raises ValidationError, and changes nothing, without a credit or when the file is ambiguous.
    """
    credit = credit.strip() or file.credit
    if not credit:
        raise ValidationError(_("Le fichier ne nomme pas sa source : donnez-la avec --credit."))
    matched, unknown = _match(file)
    changed: list[str] = []
    same: list[str] = []
    for council, feature in matched:
        is_new = (council.perimeter, council.perimeter_credit) != (feature.geometry, credit)
        (changed if is_new else same).append(council.name)
        if is_new:
            council.perimeter, council.perimeter_credit = feature.geometry, credit
            council.full_clean()
            council.save(update_fields=["perimeter", "perimeter_credit"])
    return Imported(tuple(changed), tuple(same), tuple(unknown))


def _match(file: PerimeterFile) -> tuple[list[tuple[Council, Feature]], list[str]]:
    councils = list(Council.objects.select_for_update().order_by("pk"))
    pairs = [(_council_of(feature, councils), feature) for feature in file.features]
    matched = [(council, feature) for council, feature in pairs if council]
    for council, times in Counter(council for council, _feature in matched).items():
        if times > 1:
            message = _("Plusieurs éléments du fichier correspondent à « %(name)s ».")
            raise ValidationError(message % {"name": council.name})
    return matched, [str(feature) for council, feature in pairs if not council]


def _council_of(feature: Feature, councils: list[Council]) -> Council | None:
    """The council a feature speaks of: its number and its names must not contradict each other."""
    names = set(map(fold, feature.names))
    found = {
        council
        for council in councils
        if (feature.number and council.city_number == feature.number) or fold(council.name) in names
    }
    if len(found) > 1:
        message = _("Le numéro et le nom de « %(feature)s » désignent deux conseils différents.")
        raise ValidationError(message % {"feature": feature})
    return next(iter(found), None)
