"""« La première heure »: read from the site, shown to its leads, put away for good."""

from html import unescape

import pytest

from cms.editing.onboarding.first_hour import progress_of
from cms.pages.models import SiteSettings
from sites.councils import role_groups, roles
from sites.themes import switching
from tests.cms import factories

pytestmark = pytest.mark.django_db
TITLE = "La première heure"


def shown(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


def done(council) -> set[str]:
    return {str(step.title) for step in progress_of(council).steps if step.is_done}


def settle(council, **fields):
    chosen = SiteSettings.for_site(council.site)
    for name, value in fields.items():
        setattr(chosen, name, value)
    chosen.save()


def test_a_new_council_has_all_to_do(council):
    assert done(council) == set()
    assert progress_of(council).next.title == progress_of(council).steps[0].title


class TestSteps:
    def test_contact_needs_an_address_and_a_form_that_sends_there(self, council):
        settle(council, contact_email="lba@exemple.fr")
        assert done(council) == set()
        form = factories.section(council, "contact")
        form.to_address = "lba@exemple.fr"
        form.save()
        assert done(council) == {"L’adresse où l’on vous écrit"}

    def test_a_second_lead(self, council, other_council, make_user):
        make_user(roles.LEAD, council)
        make_user(roles.LEAD, other_council)
        make_user(roles.LEAD, council, is_active=False)
        assert done(council) == set()
        make_user(roles.LEAD, council)
        assert done(council) == {"Une deuxième personne responsable"}

    def test_legal_facts(self, council, portal):

        settle(council, **factories.LEGAL_FACTS)
        assert done(council) == {"Les mentions légales"}
        settle(council, director="")
        assert done(council) == set()

    def test_an_introduction_of_ones_own(self, council):
        home = factories.home(council)
        home.intro = "De la gare au canal."
        home.save()
        assert done(council) == {"Qui vous êtes, en deux phrases"}

    def test_a_team(self, council):
        factories.team(factories.section(council, "le-conseil"))
        assert done(council) == {"La page de l’équipe"}

    def test_news_that_is_published(self, council, other_council):
        factories.news(other_council)
        page = factories.news(council, live=False)
        assert done(council) == set()
        page.save_revision().publish()
        assert done(council) == {"Une première actualité"}
        page.refresh_from_db()
        page.unpublish()
        assert done(council) == set()

    def test_a_look(self, council):
        switching.activate(council.site, None, "essai")
        assert done(council) == {"L’apparence"}

    def test_a_charter_that_was_read(self, council):
        factories.section(council, "charte-du-forum").save_revision().publish()
        assert done(council) == {"La charte du forum"}

    def test_links_open_for_the_lead(self, council, make_user, client_for):
        client = client_for("admin", make_user(roles.LEAD, council))
        for step in progress_of(council).steps:
            path = step.url.partition("#")[0]
            assert client.get(path, follow=True).status_code == 200, step.title


class TestPanel:
    def test_is_on_the_first_screen_of_a_lead(self, client_for, make_user, council, other_council):
        page = shown(client_for("admin", make_user(roles.LEAD, council)).get("/admin/"))
        assert f"{TITLE} : {council.name}" in page
        assert "0 sur 8" in page
        assert other_council.name not in page

    @pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.EDITOR, roles.MODERATOR])
    def test_of_nobody_else(self, client_for, make_user, council, role):
        assert TITLE not in shown(client_for("admin", make_user(role, council)).get("/admin/"))

    def test_is_put_away_for_the_council_by_its_lead(
        self, client_for, make_user, council, other_council
    ):
        user = make_user(roles.LEAD, council)
        user.groups.add(role_groups.group_for(roles.LEAD, other_council))
        client = client_for("admin", user)
        path = f"/admin/conseils/{council.pk}/premiere-heure/ranger/"
        assert client.get(path).status_code == 405
        assert client.post(path).status_code == 302
        page = shown(client.get("/admin/"))
        assert f"{TITLE} : {council.name}" not in page
        assert f"{TITLE} : {other_council.name}" in page

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.LEAD, roles.COORDINATOR])
    def test_is_not_put_away_by_others(self, client_for, make_user, council, other_council, role):
        user = make_user(role, None if role == roles.COORDINATOR else council)
        target = council if role == roles.EDITOR else other_council
        client = client_for("admin", user)
        path = f"/admin/conseils/{target.pk}/premiere-heure/ranger/"
        assert client.post(path).status_code == 404
        assert not SiteSettings.objects.filter(first_hour_closed_at__isnull=False).exists()
