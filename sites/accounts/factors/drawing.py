"""A QR code as one SVG path: our policy lets no ``data:`` picture in, and none is needed."""

from dataclasses import dataclass

import qrcode

QUIET = 4  # modules of white around (ISO/IEC 18004)


@dataclass(frozen=True)
class Drawing:
    """``path`` in a square of ``size`` modules, quiet zone included."""

    size: int
    path: str


def of(text: str) -> Drawing:
    """The QR code of ``text``, with error correction M."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(_row(row, y) for y, row in enumerate(rows))
    return Drawing(len(rows), path)


def _row(row: list[bool], y: int) -> str:
    """Runs of black modules, each a rectangle one module high."""
    path, x = "", 0
    while x < len(row):
        run = next((i for i, black in enumerate(row[x:]) if black != row[x]), len(row) - x)
        if row[x]:
            path += f"M{x} {y}h{run}v1h-{run}z"
        x += run
    return path
