"""Makes all pictures, or those of one part: `python -m deploy.screenshots guide`."""

import sys

from deploy.live.browser import chromium
from deploy.live.server import demo_server

from . import guide, public

# The guide's come last: its tasks change what the demo shows.
PARTS = {"public": public.take, "guide": guide.take}


def main() -> None:
    wanted = sys.argv[1:] or list(PARTS)
    if unknown := set(wanted) - set(PARTS):
        sys.exit(f"unknown: {', '.join(unknown)}; known: {', '.join(PARTS)}")
    with demo_server() as server, chromium() as browser:
        for name, take in PARTS.items():
            if name in wanted:
                take(server, browser)


if __name__ == "__main__":
    main()
