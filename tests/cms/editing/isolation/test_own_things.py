"""A guard that closes everything would leak nothing: what is somebody's own stays open to them."""

import pytest
from django.urls import reverse

from cms.editing.isolation.table import RULES
from sites.councils.roles import CONTRIBUTOR, COORDINATOR, EDITOR, INTEGRATOR, LEAD, MODERATOR
from tests.cms.editing.isolation import patterns, probes
from tests.cms.editing.isolation.reading import text_of

pytestmark = pytest.mark.django_db

WRITERS = (CONTRIBUTOR, EDITOR, LEAD)
PUBLISHERS = (EDITOR, LEAD)
# (who, address, the kinds of things of their own that it names)
OPEN = [
    *((role, "wagtailadmin_home", {}) for role in (*WRITERS, MODERATOR, INTEGRATOR, COORDINATOR)),
    *((role, "wagtailadmin_explore", {"parent_page_id": "parent"}) for role in WRITERS),
    *((role, "wagtailadmin_pages:add_subpage", {"parent_page_id": "parent"}) for role in WRITERS),
    *((role, "wagtailadmin_pages:edit", {"page_id": "page"}) for role in PUBLISHERS),
    *((role, "wagtailadmin_pages:history", {"page_id": "page"}) for role in PUBLISHERS),
    *((role, "wagtailadmin_pages:copy", {"page_id": "page"}) for role in PUBLISHERS),
    *((role, "wagtailadmin_pages:move", {"page_to_move_id": "page"}) for role in PUBLISHERS),
    *((role, "wagtailadmin_pages:set_privacy", {"page_id": "page"}) for role in PUBLISHERS),
    *((role, "wagtailadmin_choose_page_child", {"parent_page_id": "parent"}) for role in WRITERS),
    *((role, "wagtailimages:edit", {"image_id": "image"}) for role in PUBLISHERS),
    *((role, "wagtaildocs:edit", {"document_id": "document"}) for role in PUBLISHERS),
    *((role, "wagtailimages_chooser:chosen", {"pk": "image"}) for role in WRITERS),
    *((role, "wagtaildocs_chooser:chosen", {"pk": "document"}) for role in WRITERS),
    *((role, "wagtailadmin_api:images:detail", {"pk": "image"}) for role in WRITERS),
    *((role, "wagtailforms:list_submissions", {"page_id": "form"}) for role in PUBLISHERS),
    *((role, "messages_admin:one", {"pk": "submission"}) for role in PUBLISHERS),
    *((role, "proposals_admin:one", {"pk": "agenda_proposal"}) for role in PUBLISHERS),
    *((role, "notices_admin:one", {"page_id": "meeting"}) for role in PUBLISHERS),
    *((role, "registrations:one", {"page_id": "gathering_page"}) for role in PUBLISHERS),
    *((role, "bin:one", {"entry_id": "bin_entry"}) for role in PUBLISHERS),
    *((role, "photos:choose", {"site_id": "site"}) for role in WRITERS),
    *((role, "quick_documents:new", {"site_id": "site"}) for role in WRITERS),
    *((role, "site_admin:redirects", {"site_id": "site"}) for role in PUBLISHERS),
    *((LEAD, name, {"code": "code"}) for name in ("teams:team", "teams:invite", "teams:handover")),
    *((role, "forums_admin:one", {"pk": "forum"}) for role in (LEAD, MODERATOR, COORDINATOR)),
    *((role, "forums_admin:rights", {"pk": "forum"}) for role in (LEAD, COORDINATOR)),
    (MODERATOR, "suspensions_admin:one", {"pk": "suspension"}),
    (MODERATOR, "moderation_admin:case", {"pk": "case"}),
    (INTEGRATOR, "themes_admin:look", {"site_id": "site"}),
    (INTEGRATOR, "themes_admin:index", {}),
]


@pytest.mark.parametrize("name", sorted({who for who, _name, _keys in OPEN}))
def test_what_is_ones_own_opens(world, client_for, name):
    own = "portal" if name == COORDINATOR else "ours"
    client = client_for("admin", world.attackers[name].user)
    answers = {}
    for who, address, keys in OPEN:
        if who == name:
            things = {
                parameter: probes.key_of(world.gardens[own].first(kind))
                for parameter, kind in keys.items()
            }
            answers[address] = client.get(reverse(address, kwargs=things)).status_code
    assert answers == dict.fromkeys(answers, 200)


def test_the_coordinator_reaches_the_portal(world, client_for):
    portal = world.gardens["portal"]
    client = client_for("admin", world.attackers[COORDINATOR].user)
    for address in (
        reverse("wagtailadmin_pages:edit", args=[portal.get("page", "draft").pk]),
        reverse("wagtailimages:edit", args=[portal.first("image").pk]),
        reverse("wagtailimages_chooser:chosen", args=[portal.first("image").pk]),
    ):
        assert client.get(address).status_code == 200, address


# Wagtail's screens for the whole install: its accounts, groups, sites, reviews, all redirects; what
# opens to whoever is not signed in; « Conseils ».
FOR_ADMINISTRATORS = (
    "wagtailusers_",
    "wagtailsites:",
    "wagtailadmin_workflows:",
    "wagtailadmin_collections:",
    "wagtailadmin_reports:",
    "wagtailredirects:",
    "councils_admin:",
    "wagtailadmin_password_reset",
    "wagtailadmin_error_test",
)


def test_no_screen_is_closed_to_everybody():
    """A screen that nobody gave a row answers 404 to volunteers: found here, not by one of them."""
    names = {pattern.name for pattern in patterns.of_the_admin() if pattern.has_name}
    unknown = {name for name in names - RULES.keys() if not name.startswith(FOR_ADMINISTRATORS)}
    assert not unknown, ", ".join(sorted(unknown))


class TestLinks:
    """What is published is everybody's to link to."""

    @pytest.fixture
    def editor(self, world, client_for):
        return client_for("admin", world.attackers[EDITOR].user)

    def test_the_chooser_shows_what_another_council_published(self, editor, world):
        theirs = world.gardens["theirs"]
        address = reverse(
            "wagtailadmin_choose_page_child", args=[theirs.get("published", "index").pk]
        )
        assert "La fête de la rue" in editor.get(address).json()["html"]

    def test_and_finds_it(self, editor, world):
        answer = editor.get(reverse("wagtailadmin_choose_page_search"), {"q": "fête"})
        shown = text_of(answer)
        for garden in world.gardens.values():
            assert f"/{garden.get('published', 'news').slug}/" in shown

    def test_several_can_be_chosen_at_once(self, editor, world):
        pages = [garden.get("published", "news") for garden in world.gardens.values()]
        answer = editor.get(
            reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": [p.pk for p in pages]}
        )
        assert answer.status_code == 200
        for page in pages:
            assert str(page.pk) in answer.content.decode()


class TestFinding:
    """Searches and lists show what is one's own."""

    @pytest.mark.parametrize(
        ("address", "query", "shown"),
        [
            ("wagtailimages:index", "", "image-title-own"),
            ("wagtailimages:index", "", "image-tag"),
            ("wagtaildocs:index", "", "document-title-inner"),
            ("wagtailadmin_pages:search", "q=draft-title", "draft-title"),
            ("wagtailadmin_tag_autocomplete", "term=Nois", "image-tag"),
            ("wagtailimages_chooser:choose", "", "image-title-inner"),
            ("wagtailadmin_api:images:listing", "", "image-title-inner"),
        ],
    )
    def test_shows_ones_own(self, world, client_for, address, query, shown):
        client = client_for("admin", world.attackers[EDITOR].user)
        text = text_of(client.get(f"{reverse(address)}?{query}"))
        assert shown in text
