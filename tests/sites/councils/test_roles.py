"""Rights are what the table of roles says, in one's own council and nowhere else."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Workflow,
    WorkflowPage,
)
from wagtail.permissions import policy_registry

from sites.councils import role_groups
from sites.councils.models import RoleGroup
from sites.councils.roles import (
    ADMINISTRATOR,
    CONTRIBUTOR,
    COORDINATOR,
    EDITOR,
    INTEGRATOR,
    LEAD,
    MODERATOR,
    ROLES,
    TOWN_HALL,
)

pytestmark = pytest.mark.django_db

NOTHING = frozenset()
WRITE = frozenset({"add"})
PUBLISH = frozenset({"add", "change", "publish", "lock", "unlock"})
EVERYTHING = PUBLISH | {"bulk_delete"}

# (role, where it is held) → page rights in its own council, in another one, on the portal
PAGES = [
    (CONTRIBUTOR, "council", WRITE, NOTHING, NOTHING),
    (EDITOR, "council", PUBLISH, NOTHING, NOTHING),
    (LEAD, "council", PUBLISH, NOTHING, NOTHING),
    (MODERATOR, "council", NOTHING, NOTHING, NOTHING),
    (TOWN_HALL, None, NOTHING, NOTHING, NOTHING),
    (COORDINATOR, None, NOTHING, NOTHING, PUBLISH),
    (INTEGRATOR, None, NOTHING, NOTHING, NOTHING),
    (ADMINISTRATOR, None, EVERYTHING, EVERYTHING, EVERYTHING),
]
ALL_FILES = frozenset({"add", "change", "delete", "choose"})  # Wagtail: who changes may delete
FILES = {  # on files of others, where the role has any right
    CONTRIBUTOR: frozenset({"add", "choose"}),
    EDITOR: ALL_FILES,
    LEAD: ALL_FILES,
    COORDINATOR: ALL_FILES,
    ADMINISTRATOR: ALL_FILES,
}
SETTINGS = {EDITOR, LEAD, COORDINATOR, ADMINISTRATOR}


@pytest.fixture
def places(council, other_council, portal):
    return council, other_council, portal


def test_the_table_covers_every_role():
    assert [line[0] for line in PAGES] == [role.key for role in ROLES]
    assert {line[0] for line in PAGES if line[1]} == {r.key for r in ROLES if r.per_council}


@pytest.mark.parametrize(("role", "held_in", "own", "other", "on_portal"), PAGES)
def test_page_rights(places, make_user, role, held_in, own, other, on_portal):
    user = make_user(role, places[0] if held_in else None)
    for place, expected in zip(places, (own, other, on_portal), strict=True):
        home = place.site.root_page
        below = home.get_children().first()
        rights = role_rights(user, home)
        assert rights == expected, f"{role} on {place}"
        tester = below.permissions_for_user(user)
        assert tester.can_edit() == ("change" in expected)
        assert tester.can_publish() == ("publish" in expected)
        assert tester.can_add_subpage() == bool(below.specific_class.allowed_subpage_models()) * (
            "add" in expected
        )
    root = Page.get_first_root_node()
    assert (role_rights(user, root) == EVERYTHING) == (role == ADMINISTRATOR)


def role_rights(user, page) -> frozenset[str]:
    policy = policy_registry.get_by_type(Page)
    return frozenset(
        action
        for action in EVERYTHING
        if policy.user_has_permission_for_instance(user, action, page)
    )


@pytest.mark.parametrize(("role", "held_in", "own", "other", "on_portal"), PAGES)
def test_file_rights(places, make_user, resident, role, held_in, own, other, on_portal):
    user = make_user(role, places[0] if held_in else None)
    for place, has_any in zip(places, (own, other, on_portal), strict=True):
        for model in (get_image_model(), get_document_model()):
            expected = FILES.get(role, NOTHING) if has_any else NOTHING
            assert file_rights(user, model, place.collection, resident) == expected, place
            may_change_own = "change" in file_rights(user, model, place.collection, user)
            assert may_change_own == bool(expected), f"{role} on {place}"
    root = Collection.get_first_root_node()
    everywhere = file_rights(user, get_image_model(), root, resident)
    assert everywhere == (FILES[ADMINISTRATOR] if role == ADMINISTRATOR else NOTHING)


def file_rights(user, model, collection, owner) -> frozenset[str]:
    """What ``user`` may do in ``collection``, and with a file there that is ``owner``'s."""
    policy = policy_registry.get_by_type(model)
    file = model(title="x", collection=collection, uploaded_by_user=owner)
    adds = collection in policy.collections_user_has_permission_for(user, "add")
    instance = {
        action
        for action in ("change", "delete", "choose")
        if policy.user_has_permission_for_instance(user, action, file)
    }
    return frozenset(instance | ({"add"} if adds else set()))


@pytest.mark.parametrize(("role", "held_in", "own", "other", "on_portal"), PAGES)
def test_settings_rights(places, make_user, role, held_in, own, other, on_portal):
    from django.apps import apps

    user = make_user(role, places[0] if held_in else None)
    policy = policy_registry.get_by_type(apps.get_model("quartiers_pages.SiteSettings"))
    for place, has_any in zip(places, (own, other, on_portal), strict=True):
        expected = role in SETTINGS and bool(has_any)
        assert policy.user_has_permission_for_instance(user, "change", place.site) == expected


@pytest.mark.parametrize("role", [r for r in ROLES if r.key != ADMINISTRATOR], ids=lambda r: r.key)
def test_no_role_but_the_administrator_reaches_people_groups_or_sites(council, make_user, role):
    user = make_user(role.key, council if role.per_council else None)
    forbidden = (
        "auth.",
        "wagtailcore.",
        "quartiers_accounts.",
        "quartiers_councils.",
        "wagtailusers.",
    )
    held = {right for right in user.get_all_permissions() if right.startswith(forbidden)}
    # Former names, in a screen that shows a moderator those of their own council only.
    history = {"quartiers_accounts.view_pseudonymchange"} if role.key == MODERATOR else set()
    assert held == history
    assert user.has_perm("wagtailadmin.access_admin")


def test_somebody_without_a_role_holds_nothing(resident):
    assert resident.get_all_permissions() == set()


def test_the_rights_of_two_councils_add_up(council, other_council, portal, make_user):
    user = make_user(EDITOR, council)
    user.groups.add(role_groups.group_for(MODERATOR, other_council))
    assert role_rights(user, council.site.root_page) == PUBLISH
    assert role_rights(user, other_council.site.root_page) == NOTHING


def test_stock_groups_hold_nothing(council, resident):
    editors = Group.objects.create(name="Editors")
    resident.groups.add(editors)
    give_by_hand(editors, Page.get_first_root_node(), Collection.get_first_root_node(), council)
    Group.objects.create(name="Moderators")
    role_groups.sync()
    assert holdings(editors) == (set(), set(), set(), set())
    assert not Group.objects.filter(name="Moderators").exists()


def test_no_page_is_sent_to_moderators_that_are_nobody(council):
    """Wagtail binds its stock workflow to the root: it would lock a council's editors out."""
    assert Page.get_first_root_node().get_workflow() is None


def test_a_workflow_of_the_operators_own_is_left_alone(council):
    workflow = Workflow.objects.create(name="Relecture", active=True)
    page = council.site.root_page.get_children().first()
    WorkflowPage.objects.create(workflow=workflow, page=page)
    role_groups.sync()
    assert Page.objects.get(pk=page.pk).get_workflow() == workflow


def test_a_council_may_have_a_group_of_its_own_called_moderators(council):
    mine = Group.objects.create(name="Jardin partagé")
    role_groups.sync()
    assert Group.objects.filter(pk=mine.pk).exists()


def test_sync_changes_nothing_that_is_right(places, row_counts):
    before = {group.name: holdings(group) for group in Group.objects.all()}
    counts = row_counts()
    role_groups.sync()
    assert row_counts() == counts
    assert {group.name: holdings(group) for group in Group.objects.all()} == before


@pytest.mark.parametrize("role", [r for r in ROLES if r.key != ADMINISTRATOR], ids=lambda r: r.key)
def test_sync_takes_away_what_was_given_by_hand(places, role):
    council, other_council, portal = places
    group = role_groups.group_for(role.key, council if role.per_council else None)
    before = holdings(group)
    give_by_hand(group, other_council.site.root_page, other_council.collection, other_council)
    give_by_hand(group, portal.site.root_page, portal.collection, portal)
    assert holdings(group) != before
    role_groups.sync()
    assert holdings(group) == before


def test_sync_gives_back_what_was_taken_away(council):
    group = role_groups.group_for(EDITOR, council)
    before = holdings(group)
    group.permissions.clear()
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    GroupSitePermission.objects.filter(group=group).delete()
    role_groups.sync()
    assert holdings(group) == before


def test_a_group_is_named_after_its_council_in_the_language_of_the_install(council):
    from django.utils import translation

    council.code = "aqueduc"
    council.save()
    with translation.override("en"):
        role_groups.sync_council(council)
    assert role_groups.group_for(EDITOR, council).name == "aqueduc – Rédaction"


def test_a_role_group_goes_with_its_group(council):
    role_groups.group_for(EDITOR, council).delete()
    assert not RoleGroup.objects.filter(council=council, role=EDITOR).exists()


def give_by_hand(group, page, collection, place) -> None:
    """What an administrator might click together in Wagtail's screen for groups."""
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    choose = Permission.objects.get(codename="choose_image")
    people = Permission.objects.get(codename="change_user")
    group.permissions.add(people)
    GroupPagePermission.objects.get_or_create(group=group, page=page, permission=change)
    GroupCollectionPermission.objects.get_or_create(
        group=group, collection=collection, permission=choose
    )
    GroupSitePermission.objects.create(group=group, site=place.site, permission=people)


def holdings(group) -> tuple[set, set, set, set]:
    return (
        set(group.permissions.values_list("pk", flat=True)),
        set(GroupPagePermission.objects.filter(group=group).values_list("page", "permission")),
        set(
            GroupCollectionPermission.objects.filter(group=group).values_list(
                "collection", "permission"
            )
        ),
        set(GroupSitePermission.objects.filter(group=group).values_list("site", "permission")),
    )
