"""The first screen of the admin, by role and by number of sites; and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sites.councils import role_groups, roles
from sites.teams.duties import duties_for
from sites.teams.scope import scope_for
from tests import factories as grounds
from tests.cms import factories

pytestmark = pytest.mark.django_db

HOME = "/admin/"


def councils(count: int) -> list:
    """``count`` councils, the first two among them."""
    more = [grounds.council_data(f"essai{n}", f"Conseil d’essai {n}") for n in range(count - 2)]
    return [grounds.make_council(data) for data in (grounds.LBA, grounds.CEL, *more)]


def drafts(owner, author, count: int) -> None:
    for number in range(count):
        page = factories.news(owner, f"Brouillon {number} de {owner.code}", live=False)
        page.save_revision(user=author)


class TestOneSite:
    def test_is_a_desk(self, read, holder, council, other_council):
        screen = read(holder(roles.EDITOR, pseudonym="Lilas", first_name=""))
        assert "Bonjour Lilas" in screen
        assert council.name in screen
        assert "Que voulez-vous faire ?" in screen
        assert "Écrire une actualité" in screen
        assert other_council.name not in screen

    def test_says_a_kind_word_when_nothing_waits(self, read, holder):
        screen = read(holder(roles.CONTRIBUTOR))
        assert "Rien ne vous attend" in screen
        assert "Et si vous racontiez" in screen

    def test_shows_a_few_and_leads_to_the_rest(self, read, holder, council):
        editor = holder(roles.EDITOR)
        drafts(council, editor, 12)
        screen = read(editor)
        assert screen.count("Finir «") == 8
        assert "Tout voir (12)" in screen
        assert read(editor, "/admin/a-faire/?conseil=lba").count("Finir «") == 12

    def test_remembers_ones_last_pages_on_these_sites_only(
        self, read, holder, make_user, council, other_council
    ):
        editor = holder(roles.EDITOR)
        editor.groups.add(role_groups.group_for(roles.EDITOR, other_council))
        for owner, title in ((council, "La fresque"), (other_council, "La fontaine")):
            page = factories.news(owner, title)
            page.save_revision(user=editor, log_action=True).publish(user=editor)
        assert "La fontaine" in read(editor)
        editor.groups.remove(role_groups.group_for(roles.EDITOR, other_council))
        screen = read(editor)
        assert "Vos dernières pages" in screen
        assert "La fresque" in screen
        assert "La fontaine" not in screen


class TestSeveralSites:
    def test_a_few_stand_below_one_another(self, read, holder, council, other_council):
        editor = holder(roles.EDITOR)
        editor.groups.add(role_groups.group_for(roles.EDITOR, other_council))
        screen = read(editor)
        assert screen.index(council.name) < screen.index(other_council.name)
        assert screen.count("Écrire une actualité") == 2

    def test_many_are_a_table_that_opens_one(self, read, holder):
        known = councils(5)
        admin = holder(roles.ADMINISTRATOR)
        drafts(known[4], admin, 3)
        screen = read(admin)
        assert "Écrire une actualité" not in screen
        assert "3 choses à faire" in screen
        assert all(one.name in screen for one in known)
        desk = read(admin, f"{HOME}?conseil={known[4].code}")
        assert "Écrire une actualité" in desk
        assert known[0].name not in desk
        assert "Tous mes sites" in desk

    @pytest.mark.parametrize("path", [HOME, "/admin/a-faire/"])
    def test_the_site_of_others_cannot_be_asked_for(
        self, read, holder, make_user, council, other_council, path
    ):
        drafts(other_council, make_user(roles.LEAD, other_council), 1)
        editor = holder(roles.EDITOR)
        drafts(council, editor, 1)
        screen = read(editor, f"{path}?conseil={other_council.code}")
        assert "Brouillon 0 de lba" in screen
        assert other_council.name not in screen
        assert "de cel" not in screen


class TestOthers:
    @pytest.mark.parametrize(
        ("role", "sentence"),
        [
            (roles.MODERATOR, "Vous modérez le forum"),
            (roles.TOWN_HALL, "au nom de la mairie"),
            (roles.INTEGRATOR, "Vous installez les thèmes"),
        ],
    )
    def test_who_works_elsewhere_is_told_where(self, read, holder, role, sentence):
        assert sentence in read(holder(role))

    def test_an_editor_is_not_sent_elsewhere(self, read, holder):
        assert "Votre rôle" not in read(holder(roles.EDITOR))

    def test_who_only_edits_is_not_told_of_roles_they_have_not(self, read, holder):
        screen = read(holder(roles.COORDINATOR))
        assert "Vous modérez" not in screen
        assert "Les conseils de quartier du 10e" in screen

    def test_the_door_stays_closed_to_residents_and_strangers(self, client_for, resident):
        for user in (None, resident):
            for path in (HOME, "/admin/a-faire/", "/admin/a-faire/pages-a-relire/"):
                assert client_for("admin", user).get(path).status_code == 302

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.ADMINISTRATOR, roles.MODERATOR])
    def test_nothing_leads_to_wagtails_own_guide_in_english(self, client_for, holder, role):
        screen = client_for("admin", holder(role)).get(HOME).content.decode()
        assert "guide.wagtail.org" not in screen
        assert "whats-new" not in screen
        assert "w-summary" not in screen  # it counts everybody's pages


class TestCost:
    """The number of queries depends neither on the councils nor on what waits in them."""

    def queries(self, client) -> int:
        client.get(HOME)  # content types, the first time
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(HOME).status_code == 200
        return len(asked)

    def test_of_an_administrator(self, client_for, holder):
        admin, one = holder(roles.ADMINISTRATOR), councils(2)[0]
        drafts(one, admin, 1)
        before = self.queries(client_for("admin", admin))
        for owner in councils(6):
            drafts(owner, admin, 5)
        after = self.queries(client_for("admin", admin))
        assert after <= before
        assert len(duties_for(scope_for(admin))) >= 30

    def test_of_an_editor_of_one_and_of_six(self, client_for, make_user, council):
        one = make_user(roles.EDITOR, council)
        drafts(council, one, 5)
        before = self.queries(client_for("admin", one))
        six = make_user(roles.EDITOR, council)
        for owner in councils(6):
            six.groups.add(role_groups.group_for(roles.EDITOR, owner))
        drafts(council, six, 100)
        assert self.queries(client_for("admin", six)) <= before + 1
