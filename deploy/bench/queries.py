"""Queries and bytes of pages, asked in process after a warm-up.

    python -m deploy.bench.queries '[["host", "/path"], …]'     (prints JSON, one pair per page)

Runs with the settings of whatever project DJANGO_SETTINGS_MODULE names.
"""

import json
import sys

import django


def figures(host: str, path: str) -> tuple[int, int]:
    """How many queries a page takes when everything is warm, and the bytes of its HTML."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    for _ in range(2):
        Client().get(path, headers={"host": host})
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(path, headers={"host": host})
    return len(queries), len(response.content)


def main() -> None:
    sys.path.insert(0, ".")
    django.setup()
    print(json.dumps([figures(host, path) for host, path in json.loads(sys.argv[1])]))


if __name__ == "__main__":
    main()
