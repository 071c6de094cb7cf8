"""Lists come from one query path, with filters and pages that cannot be made to fail."""

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.pages import lists
from cms.publications.kinds import DOCUMENT, GALLERY, NEWS
from cms.publications.listing import latest, listed, on_site
from cms.publications.models import Placement
from tests.cms import factories

pytestmark = pytest.mark.django_db


def titles(rows) -> list[str]:
    return [placement.publication.title for placement in rows]


class TestListed:
    def test_by_its_council_and_the_portal_only(self, council, other_council):
        factories.news(council, "Un banc")
        assert titles(listed(council, NEWS)) == titles(listed(None, NEWS)) == ["Un banc"]
        assert titles(listed(other_council, NEWS)) == []

    def test_what_keeps_off_the_portal_stays_on_its_council(self, council):
        factories.news(council, "Entre nous", on_portal=False)
        assert titles(listed(council, NEWS)) == ["Entre nous"]
        assert titles(listed(None, NEWS)) == []
        assert titles(listed(None, NEWS, of=council)) == []

    def test_a_shared_thing_once_on_each_site(self, council, other_council):
        factories.news(council, "Plénière commune", shared_with=[council, other_council])
        for place in (council, other_council, None):
            assert titles(listed(place, NEWS)) == ["Plénière commune"]
        for of in (council, other_council):
            assert titles(listed(None, NEWS, of=of)) == ["Plénière commune"]
        assert Placement.objects.filter(kind=NEWS).count() == 3

    def test_a_thing_of_the_portal_on_the_portal(self, portal, council):
        factories.news(portal, "Pour tous")
        assert titles(listed(None, NEWS)) == ["Pour tous"]
        assert titles(listed(council, NEWS)) == []
        assert titles(listed(None, NEWS, of=council)) == []

    def test_a_thing_of_the_portal_shared_with_a_council(self, portal, council, other_council):
        factories.news(portal, "Pour deux", shared_with=[council])
        assert titles(listed(council, NEWS)) == titles(listed(None, NEWS)) == ["Pour deux"]
        assert titles(listed(other_council, NEWS)) == []

    def test_no_longer_shared(self, council, other_council):
        page = factories.news(council, "Seul", shared_with=[other_council])
        page.shared_with.clear()
        page.save()
        assert titles(listed(other_council, NEWS)) == []
        assert titles(listed(council, NEWS)) == ["Seul"]

    def test_of_one_kind_several_or_all(self, council):
        factories.news(council, "N")
        factories.gallery(council, "G")
        factories.document(council, "D")
        assert titles(listed(council, DOCUMENT)) == ["D"]
        assert set(titles(listed(council, NEWS, GALLERY))) == {"N", "G"}
        assert {"N", "G", "D"} < set(titles(listed(council)))

    def test_the_newest_first(self, council):
        for day in ("2026-03-02", "2026-03-10", "2026-03-01"):
            factories.news(council, day, date=day)
        assert titles(listed(council, NEWS)) == ["2026-03-10", "2026-03-02", "2026-03-01"]

    def test_of_one_day_the_last_published_first(self, council):
        today = timezone.localdate()
        for title in ("matin", "midi", "soir"):
            factories.news(council, title, date=today)
        assert titles(listed(council, NEWS)) == ["soir", "midi", "matin"]

    @pytest.mark.parametrize("number", [1, 40])
    def test_one_query_whatever_the_number(self, council, number, django_assert_num_queries):
        for index in range(number):
            factories.news(council, f"Nouvelle {index}")
        with django_assert_num_queries(1):
            rows = latest(council, NEWS, count=50)
            assert len([(row.title, row.path, row.kind) for row in rows]) == number

    def test_addresses_cost_no_query(self, council, settings, django_assert_num_queries):
        from sites.councils import stamps

        settings.HOST_TABLE_MAX_AGE = 60
        stamps._reader.forget()
        factories.news(council)
        rows = latest(council, NEWS, count=3)
        assert rows[0].url
        with django_assert_num_queries(0):
            assert [row.url for row in rows] == [row.url for row in rows]
        stamps._reader.forget()


def test_on_site_is_where_the_address_lies(council, other_council):
    page = factories.news(council, "Commun", shared_with=[other_council])
    assert on_site(council).filter(page_id=page.pk).exists()
    assert not on_site(other_council).filter(page_id=page.pk).exists()


def test_the_sitemap_has_each_address_once_and_all_answer(council, other_council, client_for):
    import re

    factories.news(council, "Commun", shared_with=[other_council])
    client = client_for(council)
    found = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())
    root = f"http://{council.site.hostname}:8000"
    assert len(found) == len(set(found)) > 5
    for address in found:
        assert address.startswith(f"{root}/")
        assert client.get(address.removeprefix(root)).status_code == 200
    elsewhere = client_for(other_council).get("/sitemap.xml").content.decode()
    assert "/commun/" not in elsewhere


class TestAddresses:
    """Filters and page numbers in the address of a list."""

    @pytest.fixture(autouse=True)
    def _many(self, council, other_council):
        for number in range(23):
            factories.news(council, f"Nouvelle {number}", date="2026-03-01")
        factories.news(other_council, "Ailleurs", date="2026-02-01")
        factories.gallery(council, "Fête", date="2026-01-01")
        factories.document(council, "Charte")
        factories.document(council, "Bilan", kind="activity_report")

    def shown(self, client, query: str, path="/actualites/") -> set[str]:
        from html5lib import parse

        tree = parse(client.get(path + query).content.decode())
        ns = "{http://www.w3.org/1999/xhtml}"
        return {"".join(heading.itertext()).strip() for heading in tree.iter(f"{ns}h2")}

    def test_twenty_to_a_page_and_each_thing_once(self, portal, client_for):
        client = client_for(portal)
        first, second = self.shown(client, ""), self.shown(client, "?page=2")
        wanted = {f"Nouvelle {number}" for number in range(23)} | {"Ailleurs", "Fête"}
        assert len(first & wanted) == 20
        assert (first | second) >= wanted
        assert not first & second & wanted

    @pytest.mark.parametrize("per_page", [1, 3, 4, 24, 25, 26])
    def test_pages_follow_one_another_whatever_end_they_are_walked_to_from(
        self, council, monkeypatch, per_page
    ):
        monkeypatch.setattr(lists, "PER_PAGE", per_page)
        rows = listed(council)
        whole = [row.publication for row in rows]
        pages = range(1, -(-len(whole) // per_page) + 1)
        found = [row for n in pages for row in lists.page_of(rows, str(n)).object_list]
        assert found == whole

    def test_a_bounded_list_ends_at_its_last_page_and_counts_no_further(self, council, monkeypatch):
        monkeypatch.setattr(lists, "MOST_PAGES", 2)
        rows = listed(council)
        whole = [row.publication for row in rows]
        assert len(whole) > 2 * 5
        second = lists.page_of(rows, "2", lists.Bounded, 5)
        assert second.object_list == whole[5:10]
        assert second.paginator.num_pages == 2
        with pytest.raises(Http404):
            lists.page_of(rows, "3", lists.Bounded, 5)

    def test_one_council_on_the_portal(self, portal, other_council, client_for):
        shown = self.shown(client_for(portal), f"?conseil={other_council.code}")
        assert "Ailleurs" in shown
        assert not any(title.startswith("Nouvelle") for title in shown)

    def test_one_kind(self, council, client_for):
        shown = self.shown(client_for(council), "?type=gallery")
        assert "Fête" in shown
        assert "Nouvelle 1" not in shown

    def test_one_type_of_document(self, council, client_for):
        shown = self.shown(client_for(council), "?type=activity_report", "/documents/")
        assert "Bilan" in shown
        assert "Charte" not in shown

    def test_the_filter_is_kept_from_page_to_page(self, portal, council, client_for):
        html = client_for(portal).get(f"/actualites/?conseil={council.code}").content.decode()
        assert f"?conseil={council.code}&amp;page=2" in html

    def test_a_list_that_is_empty_says_so(self, other_council, client_for):
        response = client_for(other_council).get("/documents/")
        assert response.status_code == 200
        assert "Aucun document pour l’instant" in response.content.decode()

    def test_a_list_page_costs_a_count_and_a_walk(self, portal, client_for):
        client = client_for(portal)
        client.get("/actualites/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/actualites/?page=2")
        lists = [q for q in captured if "quartiers_publications_placement" in q["sql"]]
        assert len(lists) == 2


class TestAbsurdAddresses:
    @pytest.fixture(autouse=True)
    def _one(self, council):
        factories.news(council)

    @pytest.mark.parametrize(
        "query",
        [
            "page=0",
            "page=3",
            "page=-1",
            "page=",
            "page=1.0",
            "page=01",
            "page=%2B1",
            "page=1e3",
            "page=%C2%B2",
            "page=%D9%A1",
            "page=000000000000000000000002",
            "page=" + "9" * 5000,
            "page=" + "0" * 8 + "1" * 5000,
            "page=%00",
            "page=1%00",
            "page=last",
            "page[]=1",
            "type=rien",
            "type=%00",
            "type=document",
            "type=page",
            "type=news'--",
            "conseil=rien",
            "conseil=%00",
            "conseil=" + "x" * 5000,
            "conseil=LBA",
            "type=news&type=rien",
        ],
    )
    def test_an_unknown_value_is_not_found(self, portal, client_for, query):
        status = client_for(portal).get(f"/actualites/?{query}").status_code
        assert status == (200 if query.startswith("page[]") else 404)

    @pytest.mark.parametrize(
        "query", ["", "?", "?x=1&y[]=%FF", "?page=1", "?type=&conseil=", "?%00"]
    )
    def test_what_means_nothing_is_ignored(self, portal, client_for, query):
        assert client_for(portal).get(f"/actualites/{query}").status_code == 200
