"""`make audit`: Lighthouse on every page type, and axe on every page of every site.

Slower and wider than CI. Exit code 1 when a bar of quality.md is missed.
"""

import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
from pathlib import Path
from urllib.parse import urlsplit

from deploy.live.browser import FLAGS, VIEWS, chromium, chromium_path
from deploy.live.server import ROOT, Server, demo_server, fetch
from deploy.live.visit import axe_findings, console_findings, overflow_findings, visit

LIGHTHOUSE = ROOT / "deploy/lighthouse/node_modules/.bin/lighthouse"
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
NOT_FOR_SEARCH = {"not-found", "sign-in", "start-page"}  # their SEO score is low on purpose
SITES = ("portal", "cel", "fth", "gab", "lba", "psd", "svp")


def main() -> int:
    with demo_server() as server:
        missed = lighthouse_of_all(server) + axe_of_all(server)
    print(f"\n{missed} bar(s) missed" if missed else "\nall bars met")
    return 1 if missed else 0


def lighthouse_of_all(server: Server) -> int:
    """Print the four scores of each page type; returns how many bars are missed."""
    places = json.loads(server.run("-m", "deploy.live.addresses"))
    print(f"{'Lighthouse':<22}" + "".join(f"{name:>16}" for name in BARS))
    missed = 0
    for name, place in places.items():
        scores = lighthouse(server.url(*place))
        low = [
            key
            for key, bar in BARS.items()
            if scores[key] < bar and not (key == "seo" and name in NOT_FOR_SEARCH)
        ]
        missed += len(low)
        print(f"{name:<22}" + "".join(f"{scores[key]:>16}" for key in BARS), *low)
    return missed


def lighthouse(url: str) -> dict[str, int]:
    """Scores of 0 to 100 of one page as a phone sees it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={report}"]
        flags = " ".join(flag if " " not in flag else f"'{flag}'" for flag in FLAGS)
        subprocess.run(
            [*command, f"--chrome-flags={flags}", f"--only-categories={','.join(BARS)}"],
            check=True,
            env={**os.environ, "CHROME_PATH": chromium_path()},
        )
        categories = json.loads(report.read_text())["categories"]
    return {key: round((categories[key]["score"] or 0) * 100) for key in BARS}


def axe_of_all(server: Server) -> int:
    """Every address of every sitemap at three widths and both schemes."""
    missed = 0
    with chromium() as browser:
        for site in SITES:
            addresses = sitemap(server, site)
            for url in addresses:
                for view in VIEWS:
                    missed += show(url, view, findings(browser, url, view))
            print(f"axe {site}: {len(addresses)} addresses × {len(VIEWS)} views", flush=True)
    return missed


def findings(browser, url: str, view) -> list[str]:
    with visit(browser, url, view) as seen:
        page = seen.page
        return [*axe_findings(page), *overflow_findings(page), *console_findings(seen)]


def show(url: str, view, found: list[str]) -> int:
    for finding in found:
        print(f"  {url} at {view}: {finding}")
    return len(found)


def sitemap(server: Server, site: str) -> list[str]:
    """The addresses that a site's sitemap names and that are on that site."""
    url = server.url(site, "/sitemap.xml")
    status, text = fetch(server, url)
    if status != 200:
        raise RuntimeError(f"{url} gives {status}")
    locations = [node.text or "" for node in tree.fromstring(text).iter() if node.tag[-3:] == "loc"]
    return [found for found in locations if urlsplit(found).netloc == urlsplit(url).netloc]


if __name__ == "__main__":
    sys.exit(main())
