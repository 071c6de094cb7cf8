"""What a search costs among a hundred thousand publications against a thousand.

Run inside Quartiers by deploy.bench.lists; prints one line of JSON: question → ratio. The same page
without a question is asked for in turn with each search, so that a busy minute counts for neither.
"""

import json
import statistics
import time
from datetime import timedelta

import django

FEW, MANY = 1_000, 100_000
ROUNDS = 40
BATCH = 2_000
SOURCE = "bench:search:"
EMPTY = "/recherche/"
# In all texts, in a third, in one of a hundred, in five of them; two words; a kind of them.
QUESTIONS = (
    "conseil",
    "trottoir",
    "kiosque",
    "hippocampe",
    "kiosque trottoir",
    "conseil&type=news",
)
LETTERS = (
    "ba",
    "co",
    "di",
    "fer",
    "gou",
    "li",
    "mar",
    "no",
    "par",
    "que",
    "ron",
    "sa",
    "ti",
    "vel",
)


def main() -> None:
    django.setup()
    from cms.publications.models import Publication

    Publication.objects.filter(source__startswith=SOURCE).delete()
    costs = []
    for number in (FEW, MANY):
        fill(number)
        costs.append({question: cost(question) for question in QUESTIONS})
    Publication.objects.filter(source__startswith=SOURCE).delete()
    settle()
    few, many = costs
    print(json.dumps({question: round(many[question] / few[question], 2) for question in few}))


def cost(question: str) -> float:
    """The median of (a search ÷ the page without a question, right after it)."""
    from django.test import Client

    from sites.councils.models import Portal

    client = Client(headers={"host": Portal.objects.get().site.root_url.partition("//")[2]})
    client.get(f"{EMPTY}?q={question}")
    shares = [
        timed(client, f"{EMPTY}?q={question}") / timed(client, EMPTY) for _round in range(ROUNDS)
    ]
    return statistics.median(shares)


def timed(client, path: str) -> float:
    start = time.perf_counter()
    response = client.get(path)
    if response.status_code != 200:
        raise SystemExit(f"{path}: {response.status_code}")
    return time.perf_counter() - start


def fill(number: int) -> None:
    """Publications up to ``number`` in all, of every kind, five years of them."""
    from cms.publications.models import Publication

    there = Publication.objects.count()
    for start in range(there, number, BATCH):
        add(range(start, min(start + BATCH, number)))
    settle()


def add(numbers: range) -> None:
    from django.utils import timezone

    from cms.publications.models import Placement, Publication
    from sites.councils.models import Council

    now, councils = timezone.now(), list(Council.objects.in_order())
    rows = []
    for number in numbers:
        when = now - timedelta(minutes=25 * number)
        rows.append(
            Publication(
                source=f"{SOURCE}{number}",
                kind=("news", "document", "page", "topic")[number % 4],
                home=councils[number % len(councils)],
                path=f"/bench/{number}/",
                title=f"Texte {number}",
                summary="Deux lignes qui disent de quoi il s’agit.",
                sort_at=when,
                changed_at=when,
                search_text=text(number),
            )
        )
    made = Publication.objects.bulk_create(rows)
    Placement.objects.bulk_create(
        Placement(publication=row, council=row.home, kind=row.kind, sort_at=row.sort_at)
        for row in made
    )


def text(number: int) -> str:
    """A hundred and twenty words, with those of QUESTIONS at their rates."""
    words = [
        "".join(LETTERS[(number * k + k) % 14 :][:3]) + str((number * k) % 997) for k in range(120)
    ]
    words.append("conseil")
    words += ["trottoir"] * (number % 3 == 0) + ["kiosque"] * (number % 100 == 0)
    words += ["hippocampe"] * (number in (100, 200, 300, 400, 500))
    return " ".join(words)


def settle() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
