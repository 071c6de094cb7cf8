"""Host × forum × words × numbers × query: one address for each thing, the others lead there.

The whole matrix, so that no corner is left to chance; TestHosts in views/test_addresses.py says the
same in a few examples.
"""

from itertools import product

import pytest
from django.db import transaction
from django.db.models.signals import post_delete

from forum.board.forum.models import Forum
from forum.board.forum_conversation import services
from forum.scope.models import ForumScope
from forum.scope.tree import tree
from sites.councils import onboarding
from sites.councils.models import Council
from sites.councils.onboarding import CouncilData
from tests import factories

pytestmark = pytest.mark.django_db

AWAY = CouncilData("Canal d’ailleurs", "canal-d-ailleurs", "conseil-du-canal.example", code="away")
PLACES = ("portal", "home", "neighbour", "unrelated")
# Where each forum is shown besides being found everywhere: its own sites, by the names above.
SHOWN = {
    "own": {"home"},
    "also on the unrelated": {"home", "unrelated"},
    "unrelated": {"unrelated"},
    "shared": set(PLACES),
}
AT_HOME = {
    "own": "home",
    "also on the unrelated": "home",
    "unrelated": "unrelated",
    "shared": "portal",
}


@pytest.fixture
def places(portal, council, other_council):
    away, _is_new = onboarding.create_council(AWAY)
    return {"portal": portal, "home": council, "neighbour": other_council, "unrelated": away}


@pytest.fixture
def setting(places, make_user):
    """``setting(kind)``: two forums side by side and a topic in the first, of that kind."""

    def make(kind: str):
        home = places[AT_HOME[kind]]
        council = None if kind == "shared" else home
        if kind.startswith("also"):
            ForumScope.objects.get(council=council).also_on.add(places["unrelated"])
        forums = Forum.objects.filter(parent__scope__isnull=False, parent__scope__council=council)
        first, second = forums.order_by("lft")[:2]
        post = services.open_topic(first.pk, make_user(), "Les pavés", "Deux pavés manquent.")
        return first, second, post.topic

    return make


def root_of(place) -> str:
    return place.site.root_url


QUERIES = ("", "?page=1", "?page=1&post=1", "?next=//evil.example&page=1")
KEPT = {"": "", "?page=1": "?page=1", "?page=1&post=1": "?page=1&post=1"}


@pytest.mark.parametrize("kind", SHOWN)
def test_the_matrix(setting, places, client_for, kind):
    forum, beside, topic = setting(kind)
    right_forum, right_topic = (f"{forum.slug}-{forum.pk}", f"{topic.slug}-{topic.pk}")
    forums = {right_forum: True, f"x-{forum.pk}": False, f"{beside.slug}-{beside.pk}": False}
    topics = {right_topic: True, f"autre-{topic.pk}": False}
    right = f"/forum/forum/{right_forum}/topic/{right_topic}/"
    wrong = []
    for name, named, titled, query, method in product(
        PLACES, forums, topics, QUERIES, ("get", "head")
    ):
        path = f"/forum/forum/{named}/topic/{titled}/"
        response = getattr(client_for(places[name]), method)(path + query)
        shown = name in SHOWN[kind]
        if forums[named] and topics[titled] and shown:
            expected = (302, f"{right}#message-1") if "post=" in query else (200, "")
        else:
            before = "" if shown else root_of(places[AT_HOME[kind]])
            expected = (301, before + right + KEPT.get(query, "?page=1"))
        found = (response.status_code, response.get("Location", ""))
        if found != expected:
            wrong.append(f"{method} {name} {path}{query}: {found}, not {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", SHOWN)
def test_forums_too(setting, places, client_for, kind):
    forum, _beside, _topic = setting(kind)
    right = f"/forum/forum/{forum.slug}-{forum.pk}/"
    for name, method in product(PLACES, ("get", "head")):
        shown = name in SHOWN[kind]
        before = "" if shown else root_of(places[AT_HOME[kind]])
        client = client_for(places[name])
        stale = getattr(client, method)(f"/forum/forum/x-{forum.pk}/")
        assert (stale.status_code, stale["Location"]) == (301, before + right)
        straight = getattr(client, method)(right)
        expected = (200, "") if shown else (301, before + right)
        assert (straight.status_code, straight.get("Location", "")) == expected
        if method == "head":
            assert straight.content == b""


@pytest.mark.parametrize("kind", SHOWN)
def test_what_is_sent_to_another_address_is_taken_nowhere(
    setting, places, client_for, make_user, kind
):
    forum, beside, topic = setting(kind)
    good = f"/forum/forum/{forum.slug}-{forum.pk}/topic/{topic.slug}-{topic.pk}/post/create/"
    swapped = f"/forum/forum/{beside.slug}-{beside.pk}/topic/{topic.slug}-{topic.pk}/post/create/"
    for name in PLACES:
        client = client_for(places[name], make_user())
        assert client.post(swapped, {"texte": "Un texte gardé."}).status_code == 404
        status = client.post(good, {"texte": f"De {name}."}).status_code
        assert status == (302 if name in SHOWN[kind] else 404), name
    assert topic.posts.count() == 1 + len(SHOWN[kind])


@pytest.mark.parametrize("kind", SHOWN)
def test_every_host_that_shows_it_says_where_it_is_at_home(setting, places, client_for, kind):
    forum, _beside, topic = setting(kind)
    path = f"/forum/forum/{forum.slug}-{forum.pk}/topic/{topic.slug}-{topic.pk}/"
    home = root_of(places[AT_HOME[kind]])
    looks = set()
    for name in SHOWN[kind]:
        page = client_for(places[name]).get(path).content.decode()
        assert page.count('rel="canonical"') == 1
        assert f'rel="canonical" href="{home}{path}"' in page
        looks.add(page.partition("<title>")[2].partition("</title>")[0])
    assert len(looks) == len(SHOWN[kind])  # each in the frame of its own site


def test_a_host_that_changes_takes_its_forums_along(places, setting, client_for):
    forum, _beside, topic = setting("own")
    path = f"/forum/forum/{forum.slug}-{forum.pk}/topic/{topic.slug}-{topic.pk}/"
    site = places["home"].site
    site.hostname = "louis-blanc.example"
    site.save()
    assert client_for(places["portal"]).get(path)["Location"] == (
        f"http://louis-blanc.example:{factories.PORT}{path}"
    )
    assert client_for("louis-blanc.example").get(path).status_code == 200
    assert client_for(factories.host("lba")).get(path).status_code == 404


class TestACouncilThatLeaves:
    def test_forums_where_nobody_wrote_go_with_it(self, places):
        away = places["unrelated"]
        root = Forum.objects.get(scope__council=away)
        away.delete()
        assert not Forum.objects.filter(tree_id=root.tree_id, pk__gte=root.pk).exists()
        assert root.pk not in tree().nodes

    def test_what_was_written_stays_readable_and_closed(self, places, setting, client_for):
        forum, _beside, topic = setting("unrelated")
        path = f"/forum/forum/{forum.slug}-{forum.pk}/topic/{topic.slug}-{topic.pk}/"
        places["unrelated"].delete()
        node = tree().nodes[forum.pk]
        assert node.is_archived
        assert node.is_shared
        for name in ("portal", "home", "neighbour"):
            page = client_for(places[name]).get(path)
            assert page.status_code == 200
            assert "n’existe plus" in page.content.decode()

    def test_what_it_showed_of_others_is_theirs_still(self, places, setting):
        setting("also on the unrelated")
        places["unrelated"].delete()
        assert not ForumScope.objects.get(council=places["home"]).also_on.exists()

    def test_it_is_all_or_nothing(self, places, setting):
        forum, _beside, _topic = setting("unrelated")

        def fail(*args, **kwargs):
            raise RuntimeError("half-way")

        post_delete.connect(fail, sender=Council, dispatch_uid="half-way")
        try:
            with pytest.raises(RuntimeError), transaction.atomic():
                places["unrelated"].delete()
        finally:
            post_delete.disconnect(fail, sender=Council, dispatch_uid="half-way")
        scope = ForumScope.objects.get(root=forum.parent_id)
        assert scope.council_id == places["unrelated"].pk
        assert Forum.objects.get(pk=forum.parent_id).state == Forum.State.OPEN
