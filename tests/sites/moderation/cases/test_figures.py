"""The yearly figures: counted from rows, for a council on its site, for all on the portal."""

from datetime import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from sites.moderation.cases import appealing
from sites.moderation.figures import counting
from sites.moderation.models import Case, Decision

pytestmark = pytest.mark.django_db

PAGE, CSV = "/moderation/chiffres/", "/moderation/chiffres.csv"


@pytest.fixture
def busy(report, regular, decide, moderator, colleague, post, head):
    """Three reports, two cases, one hidden and contested, one kept."""
    hidden = report(regular(), post, text="Son adresse.").case
    report(AnonymousUser(), post, email="a@exemple.fr")
    kept = report(regular(), head, is_notice=True, name="Me Genêt", email="g@exemple.fr").case
    appeal = appealing.send(decide(moderator, hidden, "hidden").pk, "Non.")
    from sites.moderation.rights import circle_of

    appealing.decide(circle_of(colleague), appeal.pk, "confirmed", "Si.")
    decide(moderator, kept, "kept")


def test_what_was_done_is_counted(busy, council):
    told = counting.figures(timezone.localdate().year, council)
    assert (told.reports, told.notices, told.with_account) == (2, 1, 2)
    assert (told.cases, told.waiting, told.appeals, told.within_a_day) == (2, 0, 1, 2)
    kept, masked, hidden, illegal, _arranged = (line.number for line in told.outcomes)
    assert (kept, masked, hidden, illegal) == (1, 0, 1, 0)
    assert [line.number for line in told.rules] == [1]


def test_a_council_counts_its_own_and_the_portal_all(
    busy, client_for, council, other_council, portal
):
    def reports(place) -> str:
        return client_for(place).get(CSV).content.decode()

    assert "signalements reçus,2" in reports(council)
    assert "signalements reçus,2" in reports(portal)
    assert "signalements reçus,0" in reports(other_council)


def test_years_begin_at_midnight_in_paris(busy, council):
    edge = datetime(2025, 12, 31, 23, 30, tzinfo=timezone.get_fixed_timezone(0))
    Case.objects.update(opened_at=edge)  # 0 h 30 on the first of January, in Paris
    assert counting.figures(2026, council).cases == 2
    assert counting.figures(2025, council).cases == 0


def test_nobody_is_named(busy, client_for, council):
    Decision.objects.update(statement="Motif")
    for path in (PAGE, CSV):
        page = client_for(council).get(path).content.decode()
        for words in ("Marguerite", "Modératrice", "Genêt", "pavés", "Son adresse", "Motif"):
            assert words not in page


@pytest.mark.parametrize("year", ["1999", "x", "20260", "-1"])
def test_a_year_without_figures_is_not_there(client_for, council, year):
    assert client_for(council).get(PAGE, {"annee": year}).status_code == 404
    assert client_for(council).get(CSV, {"annee": year}).status_code == 404


def test_the_footer_and_the_charter_lead_there(client_for, council):
    page = client_for(council).get("/").content.decode()
    assert PAGE in page
    assert "/signaler-un-contenu-illicite/" in page
