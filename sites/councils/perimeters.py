"""Perimeters as GeoJSON (RFC 7946): checking one, and reading the city's file."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .names import fold

LONGEST_RING = 20_000  # positions; the city's own, before simplification, have a few hundred
LARGEST_FILE = 50_000_000  # bytes
NUMBER_PROPERTIES = ("no_consqrt", "city_number", "numero")
NAME_PROPERTIES = ("nom_quart", "name", "nom", "source_name", "libelle")


@dataclass(frozen=True)
class Feature:
    """One council in a city's file: how the file calls it, and where it lies."""

    number: str
    names: tuple[str, ...]
    geometry: dict

    def __str__(self) -> str:
        return " ".join(filter(None, (self.number, next(iter(self.names), "")))) or _("sans nom")


@dataclass(frozen=True)
class PerimeterFile:
    features: tuple[Feature, ...]
    credit: str


def validate(geometry: Any) -> None:
    """Raise ValidationError unless ``geometry`` is a Polygon or MultiPolygon we can draw.

    WGS84 longitude and latitude in degrees; rings of at least four positions that end where they
    begin and enclose something (RFC 7946, section 3.1.6).
    """
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValidationError(_("Un périmètre est un « Polygon » ou un « MultiPolygon »."))
    polygons = geometry.get("coordinates")
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for ring in _rings(polygons):
        _check_ring(ring)


def _rings(polygons: Any) -> Iterator[list]:
    for polygon in _filled_list(polygons):
        yield from _filled_list(polygon)


def _filled_list(value: Any) -> list:
    if not isinstance(value, list) or not value:
        raise ValidationError(_("Le périmètre est incomplet : des coordonnées manquent."))
    return value


def _check_ring(ring: Any) -> None:
    if not isinstance(ring, list) or not 4 <= len(ring) <= LONGEST_RING:
        message = _("Un contour compte entre 4 et %(most)s points.")
        raise ValidationError(message % {"most": LONGEST_RING})
    for position in ring:
        _check_position(position)
    if ring[0] != ring[-1]:
        raise ValidationError(_("Un contour doit finir là où il commence."))
    if len({position[0] for position in ring}) < 2 or len({p[1] for p in ring}) < 2:
        raise ValidationError(_("Un contour doit entourer une surface."))


def _check_position(position: Any) -> None:
    if not isinstance(position, list) or len(position) not in (2, 3):
        raise ValidationError(_("Un point s’écrit [longitude, latitude]."))
    for value, limit in zip(position, (180, 90), strict=False):
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value) or abs(value) > limit:
            message = _("Point hors du globe : %(position)s. L’ordre est longitude, latitude.")
            raise ValidationError(message % {"position": position})


def read_one(content: bytes, name: str, number: str = "") -> tuple[dict, str]:
    """The geometry of the council ``name`` in a GeoJSON file, and the file's credit.

    A file of one perimeter needs no name in it; of several, the council's name or number decides.
    Raises ValidationError.
    """
    data = _json(content)
    kind = data.get("type") if isinstance(data, dict) else None
    if kind in ("Polygon", "MultiPolygon"):
        validate(data)
        return data, ""
    file = _collection(
        {"type": "FeatureCollection", "features": [data]} if kind == "Feature" else data
    )
    features = [one for one in file.features if _names(one, name, number)] or list(file.features)
    if len(features) > 1:
        message = _("Ce fichier a %(count)s périmètres : aucun, ou plusieurs, portent ce nom.")
        raise ValidationError(message % {"count": len(file.features)})
    return features[0].geometry, file.credit


def _names(feature: Feature, name: str, number: str) -> bool:
    is_numbered = bool(number and feature.number == number)
    return is_numbered or fold(name) in map(fold, feature.names)


def read(path: str | Path) -> PerimeterFile:
    """Read a GeoJSON FeatureCollection; its credit is empty where the file names none.

    Raises ValidationError, in words for an operator, for anything else.
    """
    return _collection(_parse(Path(path)))


def _collection(data: Any) -> PerimeterFile:
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        raise ValidationError(_("Ce fichier n’est pas une « FeatureCollection » GeoJSON."))
    if not features:
        raise ValidationError(_("Ce fichier ne contient aucun périmètre : rien n’a changé."))
    metadata = data.get("metadata")
    credit = metadata.get("attribution") if isinstance(metadata, dict) else ""
    return PerimeterFile(tuple(map(_feature, features)), credit if isinstance(credit, str) else "")


def _parse(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ValidationError(_("Ce fichier est trop gros pour être un fichier de périmètres."))
        return _json(path.read_bytes())
    except OSError as error:
        message = _("Fichier illisible : %(path)s.")
        raise ValidationError(message % {"path": path}) from error


def _json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # bad UTF-8, bad JSON, absurd nesting
        raise ValidationError(_("Ce fichier n’est pas du JSON valable.")) from error


def _feature(feature: Any) -> Feature:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        raise ValidationError(_("Le fichier contient un élément qui n’est pas une « Feature »."))
    properties = feature.get("properties") or {}
    number = next((str(properties[n]) for n in NUMBER_PROPERTIES if properties.get(n)), "")
    names = tuple(str(properties[n]) for n in NAME_PROPERTIES if properties.get(n))
    found = Feature(number, names, feature.get("geometry") or {})
    try:
        validate(found.geometry)
    except ValidationError as error:
        raise ValidationError(f"{found} : {error.message}") from error
    return found
