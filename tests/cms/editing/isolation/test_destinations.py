"""Our own things, sent to where somebody else's lie: pages below theirs, files among theirs."""

import pytest
from django.db import connection, transaction
from django.urls import reverse

from sites.councils.roles import EDITOR, LEAD
from tests.cms import factories
from tests.cms.editing.isolation import marks
from tests.cms.editing.isolation.garden import Garden
from tests.cms.editing.isolation.probes import key_of
from tests.cms.editing.isolation.reading import text_of
from tests.cms.editing.isolation.watching import writes

pytestmark = pytest.mark.django_db


def requests(ours: Garden, target: Garden) -> dict[str, tuple[str, dict]]:
    """What is sent, by a name for it: address and body; ``target`` has the destination."""
    page, image = ours.get("page", "changed").pk, ours.first("image").pk
    document, form = ours.first("document").pk, ours.first("form").pk
    index, home = (target.get("published", label).pk for label in ("index", "home"))
    collection = target.get("collection", "inner").pk
    several = f"?id={page}&next=/admin/"
    named = {"title": "Intrus", "slug": "intrus", "date": "2026-11-20"}
    upload = {"collection": collection, "title": "Intrus"}
    return {
        "copy": (
            reverse("wagtailadmin_pages:copy", args=[page]),
            {"new_title": "Intrus", "new_slug": "intrus", "new_parent_page": index},
        ),
        "move of a form": (
            reverse("wagtailadmin_pages:move_confirm", args=[form, home]),
            {},
        ),
        "api copy": (
            reverse("wagtailadmin_api:pages:action", args=[page, "copy"]),
            {"destination_page_id": index, "slug": "intrus"},
        ),
        "api alias": (
            reverse("wagtailadmin_api:pages:action", args=[page, "create_alias"]),
            {"destination_page_id": index, "update_slug": "intrus"},
        ),
        "api move": (
            reverse("wagtailadmin_api:pages:action", args=[page, "move"]),
            {"destination_page_id": index},
        ),
        "move of several": (
            reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + several,
            {"chooser": index},
        ),
        "new page": (
            reverse("wagtailadmin_pages:add", args=["quartiers_pages", "newspage", index]),
            named | _empty_page(),
        ),
        "pictures into a collection": (
            reverse("wagtail_bulk_action", args=["quartiers_pages", "picture", "add_to_collection"])
            + f"?id={image}&next=/admin/",
            {"collection": collection},
        ),
        "files into a collection": (
            reverse(
                "wagtail_bulk_action", args=["quartiers_pages", "councilfile", "add_to_collection"]
            )
            + f"?id={document}&next=/admin/",
            {"collection": collection},
        ),
        "new picture": (
            reverse("wagtailimages:add"),
            upload | {"file": factories.upload()},
        ),
        "one of several new pictures": (
            reverse("wagtailimages:add_multiple"),
            upload | {"files[]": factories.upload()},
        ),
        "picture sent from a chooser": (
            reverse("wagtailimages_chooser:create"),
            {f"image-chooser-upload-{name}": value for name, value in upload.items()}
            | {"image-chooser-upload-file": factories.upload()},
        ),
    }


def _empty_page() -> dict:
    rows = ("photos", "comments")
    return {"body-count": "0"} | {
        f"{prefix}-{count}_FORMS": "0" for prefix in rows for count in ("TOTAL", "INITIAL")
    }


@pytest.fixture
def send(world, client_for, watch_for):
    """``send(name, address, body)``: the tables that were written to, and what is wrong."""

    def post(role: str, address: str, body: dict) -> tuple[set[str], list[str]]:
        attacker = world.attackers[role]
        client = client_for("admin", attacker.user, raise_request_exception=False)
        watch = watch_for(attacker)
        headers = {"x-requested-with": "XMLHttpRequest"}
        if "chooser" in address:
            headers = {}
        with transaction.atomic(), writes() as tables:
            answer = client.post(address, body, headers=headers)
            broken = connection.needs_rollback
            wrong = ["500"] if broken or answer.status_code >= 500 else list(watch.judge(tables))
            changed = set() if broken else watch.changed(tables)
            transaction.set_rollback(True)
        return changed, wrong + sorted(marks.marks_in(text_of(answer)))

    return post


@pytest.mark.parametrize("role", [EDITOR, LEAD])
@pytest.mark.parametrize("where", ["theirs", "portal"])
def test_nothing_arrives_at_somebody_elses(world, send, role, where):
    found = {}
    for name, (address, body) in requests(world.ours, world.gardens[where]).items():
        _changed, wrong = send(role, address, body)
        if wrong and where in world.attackers[role].foreign:
            found[name] = wrong
    assert found == {}


def test_the_same_arrives_at_ones_own(world, send):
    """Otherwise the test above would send what nobody takes."""
    taken = {
        name
        for name, (address, body) in requests(world.ours, world.ours).items()
        if send(LEAD, address, body)[0]
    }
    assert taken >= {
        "copy",
        "api copy",
        "api alias",
        "move of several",
        "new page",
        "new picture",
        "one of several new pictures",
        "picture sent from a chooser",
        "pictures into a collection",
        "files into a collection",
    }


@pytest.mark.parametrize("role", [EDITOR, LEAD])
def test_what_somebody_else_deleted_stays_deleted(world, send, role):
    """« Annuler » names entries of the bin in its body."""
    for entry in world.gardens["theirs"].of("bin_entry").values():
        assert send(role, reverse("bin:undo"), {"entree": str(key_of(entry))})[1] == []


def test_ones_own_comes_back(world, send):
    entry = world.ours.get("bin_entry", "page")
    assert "wagtailcore_page" in send(LEAD, reverse("bin:undo"), {"entree": str(entry.pk)})[0]
