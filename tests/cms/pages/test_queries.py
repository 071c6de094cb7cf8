"""How many queries a page costs, whatever it shows; and what an anonymous reader leaves behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.publications.models import Publication
from sites.accounts.models import HostSession
from sites.councils import stamps
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    """The table of hosts is not read again for each request."""
    settings.HOST_TABLE_MAX_AGE = 60
    stamps._reader.forget()
    yield
    stamps._reader.forget()


def queries(client, path: str, status: int = 200) -> int:
    client.get(path)  # what the process keeps in memory
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == status
    return len(captured)


def fill(council, news: int, documents: int = 0):
    image = factories.picture(council)
    for number in range(news):
        factories.news(council, f"Nouvelle {number}", lead_image=image)
    for number in range(documents):
        factories.document(council, f"Document {number}", file=factories.document_file(council))


@pytest.mark.parametrize(
    ("path", "most"),
    [("/", 10), ("/actualites/", 4), ("/documents/", 6), ("/le-conseil/", 4), ("/contact/", 6)],
)
def test_pages_of_a_council_cost_no_more_than_agreed(council, client_for, path, most):
    fill(council, 5, 3)
    factories.team(factories.section(council, "le-conseil"))
    assert queries(client_for(council), path) <= most


@pytest.mark.parametrize(
    ("path", "most"), [("/", 9), ("/actualites/", 4), ("/documents/", 6), ("/conseils/", 0)]
)
def test_pages_of_the_portal_cost_no_more_than_agreed(portal, council, client_for, path, most):
    fill(council, 5, 3)
    assert queries(client_for(portal), path) <= most


def test_a_piece_of_news_costs_four_queries(council, client_for):
    """The way to it, the page with its picture, topics, photos."""
    image = factories.picture(council)
    page = factories.news(council, "Un banc", lead_image=image)
    page.photos = [
        type(page).photos.rel.related_model(image=factories.picture(council), alt="x", page=page)
        for _photo in range(6)
    ]
    page.save()
    assert queries(client_for(council), "/actualites/un-banc/") == 4


def test_a_page_that_is_not_there_costs_four_queries_at_most(portal, council, client_for):
    """The way to it, and redirects: with and without what follows the question mark."""
    for place in (council, portal):
        assert queries(client_for(place), "/rien/", 404) == 2
        assert queries(client_for(place), "/actualites/rien/encore/?page=2", 404) <= 3


def test_a_list_costs_the_same_for_one_item_and_for_two_hundred(portal, council, client_for):
    fill(council, 1)
    few = [queries(client_for(place), "/actualites/") for place in (council, portal)]
    rows = list(Publication.objects.filter(kind="news"))
    multiply(rows[0], 199)
    many = [queries(client_for(place), "/actualites/") for place in (council, portal)]
    assert many == few
    assert queries(client_for(portal), "/actualites/?page=10") == many[1]


def multiply(row: Publication, times: int) -> None:
    """Copies of a row with its placements, as ``publish`` would write them."""
    places = [place.council_id for place in row.placements.all()]
    from cms.publications.models import Placement

    for number in range(times):
        copy = Publication.objects.create(
            source=f"essai:{number}",
            kind=row.kind,
            home_id=row.home_id,
            path=f"{row.path}{number}/",
            title=f"{row.title} {number}",
            sort_at=row.sort_at,
            changed_at=row.changed_at,
            picture=row.picture,
            on_portal=True,
        )
        Placement.objects.bulk_create(
            Placement(
                publication=copy,
                council_id=place,
                kind=row.kind,
                sort_at=row.sort_at,
                on_portal=True,
            )
            for place in places
        )


@pytest.mark.parametrize(
    "path", ["/", "/actualites/", "/documents/", "/le-conseil/", "/plan-du-site/", "/sitemap.xml"]
)
def test_reading_leaves_no_cookie_and_no_session(council, client_for, path):
    fill(council, 1)
    client = client_for(council)
    response = client.get(path)
    assert response.status_code == 200
    assert not client.cookies
    assert "Set-Cookie" not in response
    assert not HostSession.objects.exists()


def test_reading_writes_nothing(council, client_for):
    """Not even the first time: a row of settings was once made by the first reader."""
    from cms.pages.models import SiteSettings

    SiteSettings.objects.all().delete()
    stamps.bump(stamps.CHROME)
    with CaptureQueriesContext(connection) as captured:
        client_for(council).get("/")
    written = [q["sql"] for q in captured if not q["sql"].lstrip().startswith("SELECT")]
    assert written == []
