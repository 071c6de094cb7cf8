"""`make bench-forum`: our forum against stock machina on the same rows, page by page (forum.md).

Both are asked in turns, each in one process of its own with one connection; what counts is the CPU
time of that process and of its PostgreSQL backend, as a ratio. Everything is made anew in databases
that are dropped at the end.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deploy.live.server import PORTAL, ROOT

from .copying import copy_rows, name_of
from .processes import Target, administer, databases
from .yardsticks import stock_project

PORT = 8000
SMALL = {"topics": 2_500, "posts": 50_000, "accounts": 300, "longest": 1_000}
FULL = {"topics": 50_000, "posts": 1_000_000, "accounts": 2_000, "longest": 20_000}
TENTH, GROWTH = 10, 1.2  # a forum ten times smaller; no page of the larger one costs more than that
COUNTS = 3
SLICE, MOST, SLOW = 0.6, 25, 2.0  # seconds and requests of one turn; what is asked once a run


@dataclass(frozen=True)
class Bar:
    """``queries`` and ``ratio`` (ours ÷ stock) at most; ``like``: costs as much as that page."""

    page: str
    queries: int
    ratio: float = 0
    like: str = ""


BARS = (
    Bar("index", 8, 0.35),
    Bar("forum first", 12, 1),
    Bar("forum last", 12, 1, "forum first"),
    Bar("topic first", 14, 1, "topic short"),
    Bar("topic middle", 14, 1, "topic short"),
    Bar("topic last", 14, 1, "topic short"),
    Bar("reply", 20, 0.25),
    Bar("mark", 1, 0.01),
    Bar("unread", 10, 0.03),
    Bar("search rare", 8, 0.005),
    Bar("search common", 8, 0.02),
    Bar("feed", 5, 0.001),
    Bar("404", 4),  # a page of ours against two words of stock's: only its queries have a bar
)


@dataclass
class Asked:
    """A process that asks a forum for its pages from inside, and what it has found."""

    name: str
    process: subprocess.Popen
    pages: list[str] = field(default_factory=list)
    taken: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    cost: dict[str, tuple[float, float]] = field(default_factory=dict)

    def ask(self, **what) -> dict:
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name}: the process ended (see above)")
        return json.loads(line)


def main() -> None:
    options = arguments()
    sizes = FULL if options.full else SMALL
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quartiers-bench-")))
        names = ["million", "stock", "tenth"]
        urls = stack.enter_context(databases(os.environ["DATABASE_URL"], names))
        for url in urls.values():  # one backend does all: its CPU is what we count
            name = name_of(url)
            administer(url, f'ALTER DATABASE "{name}" SET max_parallel_workers_per_gather = 0')
        ours = made(scratch, urls["million"], sizes)
        tenth = made(scratch, urls["tenth"], shared(sizes, TENTH))
        theirs = copied(scratch, urls["million"], urls["stock"])
        asked = {
            "ours": stack.enter_context(asking("ours", ours)),
            "tenth": stack.enter_context(asking("ours", tenth)),
            "stock": stack.enter_context(asking("stock", theirs)),
        }
        run(asked, options.rounds, set(options.without))
        report(asked)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-forum")
    parser.add_argument("--full", action="store_true", help="the million posts of the bars")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], help="pages not asked of stock")
    return parser.parse_args()


def shared(sizes: dict[str, int], among: int) -> dict[str, int]:
    return {**sizes, **{name: sizes[name] // among for name in ("topics", "posts", "longest")}}


def made(scratch: Path, database_url: str, sizes: dict[str, int]) -> Target:
    """Quartiers with nothing but a generated forum, as in production but for TLS."""
    production = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "SECRET_KEY": "only-for-the-bench-on-this-machine-0123456789-abcdefghij",
        "ADMIN_HOST": f"admin.{PORTAL}",
        "DATABASE_URL": database_url,
        "HTTPS": "off",
        "LOG_LEVEL": "ERROR",
        "VAR_DIR": str(scratch / "var"),
    }
    development = {**production, "DJANGO_SETTINGS_MODULE": "cms.settings.development"}
    target = Target("ours", ROOT, "cms.wsgi", development, database_url)
    target.run("manage.py", "migrate", "--verbosity", "0")
    began = time.monotonic()
    wanted = [f"--{name}={number}" for name, number in sizes.items()]
    target.run("manage.py", "generate_forum", f"--port={PORT}", *wanted)
    print(f"{sizes['posts']} posts in {time.monotonic() - began:.0f} s", flush=True)
    target.run("manage.py", "summarize_topics")
    target.environment = production
    target.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    return target


def copied(scratch: Path, source_url: str, database_url: str) -> Target:
    """Stock machina with the same rows."""
    target = stock_project(scratch, database_url)
    copy_rows(source_url, database_url)
    target.run("manage.py", "permit")
    print("copied to stock", flush=True)
    return target


@contextmanager
def asking(kind: str, target: Target) -> Iterator[Asked]:
    host = f"{PORTAL}:{PORT}" if kind == "ours" else "localhost"
    script = str(Path(__file__).with_name("forum_pages.py"))
    process = subprocess.Popen(
        [sys.executable, script, kind, host],
        cwd=target.folder,
        env=target.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    asked = Asked(target.name, process)
    try:
        asked.pages = asked.hear()["pages"]
        yield asked
    finally:
        process.stdin.close()
        process.wait(20)


def run(asked: dict[str, Asked], rounds: int, without: set[str]) -> None:
    """Every page of each once a round, so that a noisy minute hits all alike."""
    skipped = {(name, page) for name in ("stock",) for page in without}
    for number in range(rounds + 1):
        for page in asked["ours"].pages:
            for name, one in asked.items():
                if page in one.pages and (name, page) not in skipped:
                    turn(one, page, is_first=number == 0)
                    if one.taken[page][0] > SLOW:
                        skipped.add((name, page))
        print(f"  round {number} of {rounds}" if number else "  warm-up", flush=True)


def turn(one: Asked, page: str, *, is_first: bool) -> None:
    """The first turn warms up, counts queries and says how many requests fill the others."""
    if is_first:
        took = total(one.ask(page=page, times=1))
        one.taken[page] = [took]
        if took < SLOW:
            counted = [one.ask(page=page, count=True)["queries"] for _ in range(COUNTS)]
            one.queries[page] = statistics.median(counted)  # stamps are looked at twice a second
        return
    before = one.taken[page]
    times = max(1, min(MOST, int(SLICE / max(before[-1], 0.001))))
    before.append(total(one.ask(page=page, times=times)))


def total(spent: dict) -> float:
    return spent["application"] + spent["database"]


def measured(one: Asked, page: str) -> list[float]:
    """Without the warm-up, unless there is nothing else."""
    taken = one.taken.get(page, [])
    return taken[1:] or taken


def ratios(mine: list[float], theirs: list[float]) -> list[float]:
    """Round by round; one that was asked once stands against the median of the other."""
    if len(mine) != len(theirs):
        mine, theirs = [statistics.median(mine)], [statistics.median(theirs)]
    return sorted(m / t for m, t in zip(mine, theirs, strict=True))


def report(asked: dict[str, Asked]) -> None:
    ours, stock, tenth = asked["ours"], asked["stock"], asked["tenth"]
    print("\nPage            queries: stock, ours      CPU: ours ÷ stock      ours ÷ a tenth of it")
    for bar in BARS:
        if bar.page not in ours.taken:
            print(f"{bar.page:<14} not there")
            continue
        count = ours.queries[bar.page]
        told = [f"{bar.page:<14}{stock.queries.get(bar.page, '–'):>7}{count:>7}"]
        told.append(verdict(count, bar.queries))
        told.append(compared(measured(ours, bar.page), measured(stock, bar.page), bar.ratio, ".4f"))
        told.append(compared(measured(ours, bar.page), measured(tenth, bar.page), GROWTH, ".2f"))
        print("  ".join(told))
        if bar.like:
            other = measured(ours, bar.like)
            line = compared(measured(ours, bar.page), other, GROWTH, ".2f")
            print(f"{'':<14}÷ {bar.like}: {line}")


def compared(mine: list[float], theirs: list[float], bar: float, form: str) -> str:
    if not mine or not theirs:
        return "–"
    found = ratios(mine, theirs)
    middle = statistics.median(found)
    spread = f"({found[0]:{form}}–{found[-1]:{form}})"
    return f"{middle:{form}} {spread} {verdict(middle, bar)}"


def verdict(found: float, bar: float) -> str:
    if not bar:
        return ""
    return f"≤ {bar} {'ok' if found <= bar else 'NOT MET'}"


if __name__ == "__main__":
    sys.exit(main())
