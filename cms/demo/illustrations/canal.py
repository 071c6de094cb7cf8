"""Motifs of water and greenery: the canal, its lock, its bridge, its boats; a garden."""

from .canvas import HEIGHT, WIDTH, Point, curve, faded, garland, leaf, mixed
from .grounds import Scene
from .street import emblem, pigeon


def lock(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    _trees(scene, ((140, 250, 150), (330, 300, 110), (1290, 290, 120), (1480, 240, 160)), 520)
    stone = mixed(palette.light, palette.soft, 0.55)
    canvas.rect(0, 500, WIDTH, HEIGHT, stone)
    for row, y in enumerate(range(580, 1000, 80)):
        canvas.rect(0, y, WIDTH, y + 4, palette.soft)
        for x in range(60 + row % 2 * 100, WIDTH, 200):
            canvas.rect(x, y, x + 4, y + 80, palette.soft)
    canvas.rect(370, 500, 1230, HEIGHT, palette.ink)
    for side in (-1, 1):
        _gate(scene, side)
    water = palette.water
    canvas.rect(370, 850, 1230, HEIGHT, water)
    for x, y in ((420, 884), (700, 914), (900, 880), (1040, 950), (520, 962)):
        canvas.rect(x, y, x + 130, y + 8, palette.light, radius=4)
    canvas.rect(0, 478, 370, 506, palette.ink)
    canvas.rect(1230, 478, WIDTH, 506, palette.ink)


def _gate(scene: Scene, side: int) -> None:
    canvas, palette = scene.canvas, scene.palette
    outer, inner = 800 + side * 415, 800 + side * 7
    canvas.polygon([(outer, 430), (inner, 492), (inner, 880), (outer, 880)], palette.main)
    for i in range(1, 5):
        y = 470 + i * 84
        canvas.line(
            [(outer, y), (inner, y + 16)], 20, mixed(palette.main, palette.ink, 0.45), cap=False
        )
    canvas.line([(outer, 872), (inner, 540)], 20, palette.second, cap=False)
    canvas.line([(800 + side * 700, 372), (800 + side * 20, 474)], 40, palette.light)
    canvas.line([(800 + side * 700, 372), (800 + side * 640, 381)], 40, palette.accent)
    for x in (130, 270, 400):
        canvas.rect(800 + side * x - 6, 340, 800 + side * x + 6, 470, palette.ink)
    canvas.line([(800 + side * 20, 345), (800 + side * 410, 330)], 12, palette.ink)


def _trees(scene: Scene, places: tuple[tuple[float, float, float], ...], foot: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    for i, (x, y, radius) in enumerate(places):
        tone = palette.second if i % 2 else mixed(palette.second, palette.ink, 0.22)
        canvas.disc(x, y, radius, tone)
        canvas.rect(x - 9, y, x + 9, foot, palette.ink)
        canvas.line([(x, y + radius * 0.6), (x + radius * 0.4, y + radius * 0.1)], 10, palette.ink)


def footbridge(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    _trees(scene, ((90, 330, 170), (300, 420, 110), (1330, 400, 130), (1530, 300, 190)), 700)
    canvas.rect(0, 690, WIDTH, HEIGHT, mixed(palette.light, palette.soft, 0.5))
    canvas.polygon([(300, 690), (1300, 690), (1680, HEIGHT), (-80, HEIGHT)], palette.water)
    canvas.arc(800, 700, 480, 190, 8, 172, 40, faded(palette.ink, 0.22))
    for x, y, wide in (
        (470, 760, 120),
        (980, 800, 180),
        (300, 880, 210),
        (820, 930, 260),
        (1180, 900, 120),
    ):
        canvas.rect(x, y, x + wide, y + 8, palette.light, radius=4)
    for dy, width in ((0, 46), (-140, 14)):
        canvas.arc(800, 690 + dy, 620, 360, 180, 360, width, palette.main)
    for px, py in (leaf(0, 0, 1, 0, angle)[10] for angle in range(184, 360, 8)):
        post = [(800 + px * 620, 690 + py * 360), (800 + px * 620, 550 + py * 360)]
        canvas.line(post, 9, palette.main)
    for x in (170, 1394):
        canvas.rect(x, 520, x + 36, 700, palette.ink)
    pigeon(scene, 800, 182, 0.9)


def garden(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    deep = mixed(palette.second, palette.ink, 0.3)
    for x, foot, high, wide, tone in (
        (250, 770, 430, 170, deep),
        (1390, 780, 520, 190, palette.second),
        (560, 760, 300, 130, palette.second),
        (1100, 765, 340, 120, deep),
    ):
        canvas.rect(x - 14, foot - high * 0.5, x + 14, foot + 30, palette.ink)
        canvas.ellipse(x, foot - high * 0.85, wide, high * 0.62, tone)
        canvas.rect(x - 9, foot - high * 0.85, x + 9, foot, palette.ink)
        canvas.line([(x, foot - high * 0.5), (x + wide * 0.4, foot - high * 0.8)], 9, palette.ink)
    lawn = mixed(palette.second, palette.light, 0.15)
    canvas.polygon(
        [*curve(800, 1010, 1300, 270, 180, 360), (WIDTH + 400, HEIGHT), (-400, HEIGHT)], lawn
    )
    path = [
        *garland((830, 742), (520, 1010), -40),
        *reversed(garland((870, 742), (1080, 1010), -70)),
    ]
    canvas.polygon(path, mixed(palette.light, palette.sky, 0.3))
    for _ in range(22):
        x, y = scene.chance.randrange(30, 1570), scene.chance.randrange(850, 980)
        if abs(x - 820) > 320:
            canvas.disc(
                x, y, 11, scene.chance.choice((palette.accent, palette.light, palette.main))
            )
    _gate_posts(scene)


def _gate_posts(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    for x in (700, 1000):
        canvas.rect(x - 18, 540, x + 18, 770, palette.main)
        canvas.disc(x, 526, 28, palette.accent)
    canvas.arc(850, 560, 150, 150, 180, 360, 16, palette.main)
    canvas.disc(850, 410, 24, palette.accent)


def _canal(scene: Scene, quay: float) -> None:
    """Trees, the far quay with its stones, and water down to the foot of the sheet."""
    canvas, palette = scene.canvas, scene.palette
    trees = ((110, quay - 230, 150), (420, quay - 190, 105), (1180, quay - 210, 120))
    _trees(scene, (*trees, (1480, quay - 260, 170)), quay)
    canvas.rect(0, quay, WIDTH, quay + 90, mixed(palette.light, palette.soft, 0.5))
    canvas.rect(0, quay, WIDTH, quay + 16, palette.ink)
    for x in range(90, WIDTH, 230):
        canvas.rect(x, quay + 16, x + 5, quay + 90, palette.soft)
    canvas.rect(0, quay + 90, WIDTH, HEIGHT, palette.water)
    canvas.rect(0, quay + 90, WIDTH, quay + 116, faded(palette.ink, 0.2))


def _ripples(scene: Scene, top: int, count: int) -> None:
    for i in range(count):
        y = top + (HEIGHT - top - 30) * (i + 0.5) / count
        x, wide = scene.chance.randrange(20, 1400), scene.chance.randrange(90, 240)
        scene.canvas.rect(x, y, x + wide, y + 8, scene.palette.light, radius=4)


def canoes(scene: Scene) -> None:
    _canal(scene, 440)
    _ripples(scene, 580, 8)
    palette = scene.palette
    _canoe(scene, 500, 690, 0.78, palette.second)
    _canoe(scene, 960, 890, 1.15, palette.accent)


def _canoe(scene: Scene, x: float, y: float, size: float, colour: str) -> None:
    """Seen from the side, with a paddle and a net that stick out; the waterline at ``y``."""
    canvas, palette = scene.canvas, scene.palette

    def at(*points: Point) -> list[Point]:
        return [(x + px * size, y + py * size) for px, py in points]

    canvas.line(at((-150, 0), (-40, -190)), 14 * size, palette.ink)
    canvas.polygon(leaf(*at((-48, -176))[0], 130 * size, 58 * size, 300), palette.light)
    canvas.line(at((140, 0), (270, -190)), 12 * size, palette.ink)
    canvas.disc(*at((296, -226))[0], 46 * size, faded(palette.light, 0.6))
    canvas.ring(*at((296, -226))[0], 46 * size, 11 * size, palette.ink)
    side = [(-400, -120), *garland((-380, -104), (380, -104), 46, 12), (400, -120)]
    canvas.polygon(at(*side, *curve(0, -64, 372, 84, 10, 170)), colour)
    rim = garland((-392, -112), (392, -112), 48, 16)
    canvas.line(at(*rim), 15 * size, mixed(colour, palette.ink, 0.45))
    canvas.polygon(at((-330, 0), (330, 0), (250, 40), (-250, 40)), palette.water)
    canvas.rect(*at((-300, 4))[0], *at((210, 12))[0], palette.light, radius=4 * size)
    canvas.rect(*at((-120, 30))[0], *at((330, 38))[0], palette.light, radius=4 * size)


def barge(scene: Scene) -> None:
    """A barge moored along the quay."""
    canvas, palette = scene.canvas, scene.palette
    _canal(scene, 420)
    canvas.rect(500, 420, 960, 620, palette.light, radius=14)
    canvas.rect(470, 400, 990, 436, palette.accent, radius=10)
    for x in (560, 660, 760, 860):
        canvas.disc(x + 20, 530, 36, palette.ink)
        canvas.disc(x + 20, 530, 25, palette.accent)
    canvas.rect(1010, 500, 1230, 620, palette.second)
    for x in (1050, 1120, 1190):
        canvas.polygon(
            leaf(x, 506, 120, 60, 270 + (x - 1120) * 0.3), mixed(palette.second, palette.ink, 0.25)
        )
    canvas.polygon([(150, 600), (1470, 600), (1400, 800), (260, 800)], palette.main)
    canvas.polygon([(150, 600), (1470, 600), (1460, 628), (166, 628)], palette.ink)
    canvas.polygon([(1388, 770), (1410, 770), (1400, 800), (260, 800), (243, 770)], palette.accent)
    emblem(scene, (300, 644, 440, 760), palette.light)
    _ripples(scene, 810, 6)
    pigeon(scene, 1300, 600, 0.9)
