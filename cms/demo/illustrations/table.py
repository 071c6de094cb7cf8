"""Motifs seen from above or as things on a table: meetings, papers, tools, games."""

from .canvas import Point, curve, faded, hatching, leaf, mixed, rounded, turned
from .grounds import FLOOR, Scene
from .outlines import arrondissement, fitted, placed_in
from .street import emblem, shade


def circle(scene: Scene) -> None:
    """Chairs in a circle, seen from above."""
    canvas, palette = scene.canvas, scene.palette
    canvas.disc(800, 500, 250, mixed(palette.light, palette.sky, 0.25))
    emblem(scene, (660, 370, 940, 630), palette.main)
    taken = scene.chance.sample(range(14), 4)
    for i in range(14):
        colour = palette.accent if i in taken else palette.main
        colour = palette.second if i in taken[:2] else colour
        _seat(scene, 360 / 14 * i + 6, colour)


def _seat(scene: Scene, degrees: float, colour: str) -> None:
    canvas, palette = scene.canvas, scene.palette
    back = turned(rounded(1186, 444, 1222, 556, 16), 800, 500, degrees)
    shadow = [
        (x + 8, y + 12) for x, y in turned(rounded(1090, 446, 1216, 554, 22), 800, 500, degrees)
    ]
    canvas.polygon(shadow, faded(palette.ink, 0.2))
    canvas.polygon(turned(rounded(1086, 446, 1200, 554, 24), 800, 500, degrees), colour)
    canvas.polygon(back, palette.ink)


def bubbles(scene: Scene) -> None:
    """Speech bubbles that overlap."""
    palette = scene.palette
    _bubble(scene, (180, 150, 880, 560), palette.main, 300)
    _bubble(scene, (720, 380, 1420, 780), palette.accent, 1260)
    _bubble(scene, (1010, 120, 1400, 330), palette.light, 1310)
    for i, wide in enumerate((480, 560, 380)):
        scene.canvas.rect(270, 250 + i * 84, 270 + wide, 276 + i * 84, palette.light, radius=13)
    for i in range(3):
        scene.canvas.disc(940 + i * 130, 580, 40, palette.light)
    emblem(scene, (1110, 146, 1300, 304), palette.main)


def _bubble(scene: Scene, box: tuple[float, float, float, float], colour: str, tail: float) -> None:
    left, top, right, bottom = box
    ink = faded(scene.palette.ink, 0.18)
    for shift, fill in ((16, ink), (0, colour)):
        scene.canvas.rect(left + shift, top + shift, right + shift, bottom + shift, fill, radius=80)
    scene.canvas.polygon(
        [(tail - 50, bottom - 20), (tail + 70, bottom - 20), (tail - 30, bottom + 110)], colour
    )


def plan(scene: Scene) -> None:
    """A map: the councils as pieces, one of them lifted."""
    canvas, palette = scene.canvas, scene.palette
    flipped, canvas.mirrored = canvas.mirrored, False
    codes = list(arrondissement())
    pieces = dict(
        zip(codes, placed_in(list(arrondissement().values()), (270, 110, 1330, 890)), strict=True)
    )
    colours = (
        palette.main,
        palette.second,
        palette.soft,
        palette.light,
        palette.accent,
        palette.ink,
    )
    for code, colour in zip(codes, colours, strict=True):
        _piece(scene, pieces[code], palette.soft if scene.council_code else colour)
    if scene.council_code in pieces:
        shape = pieces[scene.council_code]
        canvas.polygon([(x + 14, y + 20) for x, y in shape], faded(palette.ink, 0.3))
        _piece(scene, shape, palette.main)
        _pin(scene, sum(x for x, _y in shape) / len(shape), sum(y for _x, y in shape) / len(shape))
    canvas.mirrored = flipped


def _piece(scene: Scene, shape: list[Point], colour: str) -> None:
    scene.canvas.polygon(shape, colour)
    scene.canvas.line([*shape, shape[0]], 9, scene.palette.sky)


def _pin(scene: Scene, x: float, y: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.polygon([*curve(x, y - 110, 62, 62, 150, 390), (x, y)], palette.accent)
    canvas.disc(x, y - 110, 26, palette.light)


def outline(scene: Scene) -> None:
    """The council's outline alone, as large as it goes, with its streets."""
    canvas, palette = scene.canvas, scene.palette
    flipped, canvas.mirrored = canvas.mirrored, False
    codes = arrondissement()
    if scene.council_code in codes:
        shapes = [fitted(scene.council_code, (200, 110, 1400, 890))]
    else:
        shapes = placed_in(list(codes.values()), (200, 110, 1400, 890))
    tones = (palette.main, palette.second, palette.accent, palette.ink, palette.soft, palette.light)
    for shape, tone in zip(shapes, tones, strict=False):
        canvas.polygon([(x + 16, y + 20) for x, y in shape], faded(palette.ink, 0.2))
        canvas.polygon(shape, tone)
        if len(shapes) == 1:
            _streets(scene, shape)
        canvas.line([*shape, shape[0]], 14, palette.sky)
    canvas.mirrored = flipped


def _streets(scene: Scene, shape: list[Point]) -> None:
    palette, slope = scene.palette, scene.chance.choice((-28, -16, 24, 62))
    for turn, gap, width in ((0, 74, 5), (82, 112, 5), (38, 300, 16)):
        for a, b in hatching(shape, slope + turn, gap):
            scene.canvas.line((a, b), width, mixed(palette.main, palette.light, 0.3), cap=False)


def tools(scene: Scene) -> None:
    """Tools that hang on a board."""
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(140, 120, 1460, 860, mixed(palette.light, palette.soft, 0.35), radius=18)
    for x in range(200, 1460, 80):
        for y in range(170, 860, 80):
            canvas.disc(x, y, 5, palette.soft)
    _hammer(scene, 350)
    _saw(scene, 640)
    _spanner(scene, 960)
    _brush(scene, 1250)


def _hammer(scene: Scene, x: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(x - 24, 250, x + 24, 770, palette.accent, radius=20)
    canvas.polygon(
        [(x - 150, 300), (x - 60, 210), (x + 110, 210), (x + 110, 310), (x - 60, 310)], palette.ink
    )
    canvas.rect(x + 100, 196, x + 138, 324, palette.ink, radius=8)


def _saw(scene: Scene, x: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    teeth = [(x + 62 - (i % 2) * 20 - i * 1.4, 400 + i * 19) for i in range(20)]
    canvas.polygon(
        [(x - 76, 390), (x + 70, 390), *teeth, (x - 20, 790), (x - 50, 790)], palette.second
    )
    canvas.rect(x - 96, 200, x + 84, 400, palette.main, radius=44)
    canvas.rect(x - 46, 252, x + 34, 348, mixed(palette.light, palette.soft, 0.35), radius=30)


def _spanner(scene: Scene, x: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    board = mixed(palette.light, palette.soft, 0.35)
    canvas.rect(x - 30, 300, x + 30, 700, palette.ink)
    for y, side in ((270, -1), (720, 1)):
        canvas.disc(x, y, 84, palette.ink)
        canvas.polygon(
            [(x - 34, y), (x + 34, y), (x + 34, y + side * 100), (x - 34, y + side * 100)], board
        )


def _brush(scene: Scene, x: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.polygon([(x - 20, 220), (x + 20, 220), (x + 34, 480), (x - 34, 480)], palette.main)
    canvas.disc(x, 222, 28, palette.main)
    canvas.disc(x, 222, 10, palette.light)
    canvas.rect(x - 92, 476, x + 92, 570, palette.ink)
    canvas.polygon(
        [
            (x - 92, 570),
            (x + 92, 570),
            (x + 80, 770),
            (x + 30, 740),
            (x - 10, 778),
            (x - 60, 746),
            (x - 84, 766),
        ],
        palette.accent,
    )


def papers(scene: Scene) -> None:
    """Sheets spread like a hand of cards: minutes, an agenda, a charter."""
    palette = scene.palette
    for degrees, tone in ((-19, palette.soft), (13, palette.second), (-4, palette.light)):
        page = rounded(530, 110, 1070, 890, 10)
        shadow = [(px + 12, py + 16) for px, py in turned(page, 800, 900, degrees)]
        scene.canvas.polygon(shadow, faded(palette.ink, 0.2))
        scene.canvas.polygon(turned(page, 800, 900, degrees), tone)
    _page_lines(scene, -4)


def _page_lines(scene: Scene, degrees: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    bars = [(590, 180, 850, 220, palette.main), (590, 240, 760, 258, palette.accent)]
    bars += [(590, 320 + i * 44, 1010 - (i % 4) * 40, 334 + i * 44, palette.soft) for i in range(7)]
    bars += [(590, 680, 640, 730, palette.accent), (590, 760, 640, 810, palette.main)]
    bars += [(664, 696, 860, 712, palette.soft), (664, 776, 820, 792, palette.soft)]
    for left, top, right, bottom, colour in bars:
        canvas.polygon(turned(rounded(left, top, right, bottom, 4), 800, 900, degrees), colour)
    x, y = turned([(950, 760)], 800, 900, degrees)[0]
    canvas.ring(x, y, 70, 10, palette.accent)
    emblem(scene, (x - 40, y - 40, x + 40, y + 40), palette.accent)


def calendar(scene: Scene) -> None:
    """A wall calendar without figures: one day is ringed."""
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(356, 136, 1276, 896, faded(palette.ink, 0.2), radius=24)
    canvas.rect(340, 120, 1260, 880, palette.light, radius=24)
    canvas.rect(340, 120, 1260, 290, palette.main, radius=24)
    canvas.rect(340, 240, 1260, 300, palette.main)
    for x in (500, 700, 900, 1100):
        canvas.rect(x - 12, 70, x + 12, 190, palette.ink, radius=12)
    busy = scene.chance.sample([(r, c) for r in range(1, 5) for c in range(7)], 7)
    colours = (
        palette.main,
        palette.second,
        palette.accent,
        palette.ink,
        palette.main,
        palette.second,
    )
    for row in range(5):
        for column in range(7):
            _day(scene, (row, column), busy, colours)


def _day(scene: Scene, place: tuple[int, int], busy: list, colours: tuple[str, ...]) -> None:
    x, y = 428 + place[1] * 124, 366 + place[0] * 108
    if place in busy[:6]:
        colour = colours[busy.index(place)]
        scene.canvas.rect(x - 46, y - 40, x + 46, y + 40, colour, radius=12)
    else:
        scene.canvas.disc(x, y, 12, scene.palette.soft)
    if place == busy[6]:
        scene.canvas.ring(x, y, 46, 11, scene.palette.accent)


def ballot(scene: Scene) -> None:
    """A ballot box, an envelope about to fall into it."""
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 800, 420)
    canvas.polygon([(420, 430), (1180, 430), (1130, FLOOR + 12), (470, FLOOR + 12)], palette.main)
    canvas.polygon(
        [(470, 470), (1130, 470), (1090, 750), (510, 750)], mixed(palette.main, palette.light, 0.3)
    )
    for i, (x, degrees) in enumerate(((610, -14), (760, 8), (900, -6), (1000, 16))):
        envelope = turned(rounded(x - 90, 640, x + 90, 752, 6), x, 700, degrees)
        canvas.polygon(envelope, (palette.light, palette.soft)[i % 2])
    canvas.rect(380, 380, 1220, 440, palette.ink, radius=14)
    canvas.rect(660, 398, 940, 416, palette.light, radius=8)
    canvas.rect(690, 160, 910, 404, palette.light)
    canvas.polygon([(690, 160), (910, 160), (800, 250)], palette.accent)
    canvas.rect(740, 500, 860, 560, palette.accent, radius=10)


def hopscotch(scene: Scene) -> None:
    """A playground from above."""
    canvas, palette = scene.canvas, scene.palette
    cells = ((0, 0), (1, 0), (2, -0.5), (2, 0.5), (3, 0), (4, -0.5), (4, 0.5))
    colours = (
        palette.main,
        palette.accent,
        palette.second,
        palette.light,
        palette.main,
        palette.accent,
        palette.second,
    )
    shapes = [
        rounded(256 + along * 186, 413 + across * 186, 430 + along * 186, 587 + across * 186, 10)
        for along, across in cells
    ]
    shapes += [curve(1186, 500, 200, 186, -90, 90), curve(1186, 500, 110, 100, -90, 90)]
    for shape, colour in zip(shapes, (*colours, palette.main, palette.accent), strict=True):
        canvas.polygon(turned(shape, 800, 500, -13), colour)
    canvas.disc(550, 558, 30, palette.ink)
    canvas.disc(500, 240, 96, palette.accent)
    canvas.arc(500, 240, 50, 96, 90, 270, 12, palette.light)
    for i, colour in enumerate((palette.light, palette.second, palette.ink)):
        stick = turned(rounded(1210, 810 + i * 44, 1350, 836 + i * 44, 10), 1280, 850, 12 - i * 18)
        canvas.polygon(stick, colour)


def compost(scene: Scene) -> None:
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 740, 330)
    for i, angle in enumerate((206, 232, 258, 284, 310, 334)):
        tone = palette.second if i % 2 else mixed(palette.second, palette.ink, 0.25)
        canvas.polygon(leaf(740, 440, 270 - abs(270 - angle), 84, angle), tone)
    canvas.disc(620, 420, 40, palette.accent)
    canvas.disc(860, 424, 34, palette.accent)
    for i in range(5):
        y = 430 + i * 76
        canvas.rect(470, y, 1010, y + 58, palette.main)
        canvas.rect(470, y + 50, 1010, y + 58, mixed(palette.main, palette.ink, 0.4))
    for x in (450, 980):
        canvas.rect(x, 400, x + 50, FLOOR + 12, palette.ink)
    _garden_fork(scene, 1200)


def _garden_fork(scene: Scene, x: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(x - 11, 260, x + 11, 620, palette.accent)
    canvas.rect(x - 62, 236, x + 62, 268, palette.ink, radius=14)
    canvas.rect(x - 84, 600, x + 84, 624, palette.ink)
    for dx in (-84, -32, 20, 70):
        canvas.rect(x + dx, 610, x + dx + 14, FLOOR + 20, palette.ink)


def jumble_sale(scene: Scene) -> None:
    """Tables of second-hand things."""
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 800, 640)
    for x in (250, 1320):
        canvas.line([(x, 600), (x - 60, FLOOR + 20)], 20, palette.ink)
        canvas.line([(x, 600), (x + 60, FLOOR + 20)], 20, palette.ink)
    canvas.rect(140, 560, 1460, 700, palette.main)
    for i in range(11):
        canvas.polygon(curve(200 + i * 120, 700, 60, 46, 0, 180), palette.main)
        canvas.rect(
            196 + i * 120, 560, 204 + i * 120, 740, mixed(palette.main, palette.light, 0.35)
        )
    _table_lamp(scene, 330, 560)
    _vase(scene, 610, 560)
    _teapot(scene, 900, 560)
    for i, (wide, colour) in enumerate(
        ((260, palette.ink), (220, palette.accent), (240, palette.second), (180, palette.light))
    ):
        canvas.rect(1260 - wide / 2, 524 - i * 38, 1260 + wide / 2, 560 - i * 38, colour, radius=6)


def _table_lamp(scene: Scene, x: float, y: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.rect(x - 8, y - 230, x + 8, y, palette.ink)
    canvas.ellipse(x, y - 12, 70, 14, palette.ink)
    canvas.polygon(
        [(x - 120, y - 200), (x + 120, y - 200), (x + 60, y - 370), (x - 60, y - 370)],
        palette.accent,
    )


def _vase(scene: Scene, x: float, y: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    for angle, colour in ((244, palette.second), (270, palette.accent), (298, palette.second)):
        canvas.line([(x, y - 180), leaf(x, y - 180, 190, 0, angle)[10]], 8, palette.ink)
        canvas.polygon(leaf(*leaf(x, y - 180, 150, 0, angle)[10], 110, 60, angle), colour)
    canvas.ellipse(x, y - 86, 84, 86, palette.light)
    canvas.rect(x - 40, y - 196, x + 40, y - 130, palette.light)
    canvas.rect(x - 78, y - 100, x + 78, y - 76, palette.main)


def _teapot(scene: Scene, x: float, y: float) -> None:
    canvas, palette = scene.canvas, scene.palette
    canvas.ring(x + 110, y - 90, 52, 20, palette.second)
    canvas.polygon(
        [(x - 80, y - 60), (x - 190, y - 150), (x - 160, y - 166), (x - 60, y - 120)],
        palette.second,
    )
    canvas.ellipse(x, y - 86, 124, 86, palette.second)
    canvas.ellipse(x, y - 158, 66, 18, palette.ink)
    canvas.disc(x, y - 182, 18, palette.accent)


def sweeping(scene: Scene) -> None:
    """A street basket, a broom and a heap of leaves."""
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 1110, 180)
    canvas.rect(1282, 300, 1308, FLOOR + 12, palette.ink)
    canvas.rect(1230, 366, 1300, 394, palette.ink)
    canvas.polygon([(960, 380), (1250, 380), (1210, 740), (1000, 740)], palette.second)
    canvas.ellipse(1105, 380, 150, 34, palette.ink)
    canvas.ellipse(1105, 378, 124, 22, mixed(palette.second, palette.ink, 0.4))
    for x in (1040, 1105, 1170):
        canvas.line([(x, 430), (x + (1105 - x) * 0.25, 720)], 6, faded(palette.ink, 0.35))
    canvas.line([(760, 160), (520, 640)], 22, palette.accent)
    bristles = [(556, 616), (496, 586), (330, 800), (400, 836), (470, 846)]
    canvas.polygon(bristles, palette.main)
    canvas.line([(560, 612), (492, 578)], 26, palette.ink)
    for i in range(44):
        left = scene.chance.triangular(110, 480, 300)
        top = 850 - scene.chance.random() * (150 - abs(left - 290) * 0.6)
        tone = (palette.accent, palette.second, palette.soft)[i % 3]
        canvas.polygon(leaf(left, top, 70, 32, scene.chance.randrange(360)), tone)


def delivery(scene: Scene) -> None:
    """A cargo bicycle with parcels."""
    canvas, palette = scene.canvas, scene.palette
    shade(scene, 800, 560)
    canvas.rect(220, 470, 760, 670, palette.main, radius=14)
    for left, top, wide, high, tone in (
        (250, 320, 230, 150, palette.accent),
        (500, 250, 220, 220, palette.soft),
        (300, 220, 150, 100, palette.light),
    ):
        canvas.rect(left, top, left + wide, top + high, tone)
        canvas.rect(
            left + wide / 2 - 14, top, left + wide / 2 + 14, top + high, faded(palette.ink, 0.25)
        )
    emblem(scene, (240, 496, 350, 640), palette.light)
    for path in (
        [(760, 660), (1010, 660), (1180, 690)],
        [(1010, 660), (930, 400)],
        [(960, 480), (740, 600)],
        [(1180, 690), (960, 480)],
    ):
        canvas.line(path, 24, palette.accent)
    canvas.line([(770, 640), (800, 360), (870, 340)], 18, palette.ink)
    canvas.ellipse(920, 392, 84, 20, palette.ink)
    for x, radius in ((470, 118), (1180, 130)):
        canvas.disc(x, FLOOR + 10 - radius, radius, palette.ink)
        canvas.disc(x, FLOOR + 10 - radius, radius - 22, palette.soft)
        canvas.disc(x, FLOOR + 10 - radius, 16, palette.ink)
    canvas.disc(1010, 664, 40, palette.ink)
