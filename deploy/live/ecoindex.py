"""EcoIndex of a page (cnumr, method 2018, as computed by ecoindex.fr): 100 is best.

Elements inside an <svg> do not count, as in the project's own tools. Sizes are kB on the wire.
"""

from itertools import pairwise

DOM = (0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459,
       1801, 2479, 594601)  # fmt: skip
REQUESTS = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281,
            3920)  # fmt: skip
SIZE = (0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27,
        1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54,
        223212.26)  # fmt: skip
COUNT_ELEMENTS = "document.querySelectorAll('*').length - document.querySelectorAll('svg *').length"


def position(value: float, quantiles: tuple) -> float:
    """Where ``value`` lies among the pages of the HTTP Archive: 0 (lightest) to 20."""
    for index, (low, high) in enumerate(pairwise(quantiles)):
        if value < high:
            return index + (value - low) / (high - low)
    return len(quantiles) - 1


def score(elements: int, requests: int, kilobytes: float) -> float:
    """The EcoIndex of a page with these figures, 0 to 100."""
    worst = 3 * position(elements, DOM) + 2 * position(requests, REQUESTS)
    return 100 - 5 * (worst + position(kilobytes, SIZE)) / 6
