"""`make bench`: ours against *hello*, *minimal* Wagtail and *stock* machina, interleaved.

Everything is made anew in temporary databases and folders and removed at the end. Ratios are the
median over the rounds of (ours ÷ yardstick in the same round).
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from deploy.live import browser as chromium
from deploy.live.visit import KB, visit

from .load import Sample, measure
from .ours import board_shape, ours
from .processes import Target, databases, serving
from .yardsticks import hello, minimal, stock

ROUNDS, SECONDS, WARM_UP = 5, 1.5, 0.5

# Page of ours, yardstick, its page, the bar (ours ÷ yardstick), queries allowed (quality.md).
COMPARED = (
    ("portal home", "minimal", "home", 3.0, 12),
    ("council home", "minimal", "home", 3.0, 12),
    ("news item", "minimal", "article", 1.5, 12),
    ("news list", "minimal", "list", 2.0, 12),
    ("404", "minimal", "404", 1.0, 4),
    ("forum index", "stock", "index", 0.5, 12),
    ("forum", "stock", "forum", 0.5, 12),
    ("topic", "stock", "topic", 0.5, 14),
)
Samples = dict[tuple[str, str], list[Sample]]


def main() -> None:
    options = arguments()
    base_url, redis_url = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quartiers-bench-")))
        urls = stack.enter_context(databases(base_url, ["hello", "minimal", "stock", "ours"]))
        print("Making Quartiers, hello, minimal and stock…", flush=True)
        quartiers = ours(scratch, urls["ours"], redis_url)
        shape = board_shape(quartiers)
        targets = [
            hello(scratch, urls["hello"]),
            minimal(scratch, urls["minimal"]),
            stock(scratch, urls["stock"], shape),
            quartiers,
        ]
        print(f"Boards of {shape}", flush=True)
        for target in targets:
            stack.enter_context(serving(target))
        samples = run(targets, options.rounds, options.seconds)
        report(samples, {target.name: target for target in targets})


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="per page and round")
    return parser.parse_args()


def run(targets: list[Target], rounds: int, seconds: float) -> Samples:
    """Every page of every target once a round, so that a noisy minute hits all alike."""
    samples: Samples = {}
    for number in range(rounds + 1):
        for target in targets:
            for name, (host, path) in target.pages.items():
                wanted = 404 if name == "404" else 200
                duration = seconds if number else WARM_UP
                sample = measure(target, host, path, wanted, duration)
                if number:
                    samples.setdefault((target.name, name), []).append(sample)
        print(f"  round {number} of {rounds}" if number else "  warm-up", flush=True)
    return samples


def report(samples: Samples, targets: dict[str, Target]) -> None:
    counts = {name: queries(target) for name, target in targets.items() if name != "hello"}
    print("\nYardsticks            CPU ms/request (application + database)   queries")
    for (target, page), taken in samples.items():
        if target != "ours":
            number = counts.get(target, {}).get(page, ("–",))[0]
            print(f"{target + ' ' + page:<22}{cost(taken):<42}{number:>5}")
    print("\nOurs                  CPU ms (app + database)   ratio  spread       bar      queries")
    for page, yardstick, other, bar, allowed in COMPARED:
        mine, theirs = samples["ours", page], samples[yardstick, other]
        print(line(page, mine, theirs, bar, (counts["ours"][page][0], allowed), other))
    print(f"\nhello: {median(samples['hello', 'hello']):.2f} ms; its bars are the page cache's.")
    weights(targets["ours"])


def median(taken: list[Sample]) -> float:
    return statistics.median(sample.total for sample in taken)


def cost(taken: list[Sample]) -> str:
    application = statistics.median(sample.application for sample in taken)
    database = statistics.median(sample.database for sample in taken)
    return f"{median(taken):6.2f}  ({application:.2f} + {database:.2f})"


def line(page, mine, theirs, bar, query_count, other) -> str:
    ratios = sorted(a.total / b.total for a, b in zip(mine, theirs, strict=True))
    ratio = statistics.median(ratios)
    spread = f"{ratios[0]:.2f}–{ratios[-1]:.2f}"
    verdict = f"≤ {bar} {'ok' if ratio <= bar else 'NOT MET'}"
    count, allowed = query_count
    within = "ok" if count <= allowed else "NOT MET"
    return (
        f"{page:<22}{cost(mine):<26}{ratio:5.2f}  {spread:<12} {verdict:<14}"
        f"{count:>3} ≤ {allowed} {within}   ÷ {other}"
    )


def queries(target: Target) -> dict[str, tuple[int, int]]:
    """Queries and HTML bytes of each page of a target."""
    script = Path(__file__).with_name("queries.py")
    found = json.loads(target.run(str(script), json.dumps(list(target.pages.values()))))
    return dict(zip(target.pages, map(tuple, found), strict=True))


def weights(target: Target) -> None:
    """What a browser loads; HTML is not compressed here, a proxy does that in production."""
    print("\nFirst load            requests  elements     kB  without images  EcoIndex")
    with chromium.chromium() as browser:
        for name, (host, path) in target.pages.items():
            with visit(browser, f"http://{host}{path}", chromium.VIEWS[-1]) as seen:
                print(
                    f"{name:<22}{len(seen.requests):>8}{seen.elements:>10}{seen.weight / KB:>7.1f}"
                    f"{seen.weight_without_images / KB:>16.1f}{seen.ecoindex:>10.1f}"
                )


if __name__ == "__main__":
    sys.exit(main())
