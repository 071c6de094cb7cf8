"""What the pages around a meeting cost: never more than a dozen queries (quality.md)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sites.councils import stamps
from tests.cms.meetings.factories import AGENDA, held, in_days, meeting

pytestmark = pytest.mark.django_db
MOST = 12


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    """The table of hosts is not read again for each request."""
    settings.HOST_TABLE_MAX_AGE = 3600
    stamps._reader.forget()
    yield
    stamps._reader.forget()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/seances/",
        "/seances/?annee={year}&type=plenary",
        "/seances/{year}/{coming}/",
        "/seances/{year}/{coming}/proposer/",
        "/seances/{year}/{coming}/inscription/",
        "/seances/{year}/{past}/",
        "/agenda/",
        "/agenda/?vue=mois",
        "/decisions/",
        "/convocations/",
    ],
)
def test_a_page_costs_a_dozen_at_most(council, client_for, path):
    for number in range(4):
        held(
            council,
            title=f"Tenue {number}",
            slug=f"tenue-{number}",
            starts_at=in_days(-30 - number),
        )
    starts = in_days(30)
    coming = meeting(
        council,
        agenda=AGENDA,
        starts_at=starts,
        registration_mode="required",
        registration_capacity=20,
    )
    address = path.format(year=coming.year, coming=coming.slug, past="tenue-1")
    client = client_for(council)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len(captured) <= MOST, [query["sql"][:150] for query in captured]
