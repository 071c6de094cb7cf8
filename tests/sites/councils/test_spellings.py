"""The name of a council, however people write it, leads from the portal to its site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sites.councils.names import slug_of, swapped
from sites.councils.onboarding import change_facts
from tests.cms import factories


@pytest.mark.django_db
class TestOnThePortal:
    @pytest.mark.parametrize(
        "path",
        [
            "/chateau-d-eau-lancry/",
            "/lancry-chateau-d-eau/",
            "/Lancry - Château d’Eau/",
            "/lancry_chateau_d_eau",
            "/CHATEAU D'EAU LANCRY",
            "/conseils/lancry-chateau-d-eau/",
            "/cel/",
        ],
    )
    def test_every_spelling_leads_to_the_site(self, portal, other_council, client_for, path):
        answer = client_for(portal).get(path)
        assert answer.status_code == 301
        assert answer["Location"] == f"{other_council.site.root_url}/"

    @pytest.mark.parametrize("path", ["/lancry/", "/chateau/x/", "/rien/", "/conseils/rien/"])
    def test_what_names_no_council_is_not_found(self, portal, other_council, client_for, path):
        assert client_for(portal).get(path).status_code == 404

    def test_a_page_of_that_address_stays(self, portal, other_council, client_for):
        factories.standard(factories.home(portal), "Lancry", slug="lancry-chateau-d-eau")
        assert client_for(portal).get("/lancry-chateau-d-eau/").status_code == 200

    def test_only_there_and_only_for_readers(self, council, portal, other_council, client_for):
        path = "/lancry-chateau-d-eau/"
        assert client_for(council).get(path).status_code == 404
        assert client_for("admin").get(path).status_code == 404
        assert client_for(portal).post(path).status_code != 301

    def test_the_old_name_of_a_renamed_council_leads_there_still(
        self, portal, other_council, client_for
    ):
        change_facts(other_council, name="Jacques Bonsergent – Lancry")
        client = client_for(portal)
        for path in ("/lancry-chateau-d-eau/", "/lancry-jacques-bonsergent/"):
            assert client.get(path)["Location"] == f"{other_council.site.root_url}/"

    def test_it_asks_nothing_of_the_database_more(
        self, portal, other_council, client_for, django_assert_max_num_queries
    ):
        client = client_for(portal)
        client.get("/rien/")
        with CaptureQueriesContext(connection) as not_found:
            client.get("/rien/")
        with django_assert_max_num_queries(len(not_found)):
            client.get("/lancry-chateau-d-eau/")


def test_names_as_addresses():
    assert slug_of("Château d’Eau – Lancry") == "chateau-d-eau-lancry"
    assert slug_of("Sacré-Cœur") == "sacre-coeur"
    assert swapped("Château d’Eau – Lancry") == "lancry-chateau-d-eau"
    assert swapped("Saint-Vincent-de-Paul – Lariboisière") == "lariboisiere-saint-vincent-de-paul"
    assert swapped("Goutte-d’Or") == ""
