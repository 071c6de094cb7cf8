"""« Forums » in the admin: who finds what there, and what each button does."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.board.forum.models import Forum
from forum.board.forum_conversation import services
from forum.board.forum_permission.models import UserForumPermission
from forum.managing import rules, structure
from forum.scope.models import ForumScope
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

from .conftest import in_order, tree_of

pytestmark = pytest.mark.django_db

LIST = "/admin/forums/"
NOBODY = (CONTRIBUTOR, EDITOR, TOWN_HALL, INTEGRATOR)
SAME = {"lire": "above", "ouvrir": "above", "repondre": "above", "publier": "above"}


def one(forum, act: str = "") -> str:
    return f"{LIST}{forum.pk}/{act}"


@pytest.fixture
def desk(client_for, lead):
    """The browser of who leads the council."""
    return client_for("admin", lead)


# Who gets in --------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role.key for role in ROLES])
def test_who_finds_anything(client_for, make_user, council, forums, role):
    per_council = {r.key: r.per_council for r in ROLES}[role]
    client = client_for("admin", make_user(role, council if per_council else None))
    arranges = role in (LEAD, MODERATOR, ADMINISTRATOR)
    found = {path: client.get(path).status_code for path in (LIST, one(forums[0]))}
    assert found == {
        LIST: 200 if arranges or role == COORDINATOR else 404,
        one(forums[0]): 200 if arranges else 404,
    }
    rights = client.get(one(forums[0], "droits/")).status_code
    assert rights == (200 if role in (LEAD, ADMINISTRATOR) else 404)
    sites = client.get(one(tree_of(council), "sites/")).status_code
    assert sites == (200 if role in (COORDINATOR, ADMINISTRATOR) else 404)
    root = client.get(f"{LIST}rubrique/").status_code
    assert root == (200 if role in (COORDINATOR, ADMINISTRATOR) else 404)
    if role in NOBODY:
        assert LIST not in client.get("/admin/").content.decode()


ACTS = ("", "ajouter/", "etat/", "droits/", "supprimer/")


@pytest.mark.parametrize("role", [LEAD, MODERATOR])
def test_another_councils_forums_are_not_there(client_for, make_user, council, other_council, role):
    client = client_for("admin", make_user(role, council))
    for forum in (*tree_of(other_council).get_children(), tree_of(other_council), tree_of(None)):
        before = Forum.objects.filter(pk=forum.pk).values().get()
        for act in (*ACTS, "sites/"):
            assert client.get(one(forum, act)).status_code == 404, act
        for act in (*ACTS, "sites/", "pages/", "monter/", "descendre/"):
            typed = SAME | {"nom": "Pris", "etat": "archived", "conseils": [council.pk]}
            assert client.post(one(forum, act), typed).status_code == 404, act
        assert Forum.objects.filter(pk=forum.pk).values().get() == before
    names = [branch.root.node.home_id for branch in client.get(LIST).context["branches"]]
    assert names == [council.pk]


def test_a_forum_cannot_be_put_into_another_councils(desk, forums, other_council):
    foreign = tree_of(other_council)
    response = desk.post(one(forums[0]), {"nom": "Le mien", "apropos": "", "parent": foreign.pk})
    assert response.status_code == 422
    assert Forum.objects.get(pk=forums[0].pk).parent_id != foreign.pk


def test_who_moderates_sets_no_rights_by_hand(client_for, moderator, forums):
    client = client_for("admin", moderator)
    assert client.post(one(forums[0], "droits/"), SAME | {"lire": "team"}).status_code == 404
    assert not UserForumPermission.objects.filter(forum=forums[0]).exists()


def test_numbers_that_are_no_forum(desk):
    for act in (*ACTS, "sites/"):
        assert desk.get(f"{LIST}999999/{act}").status_code == 404


def test_a_lead_finds_the_way_on_the_first_screen(desk):
    page = desk.get("/admin/").content.decode()
    assert "Gérer les forums" in page
    assert f'href="{LIST}"' in page


# What the buttons do ------------------------------------------------------------------------------


def test_a_forum_is_made(desk, root):
    response = desk.post(one(root, "ajouter/"), {"nom": " Le  marché ", "apropos": "Le jeudi."})
    forum = Forum.objects.get(name="Le marché")
    assert response["Location"] == one(forum)
    assert forum.parent_id == root.pk
    assert "Le jeudi." in desk.get(one(forum)).content.decode()


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a" * 101])
def test_a_name_is_asked_for(desk, root, name):
    response = desk.post(one(root, "ajouter/"), {"nom": name})
    assert response.status_code == 422
    assert "nom" in response.context["form"].errors


def test_one_place_up_and_back_to_the_same_line(desk, root, forums):
    names = [forum.name for forum in forums]
    response = desk.post(one(forums[1], "monter/"))
    assert response["Location"] == f"{LIST}#forum-{forums[1].pk}"
    assert in_order(root) == [names[1], names[0], names[2]]
    desk.post(one(forums[1], "descendre/"))
    assert in_order(root) == names


def test_looking_moves_nothing(desk, root, forums):
    names = in_order(root)
    assert desk.get(one(forums[1], "monter/")).status_code == 405
    for act in ACTS:
        desk.get(one(forums[1], act))
    assert in_order(root) == names


def test_renamed_and_put_elsewhere_at_once(desk, forums):
    typed = {"nom": "Rues", "apropos": "", "parent": forums[1].pk}
    assert desk.post(one(forums[0]), typed).status_code == 302
    forum = Forum.objects.get(pk=forums[0].pk)
    assert (forum.name, forum.parent_id) == ("Rues", forums[1].pk)


def test_archived_with_a_reason_and_opened_again(desk, client_for, council, forums):
    desk.post(one(forums[0], "etat/"), {"etat": "archived", "motif": "Il a fait son temps."})
    assert (
        "Il a fait son temps."
        in client_for(council).get(forums[0].get_absolute_url()).content.decode()
    )
    desk.post(one(forums[0], "etat/"), {"etat": "open", "motif": "Il a fait son temps."})
    forum = Forum.objects.get(pk=forums[0].pk)
    assert (forum.state, forum.state_note) == ("open", "")


def test_rights_are_previewed_and_then_kept(desk, forums):
    typed = SAME | {"lire": "team", "ouvrir": "team"}
    page = desk.post(one(forums[0], "droits/"), typed | {"apercu": "1"})
    assert page.status_code == 200
    assert "Ce que chacun y trouverait" in page.content.decode()
    assert page.context["sights"][0].what == "ne voit pas ce forum."
    assert not UserForumPermission.objects.filter(forum=forums[0]).exists()
    assert desk.post(one(forums[0], "droits/"), typed).status_code == 302
    assert "l’équipe du conseil" in desk.get(LIST).content.decode()


@pytest.mark.parametrize("wrong", [{"lire": "all"}, {"lire": ""}, {"ouvrir": "everybody"}])
def test_answers_that_are_none(desk, forums, wrong):
    assert desk.post(one(forums[0], "droits/"), SAME | wrong).status_code == 422
    assert not UserForumPermission.objects.filter(forum=forums[0]).exists()


def test_what_does_not_follow_is_named(desk, root, forums, lead):
    team = dict.fromkeys(SAME, None) | {"lire": rules.Audience.TEAM}
    rules.answer(forums[1].pk, team, lead)
    page = desk.get(one(root, "droits/"))
    assert [node.pk for node, _answers in page.context["narrower"]] == [forums[1].pk]


def test_an_empty_forum_goes_and_a_full_one_says_why(desk, forums, make_user):
    services.open_topic(forums[0].pk, make_user(), "Les pavés", "Deux pavés manquent.")
    page = desk.post(one(forums[0], "supprimer/"))
    assert page.status_code == 422
    assert "archivez-le" in page.content.decode()
    assert desk.post(one(forums[1], "supprimer/"))["Location"] == LIST
    assert set(Forum.objects.filter(pk__in=[f.pk for f in forums[:2]])) == {forums[0]}


def test_somebody_removed_it_meanwhile(desk, forums, lead, monkeypatch):
    real = structure.describe

    def slow(pk, *args):
        structure.remove(pk, lead)
        return real(pk, *args)

    monkeypatch.setattr(structure, "describe", slow)
    response = desk.post(one(forums[1]), {"nom": "Autre", "apropos": "", "parent": ""})
    assert response.status_code in (302, 422)


def test_a_coordinator_says_on_which_other_sites(
    client_for, coordinator, council, other_council, root
):
    client = client_for("admin", coordinator)
    assert root in [Forum.objects.get(pk=node.pk) for node in client.get(LIST).context["others"]]
    client.post(one(root, "sites/"), {"conseils": [other_council.pk]})
    assert list(ForumScope.objects.get(root=root).also_on.all()) == [other_council]
    shown = client_for(other_council).get("/forum/").context["sections"]
    assert council.name in [section.name for section in shown]
    client.post(one(root, "sites/"), {})
    assert not ForumScope.objects.get(root=root).also_on.exists()


def test_a_coordinator_makes_a_shared_category(client_for, coordinator, council):
    client = client_for("admin", coordinator)
    assert client.post(f"{LIST}rubrique/", {"nom": "Grands projets"}).status_code == 302
    root = Forum.objects.get(name="Grands projets")
    assert client.post(one(root, "ajouter/"), {"nom": "La gare"}).status_code == 302
    names = [one.name for one in client_for(council).get("/forum/").context["sections"]]
    assert "Grands projets" in names


def test_the_list_asks_no_more_queries_for_more_forums(desk, settings, root, forums, lead):
    settings.HOST_TABLE_MAX_AGE = 3600

    def queries() -> int:
        desk.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            desk.get(LIST)
        return len(asked)

    team = dict.fromkeys(SAME, rules.Audience.TEAM)
    rules.answer(forums[0].pk, team, lead)
    few = queries()
    for n in range(12):
        forum = structure.create(root.pk, f"Forum {n}", "", lead)
        rules.answer(forum.pk, team, lead)
    assert queries() == few
    assert few < 25


def test_machinas_own_admin_is_nowhere(client_for, make_user):
    """It lets any staff account grant itself everything."""
    assert not apps.is_installed("django.contrib.admin")
    client = client_for("admin", make_user(ADMINISTRATOR, is_staff=True, is_superuser=True))
    for path in ("/django-admin/", "/admin/forum/forum/", "/admin/forum_permission/"):
        assert client.get(path).status_code == 404
