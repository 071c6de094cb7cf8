"""One forum asked for its pages from inside, by whoever writes to its standard input.

    python -m deploy.bench.forum_pages ours|stock          (one JSON object a line, both ways)

``{"page": "index", "times": 5}`` is answered by the CPU seconds of five requests, of this process
and of its PostgreSQL backend; ``{"page": "index", "count": true}`` by the queries of one, and the
bytes of its answer. Runs with the settings of whatever project DJANGO_SETTINGS_MODULE names.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import django

COMMON, RARE = "trottoir", "xylophage"
REPLY = "Une réponse de **quelques mots**, pour voir ce que cela coûte."
Ask = Callable[[], object]  # a response, or nothing for what is no page


class Forum:
    """What both have in common: the longest topic, the forum it lies in, a short topic, people."""

    login_backend = "django.contrib.auth.backends.ModelBackend"

    def __init__(self, host: str):
        from django.contrib.auth import get_user_model
        from machina.core.db.models import get_model

        self.host = host
        self.posts = get_model("forum_conversation", "Post").objects
        topics = get_model("forum_conversation", "Topic").objects.filter(approved=True)
        self.topic = topics.order_by("-posts_count").first()
        self.forum = self.topic.forum
        beside = topics.filter(forum=self.forum, posts_count__range=(15, 15), status=0)
        self.short = beside.order_by("-pk").first() or topics.order_by("posts_count").last()
        self.people = get_user_model().objects.order_by("pk")
        self.writers = iter(self.people.order_by("-pk")[:400])
        self.reader, self.anonymous = self.signed_in(self.people[0]), self.client()
        self.last_topics = max(1, (self.forum.direct_topics_count - 1) // 20 + 1)
        self.last_posts = (self.topic.posts_count - 1) // 15 + 1

    def client(self):
        from django.test import Client

        client = Client(headers={"host": self.host})
        client.handler.load_middleware()  # once a process, not once for each who answers
        return client

    def signed_in(self, user):
        client = self.client()
        client.force_login(user, self.login_backend)
        return client

    def pages(self) -> dict[str, Ask]:
        forum, topic, short = self.paths()
        get = self.reader.get
        middle = self.last_posts // 2
        return {
            "index": lambda: get("/forum/"),
            "forum first": lambda: get(forum),
            "forum last": lambda: get(f"{forum}?page={self.last_topics}"),
            "topic short": lambda: get(short),
            "topic first": lambda: get(topic),
            "topic middle": lambda: get(f"{topic}?page={middle}"),
            "topic last": lambda: get(f"{topic}?page={self.last_posts}"),
            "404": lambda: self.anonymous.get(f"{forum}topic/rien-999999999/"),
        }

    def paths(self) -> tuple[str, str, str]:
        raise NotImplementedError


class Ours(Forum):
    def __init__(self, host: str):
        from forum.scope.addresses import home_url
        from forum.scope.tree import tree

        super().__init__(host)
        # The biggest forum's own site lists fewer forums than the portal: the index is that one's.
        home = home_url(tree().nodes[self.forum.pk]).partition("://")[2]
        self.portal = self.reader
        self.host = home
        self.reader, self.anonymous = self.signed_in(self.people[0]), self.client()
        self.numbers = count(max(1, self.topic.last_number - 5_000))

    def paths(self) -> tuple[str, str, str]:
        return (
            self.forum.get_absolute_url(),
            self.topic.get_absolute_url(),
            self.short.get_absolute_url(),
        )

    def pages(self) -> dict[str, Ask]:
        from forum.board.forum_tracking.reading import mark_seen

        reader = self.people[0]
        found = super().pages() | {
            "index": lambda: self.portal.get("/forum/"),
            "unread": lambda: self.portal.get("/forum/non-lus/"),
            "feed": lambda: self.portal.get("/forum/flux.xml"),
            "mark": lambda: mark_seen(reader, self.topic, next(self.numbers)),
            "reply": self.reply,
        }
        return found | self.searches()

    def searches(self) -> dict[str, Ask]:
        from django.urls import NoReverseMatch, reverse

        try:
            path = reverse("forum:search")
        except NoReverseMatch:
            return {}
        return {
            "search rare": lambda: self.portal.get(path, {"q": RARE}),
            "search common": lambda: self.portal.get(path, {"q": COMMON}),
        }

    def reply(self):
        client = self.signed_in(next(self.writers))
        path = f"{self.topic.get_absolute_url()}post/create/"
        return lambda: client.post(path, {"texte": REPLY})


class Stock(Forum):
    def paths(self) -> tuple[str, str, str]:
        forum = f"/forum/forum/{self.forum.slug}-{self.forum.pk}/"
        topics = (self.topic, self.short)
        return forum, *(f"{forum}topic/{topic.slug}-{topic.pk}/" for topic in topics)

    def pages(self) -> dict[str, Ask]:
        from machina.apps.forum_tracking.handler import TrackingHandler

        get, reader = self.reader.get, self.people[0]
        everywhere = {"q": RARE}, {"q": COMMON}
        return super().pages() | {
            "unread": lambda: get("/forum/tracking/unread-topics/"),
            "feed": lambda: get("/forum/feeds/topics/"),
            "mark": lambda: TrackingHandler().mark_topic_read(self.topic, reader),
            "search rare": lambda: get("/forum/search/", everywhere[0]),
            "search common": lambda: get("/forum/search/", everywhere[1]),
            "reply": self.reply,
        }

    def reply(self):
        client = self.signed_in(next(self.writers))
        path = f"{self.paths()[1]}post/create/"
        return lambda: client.post(path, {"subject": "Re", "content": REPLY})


KINDS = {"ours": Ours, "stock": Stock}
WANTED = {"404": 404, "reply": 302}


def main(kind: str, host: str) -> None:
    sys.path.insert(0, ".")
    django.setup()
    pages = KINDS[kind](host).pages()
    tell({"pages": list(pages)})
    for line in sys.stdin:
        asked = json.loads(line)
        page = asked["page"]
        if asked.get("count"):
            tell(counted(page, pages[page]))
        else:
            tell(timed(page, pages[page], asked["times"]))


def prepared(page: str, ask: Ask) -> Ask:
    """A reply needs somebody signed in first, which costs nothing here."""
    return ask() if page == "reply" else ask  # type: ignore[return-value]


def check(page: str, response) -> None:
    if response is not None and response.status_code != WANTED.get(page, 200):
        raise SystemExit(f"{page}: {response.status_code} {response.get('Location', '')}")


def counted(page: str, ask: Ask) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask = prepared(page, ask)
    with CaptureQueriesContext(connection) as queries:
        response = ask()
    check(page, response)
    return {"queries": len(queries), "bytes": len(response.content) if response else 0}


def timed(page: str, ask: Ask, times: int) -> dict:
    spent = [0.0, 0.0]
    for _ in range(times):
        now = prepared(page, ask)
        before = list(cpu())
        response = now()
        spent = [s + after - b for s, after, b in zip(spent, cpu(), before, strict=True)]
        check(page, response)
    return {"application": spent[0] / times, "database": spent[1] / times}


def cpu() -> Iterator[float]:
    """Seconds so far: of this process, and of its backend as Linux keeps them."""
    from django.db import connection

    connection.ensure_connection()
    yield time.process_time()
    pid = connection.connection.info.backend_pid
    yield int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def tell(what: dict) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
