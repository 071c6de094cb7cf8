"""What is drawn: the emblem, the QR code, and the brand as a layout reads it."""

import re
from dataclasses import asdict
from functools import lru_cache

import segno
from django.utils.translation import gettext as _
from django.utils.translation import override

from .brand import Brand
from .words import NBSP


def brand(brand: Brand, address: str) -> dict:
    """``address`` is where the QR code leads; without one there is none."""
    with override("fr"):
        return {
            "name": brand.council_name,
            "lines": _lines(brand.council_name),
            "district": _district(brand.district),
            "radius": brand.radius,
            "capitals": brand.capitals,
            "colours": asdict(brand.colours),
            "emblem": _emblem(brand),
            "silhouette": {"svg": _silhouette(brand)},
            "qr": _code(address),
        }


def _lines(name: str) -> list[str]:
    """A name that breaks at its dash first, as on the site."""
    return re.split(r"(?<=–) ", name.replace(" –", f"{NBSP}–"))


def _district(district: str) -> list[dict]:
    """« 10e » as street plates write it (10ᵉ Arrᵗ); the name of a town as it is."""
    if not re.fullmatch(r"\d+(er|e)", district):
        return [{"text": district}] if district else []
    number = re.sub(r"\D", "", district)
    ending = district.removeprefix(number)
    return [
        {"text": number},
        {"text": ending, "raised": True},
        {"text": f"{NBSP}Arr"},
        {"text": "t", "raised": True},
    ]


def _emblem(brand: Brand) -> dict | None:
    """The mark on a plate: the council's logo, else its outline; None where there is neither."""
    if brand.logo and brand.logo_format:
        alt = _("Logo du conseil %(name)s") % {"name": brand.council_name}
        return {"svg": list(brand.logo), "format": brand.logo_format, "alt": alt}
    if not brand.outline:
        return None
    alt = _("Contour du quartier %(name)s") % {"name": brand.council_name}
    look = f'fill="{brand.colours.on_plate}"'
    return {"svg": _drawing(1000, brand.outline, look), "format": "svg", "alt": alt}


def _silhouette(brand: Brand) -> str:
    """The outline as a background: a shade of the plate."""
    if not brand.outline:
        return ""
    return _drawing(1000, brand.outline, f'fill="{brand.colours.on_plate}" fill-opacity="0.11"')


def _drawing(side: int, path: str, look: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}" {look}/></svg>'
    )


def _code(address: str) -> dict | None:
    """The QR code of an address; None without one."""
    if not address:
        return None
    alt = _("Code QR qui mène à %(address)s") % {"address": address}
    return {"svg": _modules(address), "alt": alt}


@lru_cache(maxsize=64)  # the papers of one meeting lead to one page
def _modules(address: str) -> str:
    """A QR code (ISO/IEC 18004), without its quiet zone."""
    matrix = segno.make_qr(address, error="m", boost_error=True).matrix
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )
    return _drawing(len(matrix), path, 'fill="#000000"')
