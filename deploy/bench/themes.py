"""`make bench-themes`: what themes cost, and whether switching them is safe under load."""

import json
import os
import re
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from .ours import ours
from .processes import Target, databases, serving

BARS = {
    "look-up in a theme ÷ Django's cached loader": 1.1,
    "page in a theme ÷ page without any": 1.05,
}
WORKERS, READERS, SWITCHES = 3, 6, 12
EFFECTIVE = 1.0  # seconds after which every worker must show the new theme
SITE = "lba"
MARK = re.compile(r"<!-- (\w+) (?:head|foot) -->")


@dataclass(frozen=True)
class Switch:
    """A change of theme: when it was asked for and done (monotonic seconds), and to what."""

    asked: float
    done: float
    wanted: str


def main() -> None:
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quartiers-bench-")))
        urls = stack.enter_context(databases(os.environ["DATABASE_URL"], ["themes"]))
        print("Making Quartiers…", flush=True)
        target = ours(scratch, urls["themes"], os.environ["REDIS_URL"])
        host = target.pages["council home"][0].split(".", 1)
        costs = json.loads(target.run("-m", "deploy.bench.theme_costs", f"{SITE}.{host[1]}"))
        for what, ratio in costs.items():
            verdict = "ok" if ratio <= BARS[what] else "NOT MET"
            print(f"{what:<46}{ratio:5.2f}  ≤ {BARS[what]} {verdict}", flush=True)
        install(target, scratch)
        stack.enter_context(serving(target, WORKERS))
        switching(target, f"{SITE}.{host[1]}")


def install(target: Target, scratch: Path) -> None:
    """Two themes that mark a page at both ends."""
    for slug in ("un", "deux"):
        folder = scratch / slug
        (folder / "templates/components").mkdir(parents=True)
        told = {"name": slug, "slug": slug, "version": "1.0.0", "api": 1}
        (folder / "theme.json").write_text(json.dumps(told))
        for name, end in (("menu", "head"), ("partners", "foot")):
            text = f'{{% extends "components/{name}.html" %}}'
            original = (target.folder / f"templates/components/{name}.html").read_text()
            text = f"<!-- {slug} {end} -->\n{original}"
            (folder / f"templates/components/{name}.html").write_text(text)
        target.run("manage.py", "theme", "install", str(folder))


def switching(target: Target, host: str) -> None:
    """Readers ask all the time while the site changes its theme back and forth."""
    seen: list[tuple[float, str]] = []
    wrong: list[str] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            asked, answer = time.monotonic(), page(target.port, host)
            marks = set(MARK.findall(answer))
            if len(marks) > 1 or not answer:
                wrong.append(" ".join(sorted(marks)) or "no page")
            else:
                seen.append((asked, marks.pop() if marks else "base"))

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    changes: list[Switch] = []
    for number in range(SWITCHES):
        wanted, asked = ("un", "deux")[number % 2], time.monotonic()
        if number % 4 == 3:
            target.run("manage.py", "theme", "rollback", SITE)
            wanted = changes[-2].wanted
        else:
            target.run("manage.py", "theme", "activate", SITE, wanted)
        changes.append(Switch(asked, time.monotonic(), wanted))
        time.sleep(EFFECTIVE + 0.5)
    over.set()
    for reader in readers:
        reader.join()
    tell(seen, wrong, changes)


def page(port: int, host: str) -> str:
    """The home of the site; empty when it cannot be had."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.read().decode()
    except OSError:
        return ""


def tell(seen: list, wrong: list[str], changes: list[Switch]) -> None:
    over = [change.asked for change in changes[1:]] + [float("inf")]
    late = [
        mark
        for change, until in zip(changes, over, strict=True)
        for asked, mark in seen
        if change.done + EFFECTIVE < asked < until and mark != change.wanted
    ]
    print(f"{len(seen)} pages read, {READERS} readers, {WORKERS} workers, {len(changes)} changes")
    print(f"errors or pages of two themes: {len(wrong)}  {verdict(wrong)}")
    print(f"pages in an old theme after {EFFECTIVE:.0f} s: {len(late)}  {verdict(late)}")


def verdict(found: list) -> str:
    return "NOT MET" if found else "ok"


if __name__ == "__main__":
    sys.exit(main())
