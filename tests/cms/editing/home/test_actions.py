"""The big buttons of the first screen: one click from the form, and only what one may do."""

import pytest

from sites.councils import role_groups, roles
from sites.teams.actions import offered
from sites.teams.scope import scope_for
from tests.cms import factories

pytestmark = pytest.mark.django_db

NEWS, PHOTOS, DOCUMENT, BANNER = (
    "Écrire une actualité",
    "Ajouter des photos",
    "Publier un document",
    "Modifier le bandeau d’alerte",
)
OURS = {NEWS, PHOTOS, DOCUMENT, BANNER}


def buttons(user) -> dict:
    """Labels by site; those of other features left out."""
    scope = scope_for(user)
    found = offered(scope, scope.owners)
    named = {
        owner: [str(action.label) for action in actions if action.label in OURS]
        for owner, actions in found.items()
    }
    return {owner: labels for owner, labels in named.items() if labels}


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (roles.CONTRIBUTOR, [NEWS, PHOTOS, DOCUMENT]),
        (roles.EDITOR, [NEWS, PHOTOS, DOCUMENT, BANNER]),
        (roles.LEAD, [NEWS, PHOTOS, DOCUMENT, BANNER]),
        (roles.MODERATOR, []),
    ],
)
def test_a_council_offers_what_its_role_may_do(make_user, council, other_council, role, labels):
    assert buttons(make_user(role, council)) == ({council: labels} if labels else {})


def test_the_portal_offers_its_own_to_coordination(make_user, portal, council):
    assert buttons(make_user(roles.COORDINATOR)) == {portal: [NEWS, PHOTOS, DOCUMENT, BANNER]}


def test_two_councils_have_theirs_each(make_user, council, other_council):
    user = make_user(roles.EDITOR, council)
    user.groups.add(role_groups.group_for(roles.CONTRIBUTOR, other_council))
    assert buttons(user) == {
        council: [NEWS, PHOTOS, DOCUMENT, BANNER],
        other_council: [NEWS, PHOTOS, DOCUMENT],
    }


def test_each_opens_the_form_of_the_right_site(client_for, make_user, council, other_council):
    user = make_user(roles.EDITOR, council)
    client, scope = client_for("admin", user), scope_for(user)
    actions = {a.label: a for a in offered(scope, scope.owners)[council]}

    def form(label):
        return client.get(actions[label].url).context["form"]

    assert form(NEWS).parent_page.pk == factories.section(council, "actualites").pk
    assert form(BANNER).instance.pk == council.site.root_page_id
    assert actions[BANNER].url.endswith(f"#{form(BANNER)['banner_text'].auto_id}")
    for label in (PHOTOS, DOCUMENT):
        assert client.get(actions[label].url).status_code == 200
        foreign = actions[label].url.replace(str(council.site.pk), str(other_council.site.pk))
        assert client.get(foreign).status_code == 404


def test_a_site_without_a_section_offers_the_others(make_user, council):
    factories.section(council, "documents").delete()
    assert buttons(make_user(roles.CONTRIBUTOR, council)) == {council: [NEWS, PHOTOS]}


def test_an_integrator_begins_with_themes_a_moderator_with_their_forum(
    client_for, make_user, council, other_council
):
    integrator, moderator = make_user(roles.INTEGRATOR), make_user(roles.MODERATOR, council)
    for action in offered(scope_for(integrator), ())[None]:
        assert client_for("admin", integrator).get(action.url).status_code == 200
    forums = [action.url for action in offered(scope_for(moderator), ())[None]]
    assert forums == [f"http://{council.site.hostname}:8000/forum/"]


def test_who_may_not_use_their_role_is_offered_nothing(make_user, council):
    user = make_user(roles.EDITOR, council)
    user.acts_with_roles = False  # the second factor is missing
    assert buttons(user) == {}
