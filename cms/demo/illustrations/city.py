"""Motifs of stone and iron: stations, roofs, markets, schools."""

from .canvas import HEIGHT, Point, curve, faded, leaf, mixed, rounded, turned
from .grounds import FLOOR, Scene
from .street import emblem, pigeon, shade


def station(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    for left in (150, 1210):
        _pavilion(scene, left)
    canvas.polygon(
        [(370, FLOOR), (370, 400), (800, 130), (1230, 400), (1230, FLOOR)], palette.light
    )
    canvas.polygon(
        [(340, 420), (340, 372), (800, 90), (1260, 372), (1260, 420), (800, 146)], palette.ink
    )
    canvas.polygon(curve(800, 560, 340, 340, 180, 360), palette.main)
    for radius in (225, 110):
        canvas.arc(800, 560, radius, radius, 180, 360, 12, palette.light)
    for angle in range(200, 360, 20):
        canvas.line([(800, 560), leaf(800, 560, 342, 0, angle)[10]], 10, palette.light, cap=False)
    canvas.rect(370, 560, 1230, 584, palette.ink)
    for x in (500, 700, 900, 1100):
        _door(scene, x, 62, 640, palette.main)
    canvas.disc(800, 560, 78, palette.ink)
    _clock_face(scene, 800, 560, 62)


def _pavilion(scene: Scene, left: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(left, 420, left + 240, FLOOR, palette.soft)
    canvas.polygon(
        [(left - 16, 424), (left + 26, 300), (left + 214, 300), (left + 256, 424)], palette.main
    )
    for x in (left + 70, left + 170):
        _door(scene, x, 34, 660, palette.ink)
        canvas.rect(x - 30, 470, x + 30, 560, palette.ink)


def _door(scene: Scene, x: float, wide: float, top: float, colour: str) -> None:
    arch = [*curve(x, top + wide, wide, wide, 180, 360), (x + wide, FLOOR), (x - wide, FLOOR)]
    scene.canvas.polygon(arch, colour)


def _clock_face(scene: Scene, x: float, y: float, radius: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.disc(x, y, radius, palette.light)
    for hour in range(12):
        inner, outer = (
            leaf(x, y, radius * 0.76, 0, hour * 30)[10],
            leaf(x, y, radius * 0.9, 0, hour * 30)[10],
        )
        canvas.line([inner, outer], radius * 0.07, palette.ink, cap=False)
    hand = scene.chance.choice((120, 210, 300))
    canvas.line([(x, y), leaf(x, y, radius * 0.46, 0, hand)[10]], radius * 0.12, palette.ink)
    canvas.line([(x, y), leaf(x, y, radius * 0.7, 0, 270)[10]], radius * 0.08, palette.ink)
    canvas.disc(x, y, radius * 0.1, palette.accent)


def clock(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 800, 150)
    canvas.rect(778, 520, 822, FLOOR + 12, palette.ink)
    canvas.polygon([(720, FLOOR + 12), (880, FLOOR + 12), (836, 690), (764, 690)], palette.ink)
    canvas.rect(700, 650, 900, 674, palette.accent, radius=12)
    canvas.disc(800, 400, 240, palette.ink)
    canvas.disc(800, 400, 216, palette.accent)
    _clock_face(scene, 800, 400, 196)
    pigeon(scene, 812, 164, 1.0)


def market(scene: Scene) -> None:
    palette = scene.palette
    for x, colour in ((300, palette.main), (800, palette.accent), (1300, palette.second)):
        shade(scene, x, 220)
        _stall(scene, x, colour)


def _stall(scene: Scene, x: float, colour: str) -> None:
    canvas, palette = scene.canvas, scene.palette
    for side in (-210, 196):
        canvas.rect(x + side, 330, x + side + 14, FLOOR + 10, palette.ink)
    for i in range(6):
        left = x - 240 + i * 80
        tone = palette.light if i % 2 else colour
        top = x - 190 + i * 63.4
        canvas.polygon([(top, 210), (top + 63.4, 210), (left + 80, 372), (left, 372)], tone)
        canvas.polygon(curve(left + 40, 372, 40, 36, 0, 180), tone)
    canvas.rect(x - 220, 640, x + 220, FLOOR + 10, mixed(palette.ink, colour, 0.25))
    for left in (x - 212, x - 68, x + 76):
        _crate(scene, left, 640)


def _crate(scene: Scene, left: float, bottom: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    fruit = scene.chance.choice((palette.accent, palette.second, palette.main))
    for row, count in ((0, 4), (1, 3)):
        for i in range(count):
            canvas.disc(left + 18 + row * 17 + i * 34, bottom - 66 - row * 28, 19, fruit)
    canvas.rect(left, bottom - 60, left + 138, bottom, palette.soft)
    canvas.rect(left, bottom - 34, left + 138, bottom - 28, palette.ink)


def roofs(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.disc(1130, 260, 150, palette.light if scene.style == "faubourg" else palette.accent)
    _roof(scene, -80, 560, 430, mixed(palette.soft, palette.sky, 0.2), 3)
    _roof(scene, 1010, 760, 380, mixed(palette.soft, palette.sky, 0.2), 4)
    _roof(scene, 330, 700, 500, palette.second, 4)
    _roof(scene, -160, 640, 640, palette.main, 3)
    _roof(scene, 900, 860, 690, mixed(palette.main, palette.ink, 0.45), 4)
    pigeon(scene, 560, 500, 0.9)


def _roof(scene: Scene, left: float, wide: float, top: float, colour: str, dormers: int) -> None:
    canvas, palette = scene.canvas, scene.palette
    right = left + wide
    _chimneys(scene, left + wide * 0.16, top, colour)
    _chimneys(scene, left + wide * 0.7, top, colour)
    canvas.polygon(
        [
            (left, HEIGHT),
            (left, top + 210),
            (left + 60, top),
            (right - 60, top),
            (right, top + 210),
            (right, HEIGHT),
        ],
        colour,
    )
    seam = mixed(colour, palette.light, 0.28)
    canvas.rect(left + 50, top, right - 50, top + 12, seam)
    canvas.rect(left, top + 206, right, top + 220, seam)
    for i in range(dormers):
        x = left + wide * (i + 0.75) / (dormers + 0.5)
        canvas.polygon(
            [*curve(x, top + 92, 40, 40, 180, 360), (x + 40, top + 190), (x - 40, top + 190)], seam
        )
        lit = scene.chance.random() < 0.3
        canvas.rect(x - 24, top + 84, x + 24, top + 182, palette.accent if lit else palette.ink)
        canvas.rect(
            x - 24,
            top + 290,
            x + 24,
            top + 400,
            palette.light if lit else mixed(colour, palette.ink, 0.5),
        )


def _chimneys(scene: Scene, x: float, top: float, colour: str) -> None:
    scene.canvas.rect(x, top - 90, x + 110, top + 60, mixed(colour, scene.palette.ink, 0.25))
    for i in range(4):
        scene.canvas.rect(
            x + 8 + i * 25, top - 126, x + 26 + i * 25, top - 88, scene.palette.accent
        )


def plate(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(316, 236, 1316, 796, faded(palette.ink, 0.22), radius=22)
    canvas.rect(296, 212, 1304, 772, palette.second, radius=22)
    canvas.rect(318, 234, 1282, 750, palette.light, radius=12)
    canvas.rect(330, 246, 1270, 738, palette.main, radius=8)
    emblem(scene, (560, 300, 1040, 690), palette.light)
    for x in (380, 1220):
        for y in (296, 688):
            canvas.disc(x, y, 17, palette.light)
            canvas.line([(x - 8, y - 8), (x + 8, y + 8)], 5, palette.ink)


def gateway(scene: Scene) -> None:
    """A triumphal arch of the boulevards."""
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 800, 430)
    canvas.rect(420, 240, 1180, FLOOR + 10, palette.light)
    canvas.rect(384, 196, 1216, 250, palette.main)
    canvas.rect(440, 130, 1160, 196, palette.light)
    canvas.rect(420, 112, 1180, 136, palette.main)
    canvas.polygon(
        [*curve(800, 520, 150, 150, 180, 360), (950, FLOOR + 10), (650, FLOOR + 10)], palette.main
    )
    canvas.polygon(
        [*curve(830, 540, 120, 130, 180, 360), (950, FLOOR + 10), (710, FLOOR + 10)], palette.ink
    )
    canvas.arc(800, 520, 172, 172, 180, 360, 14, palette.soft)
    for x in (530, 1070):
        canvas.polygon([(x - 66, 740), (x + 66, 740), (x, 290)], palette.soft)
        canvas.disc(x, 282, 20, palette.accent)
        canvas.rect(x - 34, 680, x + 34, FLOOR + 10, palette.main)
        canvas.rect(x - 78, 736, x + 78, 752, palette.main)
    canvas.rect(560, 280, 1040, 330, palette.soft)
    for x in range(590, 1030, 74):
        canvas.disc(x, 305, 15, palette.accent)


def column(scene: Scene) -> None:
    """A poster column, with blank posters."""
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 800, 260)
    canvas.rect(590, 300, 1010, FLOOR + 12, palette.main)
    canvas.rect(566, 730, 1034, FLOOR + 12, palette.ink)
    canvas.rect(620, 330, 800, 590, palette.accent)
    canvas.disc(710, 430, 66, palette.light)
    canvas.rect(650, 530, 770, 546, palette.light)
    canvas.rect(816, 390, 986, 700, palette.light)
    emblem(scene, (836, 410, 966, 590), palette.main)
    canvas.rect(850, 630, 950, 644, palette.accent)
    canvas.rect(620, 606, 800, 706, palette.second)
    canvas.rect(550, 264, 1050, 306, palette.ink, radius=10)
    canvas.polygon([*curve(800, 266, 220, 150, 180, 360)], palette.second)
    for x in (-140, -50, 50, 140):
        canvas.arc(
            800, 266, abs(x), 150, 180 if x < 0 else 270, 270 if x < 0 else 360, 6, palette.ink
        )
    canvas.rect(788, 70, 812, 124, palette.ink)
    canvas.disc(800, 62, 22, palette.accent)


def _curtain(scene: Scene, side: int) -> None:
    palette = scene.palette
    for i in range(5):
        far, near = 800 + side * (650 - i * 74), 800 + side * (650 - (i + 1) * 74)
        tone = palette.main if i % 2 else mixed(palette.main, palette.ink, 0.3)
        low = 800 + side * (650 - i * 40), 800 + side * (650 - (i + 1) * 40)
        scene.canvas.polygon(
            [
                (far, 90),
                (near, 90),
                (low[1], 560),
                (low[1] + side * 20, 800),
                (low[0] + side * 8, 800),
                (low[0], 560),
            ],
            tone,
        )
    scene.canvas.line([(800 + side * 650, 570), (800 + side * 446, 556)], 26, palette.accent)


def mural(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    colours = (palette.main, palette.accent, palette.second, palette.light, palette.ink)
    canvas.rect(190, 110, 1310, FLOOR + 10, mixed(palette.light, palette.soft, 0.25))
    for row in range(4):
        for column in range(6 - (row < 2) - (row < 1)):
            _tile(scene, 230 + column * 160, 150 + row * 160, colours)
    _ladder(scene)
    for x, colour in ((330, palette.accent), (460, palette.main), (590, palette.second)):
        canvas.rect(x - 48, FLOOR - 30, x + 48, FLOOR + 66, palette.soft)
        canvas.rect(x - 48, FLOOR - 30, x + 48, FLOOR + 4, colour)
        canvas.arc(x, FLOOR - 28, 48, 54, 180, 360, 6, palette.ink)


def _tile(scene: Scene, x: float, y: float, colours: tuple[str, ...]) -> None:
    canvas = scene.canvas
    back, front = scene.chance.sample(colours, 2)
    canvas.rect(x, y, x + 160, y + 160, back)
    shapes: tuple[list[Point], ...] = (
        [(x, y + 160), *curve(x, y + 160, 160, 160, 270, 360)],
        [(x + 160, y), *curve(x + 160, y, 160, 160, 90, 180)],
        [(x, y), (x + 160, y), (x, y + 160)],
        curve(x + 80, y + 80, 58, 58, 0, 360),
        curve(x + 80, y + 160, 80, 80, 180, 360),
    )
    canvas.polygon(scene.chance.choice(shapes), front)


def _ladder(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    for dx in (0, 110):
        canvas.line([(1240 + dx, FLOOR + 40), (1120 + dx, 180)], 18, palette.ink)
    for i in range(9):
        x, y = 1234 - i * 13.4, FLOOR - 30 - i * 68
        canvas.line([(x, y), (x + 110, y)], 14, palette.ink)


def theatre(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(150, 90, 1450, 830, mixed(palette.ink, palette.main, 0.2))
    for side in (-1, 1):
        top, foot = 800 + side * 240, 800 - side * 20
        beam = [(top - 20, 90), (top + 20, 90), (foot + 210, 780), (foot - 210, 780)]
        canvas.polygon(beam, faded(palette.light, 0.14))
    canvas.ellipse(800, 780, 250, 26, faded(palette.light, 0.8))
    for side in (-1, 1):
        _curtain(scene, side)
    for i in range(10):
        tone = palette.main if i % 2 else mixed(palette.main, palette.ink, 0.25)
        canvas.polygon(curve(215 + i * 130, 90, 65, 96, 0, 180), tone)
    canvas.rect(110, 50, 1490, 96, palette.accent)
    canvas.rect(110, 800, 1490, 880, palette.soft)
    for x in range(190, 1450, 122):
        canvas.polygon(curve(x, 804, 40, 44, 180, 360), palette.light)


def school(scene: Scene) -> None:
    """A school with its flag, and the crossing in front of it."""
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(230, 330, 1370, FLOOR, palette.light)
    canvas.polygon([(200, 336), (260, 220), (1340, 220), (1400, 336)], palette.main)
    canvas.polygon([(610, FLOOR), (610, 250), (800, 110), (990, 250), (990, FLOOR)], palette.soft)
    canvas.polygon(
        [(580, 272), (580, 232), (800, 70), (1020, 232), (1020, 272), (800, 116)], palette.ink
    )
    for x in (310, 450, 1060, 1200):
        _school_window(scene, x, 400)
        _school_window(scene, x, 590)
    canvas.disc(800, 330, 88, palette.ink)
    _clock_face(scene, 800, 330, 74)
    _door(scene, 800, 96, 500, palette.accent)
    canvas.rect(796, 500, 804, FLOOR, palette.ink)
    canvas.rect(0, FLOOR, 1600, HEIGHT, palette.soft)
    canvas.rect(0, 822, 1600, HEIGHT, mixed(palette.ink, palette.main, 0.2))
    for i in range(6):
        near, far = 330 + i * 170, 490 + i * 112
        canvas.polygon(
            [(far, 836), (far + 62, 836), (near + 96, 1000), (near, 1000)], palette.light
        )


def _school_window(scene: Scene, x: float, y: float) -> None:
    scene.canvas.rect(x, y, x + 90, y + 130, scene.palette.second)
    scene.canvas.rect(x + 41, y, x + 49, y + 130, scene.palette.light)
    scene.canvas.rect(x, y + 50, x + 90, y + 58, scene.palette.light)


def bins(scene: Scene) -> None:
    """Four sorting bins in a row."""
    palette = scene.palette
    tones = (palette.second, palette.accent, palette.main, palette.light)
    for i, tone in enumerate(tones):
        _bin(scene, 330 + i * 314, tone, i)


def _bin(scene: Scene, x: float, tone: str, sign: int) -> None:
    canvas, palette = scene.canvas, scene.palette
    shade(scene, x, 150)
    canvas.polygon(
        [(x - 126, 400), (x + 126, 400), (x + 100, FLOOR - 6), (x - 100, FLOOR - 6)], tone
    )
    lid = 40 if sign == 1 else 0
    canvas.polygon(
        [(x - 150, 404), (x - 126, 344), (x + 110, 344 - lid), (x + 150, 404 - lid * 2)],
        palette.ink,
    )
    for dx in (-82, 82):
        canvas.disc(x + dx, FLOOR - 4, 28, palette.ink)
    sheet = palette.ink if tone == palette.light else palette.light
    shapes: tuple[list[Point], ...] = (
        leaf(x - 60, 620, 130, 84, -40),
        rounded(x - 34, 520, x + 34, 660, 18),
        turned(rounded(x - 56, 530, x + 56, 650, 4), x, 590, 10),
        curve(x, 590, 60, 60, 0, 360),
    )
    canvas.polygon(shapes[sign], sheet)
