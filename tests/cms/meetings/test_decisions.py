"""« Décisions »: found across meetings, narrowed, and taken away as a table."""

import csv
from io import StringIO

import pytest

from cms.pages import lists
from tests.cms.meetings.factories import held, in_days, meeting

pytestmark = pytest.mark.django_db


def texts(response) -> list[str]:
    return [one.text for one in response.context["decisions"]]


@pytest.fixture
def reader(client_for, council):
    return client_for(council)


class TestList:
    def test_newest_meeting_first_each_in_its_order(self, council, reader):
        held(council, starts_at=in_days(-200), decisions=({"text": "Ancienne."},))
        held(council)
        assert texts(reader.get("/decisions/")) == [
            "Le conseil finance le carnaval.",
            "Le panneau est réparé.",
            "Ancienne.",
        ]

    def test_what_was_decided_about_my_street(self, council, reader):
        held(council)
        for typed in ("rue louis blanc", "LOUIS-BLANC", "aqueduc"):
            found = texts(reader.get("/decisions/", {"rue": typed}))
            assert found == ["Le conseil finance le carnaval."], typed
        page = reader.get("/decisions/", {"rue": "nulle part"})
        assert "Aucune décision ne correspond" in page.content.decode()

    def test_by_purse_and_year(self, council, reader):
        page = held(council)
        year = page.starts_at.year
        assert len(texts(reader.get("/decisions/", {"budget": "operating"}))) == 1
        assert len(texts(reader.get("/decisions/", {"annee": year}))) == 2
        assert texts(reader.get("/decisions/", {"annee": year - 1})) == []

    @pytest.mark.parametrize(
        "query", [{"annee": "x"}, {"annee": "1e3"}, {"budget": "autre"}, {"page": "9"}]
    )
    def test_an_address_that_means_nothing(self, council, reader, query):
        held(council)
        assert reader.get("/decisions/", query).status_code == 404

    def test_the_portal_lists_all_councils_and_narrows_to_one(
        self, council, other_council, portal, client_for
    ):
        held(council)
        held(other_council, decisions=({"text": "Chez nous."},))
        reader = client_for(portal)
        assert len(texts(reader.get("/decisions/"))) == 3
        assert texts(reader.get("/decisions/", {"conseil": other_council.code})) == ["Chez nous."]

    def test_no_more_is_counted_than_is_paged_through(self, council, reader, monkeypatch):
        held(council)
        page = reader.get("/decisions/").content.decode().replace("\xa0", " ")
        assert "2 décisions" in page
        monkeypatch.setattr(lists, "MOST_PAGES", 1)
        monkeypatch.setattr(lists, "PER_PAGE", 1)
        page = reader.get("/decisions/").content.decode().replace("\xa0", " ")
        assert "Les 1 décisions les plus récentes" in page
        assert reader.get("/decisions/", {"page": 2}).status_code == 404

    def test_a_council_does_not_list_another(self, other_council, reader):
        held(other_council)
        assert texts(reader.get("/decisions/")) == []

    def test_what_is_not_public_is_not_there(self, council, reader):
        held(council, live=False)
        meeting(council, starts_at=in_days(-3), decisions=({"text": "Sans compte rendu."},))
        assert texts(reader.get("/decisions/")) == []

    def test_queries_do_not_grow(self, council, reader, django_assert_max_num_queries, settings):
        settings.HOST_TABLE_MAX_AGE = 3600
        for number in range(12):
            held(council, starts_at=in_days(-30 - number))
        reader.get("/decisions/")
        with django_assert_max_num_queries(12):
            assert len(texts(reader.get("/decisions/"))) == 20


class TestTable:
    def rows(self, reader, **query) -> list[list[str]]:
        response = reader.get("/decisions.csv", query)
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.reader(StringIO(text)))

    def test_the_same_list_as_a_table(self, council, reader):
        held(council)
        head, first, second = self.rows(reader)
        assert len(head) == len(first) == len(second)
        assert first[3:10] == [
            "Le conseil finance le carnaval.",
            "adopté",
            "40",
            "3",
            "2",
            "900",
            "fonctionnement",
        ]
        assert second[5:9] == ["", "", "", ""]
        assert self.rows(reader, budget="investment") == [head]

    def test_what_was_typed_stays_text(self, council, reader):
        held(council, decisions=({"text": '=HYPERLINK("http://exemple.fr")'},))
        assert self.rows(reader)[1][3].startswith("'=")
