"""What lies behind a motif: the council's outline like cut paper, and a floor in each style."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas, curve, faded, hatching, mixed
from .outlines import arrondissement, fitted, placed_in
from .palettes import Palette

FLOOR = 790  # where things stand, in design units


@dataclass(frozen=True)
class Scene:
    """One picture in the making: ``chance`` varies it, always the same for the same request."""

    canvas: Canvas
    palette: Palette
    chance: Random
    style: str
    council_code: str | None


class Ground(Enum):
    """What a motif needs below it."""

    FLOOR = "it stands on the style's floor"
    SHEET = "it lies on a sheet, or is seen from above"
    BARE = "the same without the outline: it shows the outline itself"
    NONE = "it brings its own"


def lay(scene: Scene, ground: Ground) -> None:
    """The outline, then what the motif needs in the scene's style."""
    if ground is not Ground.BARE:
        _outline(scene)
    if ground is Ground.FLOOR:
        _FLOORS[scene.style](scene)
    elif ground is Ground.BARE and scene.style == "canal":
        scene.canvas.rect(50, 30, 1550, 970, scene.palette.veil, radius=90)
    elif ground is not Ground.NONE:
        _SHEETS[scene.style](scene)


def _outline(scene: Scene) -> None:
    left = scene.chance.choice((-40, 250, 540))
    box = (left, -70, left + 1100, 1010)
    codes = arrondissement()
    if scene.council_code in codes:
        _quarter(scene, fitted(scene.council_code, box))
        return
    for shape in placed_in(list(codes.values()), box):
        _quarter(scene, shape)


def _quarter(scene: Scene, shape: list[tuple[float, float]]) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.polygon(shape, palette.veil)
    slope = scene.chance.choice((-28, -16, 24, 62))
    for a, b in hatching(shape, slope, 92) + hatching(shape, slope + 84, 148):
        canvas.line((a, b), 4, palette.sky, cap=False)
    canvas.line([*shape, shape[0]], 7, palette.sky)


def _stone_floor(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(0, FLOOR, WIDTH, HEIGHT, palette.floor)
    joint = mixed(palette.floor, palette.light, 0.45)
    for row, top in enumerate((FLOOR + 8, FLOOR + 92)):
        canvas.rect(0, top + 78, WIDTH, top + 82, joint)
        for x in range(110 + row * 140, WIDTH, 280):
            canvas.rect(x, top, x + 4, top + 80, joint)
    canvas.rect(0, FLOOR, WIDTH, FLOOR + 10, palette.ink)


def _canal_floor(scene: Scene) -> None:
    """A quay of pale stone, then the water, which bends."""
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(0, FLOOR, WIDTH, HEIGHT, mixed(palette.light, palette.soft, 0.45))
    canvas.polygon(
        [*curve(WIDTH / 2, 1010, 1150, 140, 180, 360), (WIDTH, HEIGHT), (0, HEIGHT)], palette.main
    )
    canvas.polygon(
        [*curve(WIDTH / 2, 1030, 1150, 140, 180, 360), (WIDTH, HEIGHT), (0, HEIGHT)], palette.floor
    )
    for _ in range(7):
        x, y = scene.chance.randrange(60, 1400), scene.chance.randrange(930, 990)
        canvas.rect(x, y, x + scene.chance.randrange(70, 190), y + 6, palette.second, radius=3)


def _rail_floor(scene: Scene) -> None:
    """Roofs far away, and tracks that run to the vanishing point."""
    canvas, palette = scene.canvas, scene.palette
    _far_roofs(scene)
    canvas.rect(0, FLOOR, WIDTH, HEIGHT, palette.floor)
    for foot in range(-1400, 3200, 200):
        top = WIDTH / 2 + (foot - WIDTH / 2) * 0.42
        for dx in (0, 62):
            shape = [(top + dx * 0.42, FLOOR), (foot + dx, HEIGHT), (foot + dx + 9, HEIGHT)]
            canvas.polygon(shape, palette.soft)
    canvas.rect(0, FLOOR, WIDTH, FLOOR + 6, palette.ink)


def _far_roofs(scene: Scene) -> None:
    canvas, palette, x = scene.canvas, scene.palette, -60
    tone = mixed(palette.soft, palette.sky, 0.25)
    while x < WIDTH:
        wide, high = scene.chance.randrange(170, 300), scene.chance.randrange(90, 190)
        top = FLOOR - high
        canvas.polygon(
            [
                *((x, FLOOR), (x, top + 34), (x + 22, top)),
                *((x + wide - 22, top), (x + wide, top + 34), (x + wide, FLOOR)),
            ],
            tone,
        )
        for pot in range(scene.chance.randrange(2, 5)):
            canvas.rect(x + 46 + pot * 24, top - 30, x + 60 + pot * 24, top, tone)
        x += wide + scene.chance.choice((0, 0, 40))


def _poster_floor(scene: Scene) -> None:
    """A sun and a street, in flat colours that fill the sheet."""
    canvas, palette = scene.canvas, scene.palette
    x = scene.chance.choice((360, 1240))
    canvas.disc(x, 330, 215, mixed(palette.sky, palette.light, 0.72))
    canvas.rect(0, FLOOR, WIDTH, HEIGHT, palette.floor)
    slant = scene.chance.choice((-1, 1)) * 260
    shape = [(560 - slant, FLOOR), (1040 - slant, FLOOR), (1240 + slant, HEIGHT)]
    canvas.polygon([*shape, (420 + slant, HEIGHT)], mixed(palette.floor, palette.ink, 0.28))


def _tile_floor(scene: Scene) -> None:
    """The hall's chequered floor under a fringe of canvas."""
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(0, FLOOR, WIDTH, HEIGHT, palette.soft)
    for row, (top, high) in enumerate(((FLOOR + 14, 50), (FLOOR + 64, 66), (FLOOR + 130, 80))):
        _tiles(scene, row, top, high)
    canvas.rect(0, FLOOR, WIDTH, FLOOR + 14, palette.main)
    _fringe(scene)


def _tiles(scene: Scene, row: int, top: float, high: float) -> None:
    spread, below = (0.86 + row * 0.2), (0.86 + (row + 1) * 0.2)
    for i in range(-16, 17, 2):
        left, right = (i + row % 2) * 80, (i + 1 + row % 2) * 80
        shape = [(800 + left * spread, top), (800 + right * spread, top)]
        shape += [(800 + right * below, top + high), (800 + left * below, top + high)]
        scene.canvas.polygon(shape, mixed(scene.palette.soft, scene.palette.light, 0.6))


def _fringe(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    for i, x in enumerate(range(0, WIDTH, 100)):
        colour = palette.main if i % 2 else palette.light
        canvas.rect(x, -10, x + 100, 46, colour)
        canvas.ellipse(x + 50, 46, 50, 34, colour)


def _stone_sheet(scene: Scene) -> None:
    line = scene.palette.main
    scene.canvas.line([(60, 60), (1540, 60), (1540, 940), (60, 940), (60, 60)], 6, line)


def _poster_sheet(scene: Scene) -> None:
    palette = scene.palette
    scene.canvas.polygon([(0, 1000), (0, 690), (1600, 1000)], palette.floor)
    scene.canvas.polygon([(1600, 0), (1600, 250), (700, 0)], palette.main)


def _tile_sheet(scene: Scene) -> None:
    """A band of lozenges at the top and at the bottom."""
    canvas, palette = scene.canvas, scene.palette
    for top in (0, 930):
        canvas.rect(0, top, WIDTH, top + 70, palette.main)
        for x in range(0, WIDTH + 1, 80):
            canvas.polygon(
                [(x - 32, top + 35), (x, top + 7), (x + 32, top + 35), (x, top + 63)], palette.sky
            )
            canvas.disc(x + 40, top + 35, 7, palette.accent)


def _canal_sheet(scene: Scene) -> None:
    """The canal crosses a corner of the sheet."""
    canvas, palette = scene.canvas, scene.palette
    canvas.arc(1720, 1150, 900, 620, 180, 290, 150, palette.light)
    canvas.arc(1720, 1150, 900, 620, 180, 290, 118, palette.floor)
    canvas.arc(1720, 1150, 880, 600, 200, 262, 7, faded(palette.light, 0.5))


def _rail_sheet(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    for offset in (0, 26, 110, 136):
        canvas.line(
            [(-20, 900 - offset), (620, 900 - offset), (1640, 1230 - offset)], 5, palette.second
        )
        canvas.line(
            [(-20, 210 - offset), (980, 210 - offset), (1640, -20 - offset)], 5, palette.soft
        )


_FLOORS: dict[str, Callable[[Scene], None]] = {
    "socle": _stone_floor,
    "canal": _canal_floor,
    "zinc": _rail_floor,
    "faubourg": _poster_floor,
    "halle": _tile_floor,
}
_SHEETS: dict[str, Callable[[Scene], None]] = {
    "socle": _stone_sheet,
    "canal": _canal_sheet,
    "zinc": _rail_sheet,
    "faubourg": _poster_sheet,
    "halle": _tile_sheet,
}
