"""What somebody with an account sees of the forum: accessible, whole, valid and light, each page
in the look of one council or another.
"""

import json

import pytest

from deploy.live import visit as check
from deploy.live.browser import VIEWS
from deploy.live.entering import sign_in
from deploy.live.markup import markup_findings
from tests.browser.test_page_types import assert_none

RESIDENT = "habitant1.lba@quartiers.example"
MOST_ELEMENTS, MOST_KILOBYTES = 500, 100
FIND = """
import json
from forum.board.forum_conversation.models import Topic
topics = Topic.objects.filter(approved=True)
shared = topics.filter(forum__parent__scope__council=None)
found = {
    "poll": shared.filter(poll__isnull=False).first(),
    "shared": shared.filter(poll=None).first(),
    "edited": topics.filter(posts__updates_count__gt=0, posts__number=1).first(),
    "long": topics.order_by("-posts_count").first(),
}
print(json.dumps({
    name: [getattr(topic.forum.get_root().scope.council, "code", ""), topic.get_absolute_url()]
    for name, topic in found.items()
}))
"""
CLIPPED = """() => [...document.querySelectorAll('.tools .tool > span, .menu .tool')]
  .filter((e) => e.checkVisibility() && e.closest('.tool-bell') === null)
  .map((e) => { const range = document.createRange(); range.selectNodeContents(e);
    return [e.textContent.trim(), range.getBoundingClientRect()]; })
  .sort((a, b) => a[1].left - b[1].left)
  .flatMap(([words, box], n, all) =>
    box.left < 0 || (n && all[n - 1][1].right > box.left) ? [words] : [])"""


@pytest.fixture(scope="module")
def pages(server) -> dict[str, tuple[str, str]]:
    """Name of a page → whose site shows it here, and its path."""
    found = json.loads(server.run("manage.py", "shell", "--no-imports", "-c", FIND))
    shared = found["shared"][1]
    return {
        "index": ("lba", "/forum/"),
        "forum": ("psd", f"{shared.partition('/topic/')[0]}/"),
        "topic": ("svp", shared),
        "long": tuple(found["long"]),
        "poll": ("psd", found["poll"][1]),
        "history": (found["edited"][0], f"{found['edited'][1]}1/post/history/"),
        "open": ("gab", f"{shared.partition('/topic/')[0]}/topic/create/"),
        "reply": ("svp", f"{shared}post/create/"),
        "unread": ("psd", "/forum/non-lus/"),
        "notices": ("portal", "/compte/notifications/"),
        "settings": ("psd", "/compte/notifications/reglages/"),
        "following": ("svp", "/compte/suivis/"),
        "drafts": ("gab", "/compte/brouillons/"),
        "contributions": ("psd", "/compte/contributions/"),
    }


@pytest.fixture(scope="module")
def resident(browser, server):
    """The browser of somebody who has written, voted and begun drafts."""
    context = browser.new_context(**VIEWS[0].options)
    page = context.new_page()
    for site in ("portal", "lba", "gab", "psd", "svp"):
        if site == "portal":
            sign_in(page, server, site, RESIDENT, "/forum/")
        else:
            page.goto(server.url(site, "/compte/connexion/?next=/forum/"))
            page.wait_for_url(server.url(site, "/forum/"))
    yield context
    context.close()


def test_every_page_is_sound(resident, server, pages, tmp_path):
    found = []
    for name, (site, path) in pages.items():
        page = resident.new_page()
        seen = check.Visit(page, resident)
        check._listen(seen)
        response = page.goto(server.url(site, path))
        assert response.status == 200, name
        page.wait_for_load_state("networkidle")
        (tmp_path / f"{name}.html").write_text(response.text())
        wrong = [*check.findings_in_views(page, VIEWS), *check.console_findings(seen)]
        if seen.elements > MOST_ELEMENTS:
            wrong.append(f"{seen.elements} elements")
        if seen.weight / check.KB > MOST_KILOBYTES:
            wrong.append(f"{seen.weight / check.KB:.1f} kB")
        page.set_viewport_size({"width": 320, "height": 780})
        wrong += [f"{words} is cut off or covered" for words in page.evaluate(CLIPPED)]
        found += [f"{name}: {line}" for line in wrong]
        page.close()
    for name, lines in markup_findings(tmp_path).items():
        found += [f"{name}: {line}" for line in lines]
    assert_none(found)
