"""The size of our board as its pages show it, so that stock machina gets as much to do.

python -m deploy.bench.shape '{"forum index": ["host", "/path"], …}'     (prints JSON)
"""

import json
import re
import sys

import django

FORUM_LINK = re.compile(r'href="([^"]*/forum/forum/[^"/]+/)"')
TOPIC_ID = re.compile(r"/topic/[^/]*?(\d+)/")
FORUM_ID = re.compile(r"/forum/forum/[^/]*?(\d+)/")


def main() -> None:
    django.setup()
    from django.test import Client
    from machina.core.db.models import get_model

    pages = json.loads(sys.argv[1])
    host, path = pages["forum index"]
    index = Client().get(path, headers={"host": host}).content.decode()
    posts = get_model("forum_conversation", "Post").objects
    topics = get_model("forum_conversation", "Topic").objects
    shape = {
        "forums": max(1, len(set(FORUM_LINK.findall(index)))),
        "topics": topics.filter(forum_id=number(FORUM_ID, pages["forum"][1])).count(),
        "posts": posts.filter(topic_id=number(TOPIC_ID, pages["topic"][1])).count(),
    }
    print(json.dumps(shape))


def number(pattern: re.Pattern, path: str) -> int:
    found = pattern.search(path)
    if not found:
        raise SystemExit(f"no number in {path}")
    return int(found[1])


if __name__ == "__main__":
    main()
