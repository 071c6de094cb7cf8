"""`make bench-lists`: what lists of ten thousand things cost against lists of a hundred."""

import json
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from .ours import ours
from .processes import databases

FIRST, LAST = 1.2, 1.5  # quality.md: a first page, a last page
LASTS = ("page=",)


def main() -> None:
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quartiers-bench-")))
        urls = stack.enter_context(databases(os.environ["DATABASE_URL"], ["lists"]))
        print("Making Quartiers…", flush=True)
        target = ours(scratch, urls["lists"], os.environ["REDIS_URL"])
        ratios = json.loads(target.run("-m", "deploy.bench.list_costs"))
        for path, ratio in ratios.items():
            bar = LAST if any(mark in path for mark in LASTS) else FIRST
            verdict = "ok" if ratio <= bar else "NOT MET"
            print(f"{path:<40}{ratio:5.2f}  ≤ {bar} {verdict}", flush=True)


if __name__ == "__main__":
    main()
