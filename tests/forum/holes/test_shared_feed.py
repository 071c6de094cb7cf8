"""Hole 6 of stock machina: its feed is one object for all threads, so that one reader is given what
another may read. Ours keep nothing between two requests.
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.forum.views.addresses import forum_path

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]

TIMES = 6


def test_at_one_moment_each_gets_what_was_asked_for(
    client_for, council, other_council, forum, other_forum, talk
):
    topics = {council: talk(forum, title="Ici"), other_council: talk(other_forum, title="Ailleurs")}
    asked = [
        (place, path, wanted)
        for place, topic in topics.items()
        for wanted, other in (("Ici", "Ailleurs"), ("Ailleurs", "Ici"))
        if topic.subject == wanted
        for path in ("/forum/flux.xml", f"{forum_path(topic.forum)}flux.xml")
    ] * 2
    gate = Barrier(len(asked))

    def read(place, path, wanted) -> list[str]:
        other = "Ailleurs" if wanted == "Ici" else "Ici"
        client, wrong = client_for(place), []
        try:
            gate.wait(30)
            for _ in range(TIMES):
                source = client.get(path).content.decode()
                if wanted not in source or other in source:
                    wrong.append(source)
            return wrong
        finally:
            connection.close()

    with ThreadPoolExecutor(len(asked)) as pool:
        jobs = [pool.submit(read, *one) for one in asked]
        assert [job.result(60) for job in jobs] == [[]] * len(asked)
