"""Motifs that stand in a street or a square. Each is drawn around the middle, on the floor."""

from itertools import pairwise

from .canvas import Point, curve, faded, garland, leaf, mixed
from .grounds import FLOOR, Scene
from .outlines import arrondissement, fitted, placed_in


def shade(scene: Scene, x: float, wide: float) -> None:
    """The shadow of a thing that stands at ``x``."""
    scene.canvas.ellipse(x, FLOOR + 14, wide, 15, faded(scene.palette.ink, 0.28))


def emblem(scene: Scene, box: tuple[float, float, float, float], colour: str) -> None:
    """The council's outline as a sign; the six, apart from one another, on the portal."""
    codes = arrondissement()
    flipped, scene.canvas.mirrored = scene.canvas.mirrored, False
    if flipped:
        box = (1600 - box[2], box[1], 1600 - box[0], box[3])
    if scene.council_code in codes:
        shapes = [fitted(scene.council_code, box)]
    else:
        shapes = placed_in(list(codes.values()), box)
    for shape in shapes:
        mx, my = (sum(axis) / len(shape) for axis in zip(*shape, strict=True))
        apart = 0.93 if len(shapes) > 1 else 1.0
        scene.canvas.polygon(
            [(mx + (x - mx) * apart, my + (y - my) * apart) for x, y in shape], colour
        )
    scene.canvas.mirrored = flipped


def pigeon(scene: Scene, x: float, y: float, size: float = 1.0) -> None:
    """The neighbour on every square; feet at (x, y)."""
    canvas, palette = scene.canvas, scene.palette
    body = [
        *curve(0, -42, 46, 30, 0, 180),
        (-104, -50),
        (-46, -66),
        *curve(16, -60, 34, 30, 220, 360),
    ]
    canvas.polygon([(x + px * size, y + py * size) for px, py in body], palette.main)
    canvas.disc(x + 38 * size, y - 84 * size, 21 * size, palette.main)
    canvas.rect(x + 20 * size, y - 78 * size, x + 52 * size, y - 56 * size, palette.second)
    canvas.polygon(
        [
            (x + 57 * size, y - 90 * size),
            (x + 78 * size, y - 82 * size),
            (x + 57 * size, y - 76 * size),
        ],
        palette.accent,
    )
    canvas.disc(x + 44 * size, y - 88 * size, 4.5 * size, palette.light)
    for leg in (-8, 14):
        canvas.rect(x + leg * size, y - 16 * size, x + (leg + 6) * size, y, palette.accent)


_ROPES = ((-70, 150, 80), (1670, 150, 80), (-70, 420, 110), (1670, 420, 110))  # end, sag


def carnival(scene: Scene) -> None:
    for i, (x, y, sag) in enumerate(_ROPES):
        _flags(scene, (800, 10), (x, y), sag, i)
    _mask(scene, 800, 600)
    colours = (scene.palette.accent, scene.palette.main, scene.palette.light)
    for i in range(34):
        x, y = scene.chance.randrange(60, 1540), scene.chance.randrange(340, 960)
        if abs(x - 800) > 400 or y > 800:
            scene.canvas.disc(x, y, scene.chance.choice((8, 12, 16)), colours[i % 3])


def _flags(scene: Scene, a: Point, b: Point, sag: float, first: int) -> None:
    palette, rope = scene.palette, garland(a, b, sag, 16)
    colours = (palette.main, palette.accent, palette.light, palette.second)
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(rope)):
        tip = ((x0 + x1) / 2, (y0 + y1) / 2 + 92)
        start, end = (x0 * 0.92 + x1 * 0.08, y0), (x0 * 0.08 + x1 * 0.92, y1)
        scene.canvas.polygon([start, end, tip], colours[(i + first) % 4])
    scene.canvas.line(rope, 6, palette.ink)


def _mask(scene: Scene, x: float, y: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    for i, angle in enumerate(range(216, 330, 18)):
        colour = (palette.accent, palette.second, palette.light)[i % 3]
        length = 330 - abs(270 - angle) * 1.4
        canvas.polygon(leaf(x, y - 40, length, 96, angle), colour)
        canvas.line([(x, y - 40), leaf(x, y - 40, length * 0.8, 0, angle)[10]], 4, palette.ink)
    for side in (-1, 1):
        canvas.ellipse(x + side * 150, y, 190, 128, palette.main)
        canvas.polygon(
            [(x + side * 190, y - 105), (x + side * 372, y - 130), (x + side * 318, y + 40)],
            palette.main,
        )
    canvas.polygon([(x - 90, y + 60), (x + 90, y + 60), (x, y + 170)], palette.main)
    for side in (-1, 1):
        canvas.polygon(_tilted_eye(x + side * 158, y + 4, side), palette.light)
        canvas.disc(x + side * 150, y + 8, 27, palette.ink)
    canvas.disc(x, y - 66, 26, palette.accent)


def _tilted_eye(x: float, y: float, side: int) -> list[Point]:
    return leaf(x - side * 88, y + 22, 180, 104, -14 if side > 0 else 194)


def planters(scene: Scene) -> None:
    for x, wide, plant in ((360, 170, _shrub), (800, 215, _flowers), (1250, 170, _grasses)):
        shade(scene, x, wide + 20)
        plant(scene, x, FLOOR - 200)
        _planter(scene, x, wide)
    _watering_can(scene, 1050, FLOOR + 40)


def _planter(scene: Scene, x: float, wide: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    top = FLOOR - 210
    canvas.polygon(
        [
            (x - wide, top),
            (x + wide, top),
            (x + wide - 34, FLOOR + 10),
            (x - wide + 34, FLOOR + 10),
        ],
        palette.main,
    )
    canvas.rect(x - wide - 14, top - 14, x + wide + 14, top + 26, palette.ink)
    for row in (86, 152):
        inset = row * 0.16
        canvas.rect(
            x - wide + inset,
            top + row,
            x + wide - inset,
            top + row + 6,
            mixed(palette.main, palette.ink, 0.5),
        )


def _shrub(scene: Scene, x: float, y: float) -> None:
    green = scene.palette.second
    for i, angle in enumerate((200, 222, 246, 270, 294, 318, 340)):
        tone = green if i % 2 else mixed(green, scene.palette.ink, 0.3)
        length = 300 - abs(270 - angle) * 1.1
        scene.canvas.polygon(leaf(x, y + 10, length, 92, angle), tone)
        tip = leaf(x, y + 10, length * 0.86, 0, angle)[10]
        scene.canvas.line([(x, y), tip], 4, faded(scene.palette.light, 0.55))


def _flowers(scene: Scene, x: float, y: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    heads = ((-150, -190, 50), (-62, -300, 66), (42, -205, 46), (110, -330, 58), (176, -170, 44))
    for i, (dx, dy, r) in enumerate(heads):
        canvas.line(
            [(x + dx * 0.4, y), (x + dx * 0.8, y + dy / 2), (x + dx, y + dy)], 9, palette.ink
        )
        canvas.polygon(
            leaf(x + dx * 0.7, y + dy * 0.42, 92, 42, 215 if i % 2 else 325), palette.second
        )
        for petal in range(0, 360, 60):
            canvas.polygon(
                leaf(x + dx, y + dy, r * 1.35, r * 0.95, petal + i * 20),
                palette.accent if i % 2 == 0 else palette.light,
            )
        canvas.disc(x + dx, y + dy, r * 0.36, palette.ink)


def _grasses(scene: Scene, x: float, y: float) -> None:
    palette = scene.palette
    for i, (lean, high) in enumerate(
        ((-150, 210), (-95, 310), (-36, 390), (24, 330), (84, 400), (142, 250))
    ):
        blade = [
            (x + lean * 0.35 - 15, y + 10),
            (x + lean * 0.35 + 15, y + 10),
            (x + lean, y - high),
        ]
        scene.canvas.polygon(blade, mixed(palette.second, palette.ink, 0.15 * (i % 3)))
        scene.canvas.ellipse(x + lean, y - high, 13, 46, palette.accent if i % 2 else palette.soft)


def _watering_can(scene: Scene, x: float, y: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.arc(x + 16, y - 120, 66, 66, 180, 400, 13, palette.ink)
    canvas.polygon([(x - 72, y - 112), (x + 72, y - 112), (x + 86, y), (x - 86, y)], palette.accent)
    canvas.line([(x - 70, y - 34), (x - 150, y - 140)], 20, palette.accent)
    canvas.polygon(
        [(x - 178, y - 128), (x - 130, y - 168), (x - 124, y - 140), (x - 152, y - 116)],
        palette.ink,
    )


def notice_board(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 800, 480)
    for x in (440, 1132):
        canvas.rect(x, 240, x + 28, FLOOR + 12, palette.ink)
    canvas.rect(380, 250, 1220, 660, palette.ink, radius=14)
    canvas.rect(402, 272, 1198, 638, palette.main)
    canvas.polygon([(350, 250), (1250, 250), (1190, 176), (410, 176)], palette.accent)
    _sheet(scene, (440, 306, 640, 606), 6)
    _sheet(scene, (980, 306, 1160, 466), 3)
    _sheet(scene, (980, 486, 1160, 606), 2)
    canvas.rect(676, 306, 944, 606, palette.light)
    emblem(scene, (704, 330, 916, 520), palette.accent)
    for y in (548, 576):
        canvas.rect(710, y, 910, y + 10, palette.soft)
    pigeon(scene, 1080, 178, 1.0)


def _sheet(scene: Scene, box: tuple[float, float, float, float], lines: int) -> None:
    left, top, right, bottom = box
    scene.canvas.rect(left, top, right, bottom, scene.palette.light)
    scene.canvas.rect(left + 22, top + 26, right - 60, top + 44, scene.palette.main)
    gap = (bottom - top - 80) / max(lines, 1)
    for i in range(lines):
        y = top + 70 + i * gap
        scene.canvas.rect(left + 22, y, right - 22 - (i % 3) * 26, y + 9, scene.palette.soft)
    scene.canvas.disc((left + right) / 2, top + 8, 9, scene.palette.accent)


def bicycles(scene: Scene) -> None:
    for x in (300, 640, 980, 1320):
        shade(scene, x, 130)
        _hoop(scene, x)
    _bicycle(scene, 800, FLOOR - 6, 1.25)


def _hoop(scene: Scene, x: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.arc(x, FLOOR - 250, 100, 100, 180, 360, 30, palette.main)
    for dx in (-100, 100):
        canvas.rect(x + dx - 15, FLOOR - 252, x + dx + 15, FLOOR + 10, palette.main)
    canvas.rect(x - 100, FLOOR - 130, x + 100, FLOOR - 110, palette.main)


def _bicycle(scene: Scene, x: float, y: float, size: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    back, front, pedal = (
        (x - 210 * size, y - 130 * size),
        (x + 220 * size, y - 130 * size),
        (x - 30 * size, y - 130 * size),
    )
    saddle, head = (x - 90 * size, y - 330 * size), (x + 150 * size, y - 330 * size)
    for wheel in (back, front):
        canvas.ring(*wheel, 128 * size, 15 * size, palette.ink)
        for angle in range(0, 180, 30):
            spoke = leaf(*wheel, 126 * size, 0, angle), leaf(*wheel, 126 * size, 0, angle + 180)
            canvas.line((spoke[0][10], spoke[1][10]), 3, faded(palette.ink, 0.5), cap=False)
    for path in ([back, pedal, saddle, back], [saddle, head, pedal], [head, front]):
        canvas.line(path, 20 * size, palette.accent)
    canvas.line([saddle, (saddle[0] - 12 * size, saddle[1] - 50 * size)], 16 * size, palette.ink)
    canvas.ellipse(saddle[0] - 22 * size, saddle[1] - 58 * size, 66 * size, 17 * size, palette.ink)
    bars = [
        head,
        (head[0] - 16 * size, head[1] - 60 * size),
        (head[0] + 60 * size, head[1] - 76 * size),
    ]
    canvas.line(bars, 16 * size, palette.ink)
    canvas.disc(*pedal, 36 * size, palette.ink)


def lamps(scene: Scene) -> None:
    for x, size in ((1330, 0.55), (1040, 0.74), (480, 0.98)):
        _lamp(scene, x, size)
    _bench(scene, 960, FLOOR + 46, 0.8)


def _lamp(scene: Scene, x: float, size: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    foot, head = FLOOR + 70 * size - 40, FLOOR + 30 - 590 * size
    for radius, opacity in ((260, 0.10), (190, 0.13), (125, 0.22)):
        canvas.disc(x, head, radius * size, faded(palette.accent, opacity))
    canvas.rect(x - 9 * size, head + 60 * size, x + 9 * size, foot, palette.ink)
    canvas.polygon(
        [
            (x - 34 * size, foot),
            (x + 34 * size, foot),
            (x + 15 * size, foot - 120 * size),
            (x - 15 * size, foot - 120 * size),
        ],
        palette.ink,
    )
    canvas.polygon(
        [
            (x - 58 * size, head - 66 * size),
            (x + 58 * size, head - 66 * size),
            (x + 36 * size, head + 66 * size),
            (x - 36 * size, head + 66 * size),
        ],
        palette.light,
    )
    canvas.polygon(
        [
            (x - 76 * size, head - 62 * size),
            (x + 76 * size, head - 62 * size),
            (x, head - 130 * size),
        ],
        palette.ink,
    )
    canvas.rect(x - 44 * size, head + 62 * size, x + 44 * size, head + 78 * size, palette.ink)
    canvas.line([(x, head - 66 * size), (x, head + 66 * size)], 6 * size, palette.ink)
    canvas.disc(x, head - 134 * size, 13 * size, palette.ink)


def _bench(scene: Scene, x: float, y: float, size: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    for side in (-230, 210):
        canvas.rect(x + side * size, y - 110 * size, x + (side + 22) * size, y, palette.ink)
        canvas.line(
            [(x + (side + 11) * size, y - 110 * size), (x + (side - 6) * size, y - 260 * size)],
            18 * size,
            palette.ink,
        )
    for dy, high in ((-276, 42), (-216, 42), (-134, 34)):
        canvas.rect(
            x - 290 * size,
            y + dy * size,
            x + 290 * size,
            y + (dy + high) * size,
            palette.main,
            radius=8 * size,
        )


def bench(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    tree = 1130 + scene.chance.choice((0, 40, 80))
    shade(scene, tree, 120)
    canvas.polygon(
        [(tree - 34, FLOOR + 12), (tree + 34, FLOOR + 12), (tree + 18, 420), (tree - 18, 420)],
        palette.ink,
    )
    for dx, dy, r, deep in ((-150, 400, 170, 0.25), (140, 380, 190, 0.25), (-20, 240, 240, 0.0)):
        canvas.disc(tree + dx, dy, r, mixed(palette.second, palette.ink, deep))
    canvas.line([(tree, 470), (tree - 90, 340)], 16, palette.ink)
    canvas.line([(tree, 410), (tree + 80, 290)], 14, palette.ink)
    shade(scene, 600, 380)
    _bench(scene, 600, FLOOR + 14, 1.25)
    tone = palette.second if palette.accent == palette.floor else palette.accent
    for _ in range(9):
        x, y = scene.chance.randrange(760, 1500), scene.chance.randrange(850, 960)
        canvas.polygon(leaf(x, y, 46, 22, scene.chance.randrange(360)), tone)
    pigeon(scene, 160, FLOOR + 80, 1.1)


def book_box(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 800, 150)
    canvas.rect(774, 640, 826, FLOOR + 12, palette.ink)
    canvas.polygon([(640, 700), (960, 700), (910, 660), (690, 660)], palette.ink)
    canvas.rect(520, 270, 1080, 670, palette.main)
    canvas.polygon([(450, 280), (1150, 280), (800, 90)], palette.accent)
    canvas.disc(800, 208, 34, palette.light)
    canvas.rect(556, 306, 1044, 634, palette.light)
    for shelf in (460, 620):
        _books(scene, 572, shelf, 1030)
        canvas.rect(556, shelf, 1044, shelf + 14, palette.ink)
    canvas.rect(792, 306, 808, 634, palette.main)
    for x in (340, 1270):
        _tuft(scene, x, FLOOR + 10)


def _books(scene: Scene, left: float, shelf: float, right: float) -> None:
    palette = scene.palette
    colours = (palette.main, palette.accent, palette.second, palette.ink, palette.soft)
    last, x = "", left
    while x < right - 40:
        colour = scene.chance.choice([c for c in colours if c != last])
        wide, high = scene.chance.choice((26, 34, 42)), scene.chance.randrange(92, 132)
        scene.canvas.rect(x, shelf - high, x + wide, shelf, colour)
        scene.canvas.rect(x + 6, shelf - high + 18, x + wide - 6, shelf - high + 26, palette.light)
        last, x = colour, x + wide + 4


def _tuft(scene: Scene, x: float, y: float) -> None:
    for i, angle in enumerate((212, 240, 270, 298, 328)):
        tone = mixed(scene.palette.second, scene.palette.ink, 0.12 * (i % 3))
        scene.canvas.polygon(leaf(x, y, 210 - abs(270 - angle), 62, angle), tone)


def terrace(scene: Scene) -> None:
    for x, first in ((400, 0), (1200, 1)):
        shade(scene, x, 250)
        _parasol(scene, x, first)
    for x in (400, 1200):
        for side in (-1, 1):
            _chair(scene, x + side * 190, FLOOR + 20, side)
        _bistro_table(scene, x, FLOOR + 20)


def _parasol(scene: Scene, x: float, first: int) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(x - 9, 190, x + 9, FLOOR + 20, palette.ink)
    edges = [x - 350 + i * 140 for i in range(6)]
    for i, (a, b) in enumerate(pairwise(edges)):
        colour = palette.main if (i + first) % 2 else palette.light
        colour = palette.accent if first and colour == palette.main else colour
        canvas.polygon(
            [(x, 130), (a, 330), *reversed(curve((a + b) / 2, 330, 70, 34, 0, 180)), (b, 330)],
            colour,
        )
    canvas.disc(x, 126, 14, palette.ink)


def _bistro_table(scene: Scene, x: float, y: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(x - 10, y - 200, x + 10, y, palette.ink)
    canvas.rect(x - 80, y - 12, x + 80, y, palette.ink, radius=6)
    canvas.rect(x - 130, y - 216, x + 130, y - 190, palette.light, radius=10)
    for dx in (-52, 52):
        canvas.polygon(
            [
                (x + dx - 26, y - 260),
                (x + dx + 26, y - 260),
                (x + dx + 16, y - 216),
                (x + dx - 16, y - 216),
            ],
            palette.accent if dx < 0 else palette.second,
        )


def _chair(scene: Scene, x: float, y: float, side: int) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.line([(x - side * 52, y - 130), (x - side * 66, y)], 11, palette.ink)
    canvas.line([(x + side * 46, y - 130), (x + side * 66, y)], 11, palette.ink)
    canvas.line([(x + side * 46, y - 130), (x + side * 70, y - 300)], 13, palette.ink)
    canvas.line([(x + side * 62, y - 246), (x + side * 70, y - 300)], 34, palette.second)
    canvas.rect(x - 66, y - 146, x + 62, y - 122, palette.second, radius=10)
