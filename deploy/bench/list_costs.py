"""Two councils alike, but for how much they have held: one asks for the same pages of both.

Run inside Quartiers by deploy.bench.lists; prints one line of JSON. Requests take turns, and the
time on the clock counts (the database works elsewhere): quote it of a quiet machine only.
"""

import json
import time
from datetime import timedelta

import django

FEW, MANY = 100, 10_000
ROUNDS = 60
BATCH = 2_000
EVERY = timedelta(hours=8)  # the few reach back over a month, so that both months show as much
PATHS = (
    "/seances/",
    "/seances/?page={last}",
    "/seances/?type=plenary",
    "/seances/?annee={year}",
    "/agenda/",
    "/agenda/?passes=1",
    "/agenda/?vue=mois",
    "/decisions/",
    "/documents/",
    "/",
)


def main() -> None:
    django.setup()
    from django.test import Client

    councils = {number: council_with(number) for number in (FEW, MANY)}
    settle()
    clients = {
        number: Client(headers={"host": council.site.root_url.partition("//")[2]})
        for number, council in councils.items()
    }
    print(json.dumps({path: ratio(clients, path) for path in PATHS}))


def ratio(clients, path: str) -> float:
    """The median time of the long list ÷ that of the short one."""
    from cms.pages.lists import MOST_PAGES

    year = time.gmtime().tm_year
    taken: dict[int, list[float]] = {number: [] for number in clients}
    for number in list(clients) * ROUNDS:
        address = path.format(last=min(number // 20, MOST_PAGES), year=year)
        start = time.perf_counter()
        response = clients[number].get(address)
        taken[number].append(time.perf_counter() - start)
        if response.status_code != 200:
            raise SystemExit(f"{address} of {number}: {response.status_code}")
    few, many = (sorted(taken[number])[ROUNDS // 2] for number in (FEW, MANY))
    return round(many / few, 2)


def council_with(number: int):
    """A council that held ``number`` meetings, with as many decisions and documents."""
    from sites.councils.onboarding import CouncilData, create_council

    code = {FEW: "bfe", MANY: "bma"}[number]
    host = f"{code}.quartiers.localhost"
    data = CouncilData(code=code, name=f"Banc {number}", slug=f"banc-{number}", host=host)
    council, _new = create_council(data)
    for kind in ("meeting", "decision", "document"):
        for start in range(0, number, BATCH):
            add(council, kind, range(start, min(start + BATCH, number)))
    return council


def add(council, kind: str, numbers: range) -> None:
    from django.utils import timezone

    from cms.publications.models import Placement, Publication

    now = timezone.now()
    has_date = kind == "meeting"
    rows = []
    for number in numbers:
        when = now - EVERY * (number + 1)
        rows.append(
            Publication(
                source=f"bench:{council.code}:{kind}:{number}",
                kind=kind,
                home=council,
                path=f"/bench/{kind}/{number}/",
                title=f"{kind} {number}",
                summary="Deux lignes qui disent de quoi il s’agit.",
                sort_at=when,
                changed_at=when,
                starts_at=when if has_date else None,
                ends_at=when + timedelta(hours=2) if has_date else None,
                facts={"type": "plenary", "text": "Le conseil décide.", "result": "adopted"},
            )
        )
    made = Publication.objects.bulk_create(rows)
    Placement.objects.bulk_create(
        Placement(
            publication=row,
            council=council,
            kind=kind,
            facet="plenary",
            sort_at=row.sort_at,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        )
        for row in made
    )


def settle() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
