"""`make bench-lists`: lists of ten thousand things against lists of a hundred, and the search among
a hundred thousand against one among a thousand.
"""

import json
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

from .ours import ours
from .processes import databases

FIRST, LAST, SEARCH = 1.2, 1.5, 2.5  # a first page, a last page, a search
LASTS = ("page=",)


def main() -> None:
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quartiers-bench-")))
        urls = stack.enter_context(databases(os.environ["DATABASE_URL"], ["lists"]))
        print("Making Quartiers…", flush=True)
        target = ours(scratch, urls["lists"], os.environ["REDIS_URL"])
        searches = json.loads(target.run("-m", "deploy.bench.search_costs"))
        for question, ratio in searches.items():
            verdict = "ok" if ratio <= SEARCH else "NOT MET"
            print(f"{'search: ' + question:<40}{ratio:5.2f}  ≤ {SEARCH} {verdict}", flush=True)
        ratios = json.loads(target.run("-m", "deploy.bench.list_costs"))
        for path, ratio in ratios.items():
            bar = LAST if any(mark in path for mark in LASTS) else FIRST
            verdict = "ok" if ratio <= bar else "NOT MET"
            print(f"{path:<40}{ratio:5.2f}  ≤ {bar} {verdict}", flush=True)


if __name__ == "__main__":
    main()
