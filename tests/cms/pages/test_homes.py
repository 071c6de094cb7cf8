"""What homes show, and do not show twice."""

import pytest

from cms.pages.homepage import council_home, portal_home
from cms.pages.models import CouncilHighlight, Member, NewsPage, PortalHighlight
from tests.cms import factories

pytestmark = pytest.mark.django_db


def news_of(owner, count: int) -> list[NewsPage]:
    """``count`` pieces of news, oldest first."""
    index = factories.section(owner, "actualites")
    return [
        factories.child(index, NewsPage, f"Nouvelle {n}", date=f"2026-03-{n + 1:02}")
        for n in range(count)
    ]


def titles(publications) -> list[str]:
    return [row.title for row in publications]


def test_a_highlighted_page_is_not_in_the_list_of_news_as_well(council):
    pages = news_of(council, 5)
    home = factories.home(council)
    home.highlights.add(CouncilHighlight(target=pages[4]))
    home.save()

    shown = council_home(home, council)

    assert titles(shown["highlights"]) == ["Nouvelle 4"]
    assert titles(shown["news"]) == ["Nouvelle 3", "Nouvelle 2", "Nouvelle 1"]


def test_the_newest_news_fill_the_row_that_editors_left_open(council):
    pages = news_of(council, 6)
    home = factories.home(council)
    home.highlights.add(CouncilHighlight(target=pages[0]))
    home.save()

    shown = council_home(home, council)

    assert titles(shown["highlights"]) == ["Nouvelle 0", "Nouvelle 5", "Nouvelle 4"]
    assert titles(shown["news"]) == ["Nouvelle 3", "Nouvelle 2", "Nouvelle 1"]


def test_a_site_with_little_to_tell_tells_it_once(council):
    news_of(council, 5)

    shown = council_home(factories.home(council), council)

    assert shown["highlights"] == []
    assert titles(shown["news"]) == ["Nouvelle 4", "Nouvelle 3", "Nouvelle 2"]


def test_the_portal_fills_its_news_with_others_than_the_highlights(portal, council):
    pages = news_of(council, 6)
    home = factories.home(portal)
    home.highlights.add(PortalHighlight(target=pages[5]))
    home.highlights.add(PortalHighlight(target=pages[3]))
    home.save()

    shown = portal_home(home)

    assert titles(shown["highlights"]) == ["Nouvelle 5", "Nouvelle 3", "Nouvelle 4"]
    assert titles(shown["news"]) == ["Nouvelle 2", "Nouvelle 1", "Nouvelle 0"]


def test_a_highlighted_draft_is_not_shown(council):
    page = news_of(council, 1)[0]
    home = factories.home(council)
    home.highlights.add(CouncilHighlight(target=page))
    home.save()
    page.unpublish()

    shown = council_home(home, council)

    assert shown["highlights"] == []
    assert shown["news"] == []


def test_the_team_is_who_serves_today_and_only_while_its_page_is_public(council, client_for):
    about = factories.section(council, "le-conseil")
    page = factories.team(about, "Nous")
    page.members.add(
        Member(display_name="Partie", consent_date="2020-01-01", until="2020-12-31"),
        Member(display_name="Clémence", role="Jardins", consent_date="2020-01-01"),
    )
    page.save()
    client = client_for(council)
    shown = client.get("/").content.decode()
    assert "Clémence" in shown
    assert "Partie" not in shown
    restriction = factories.make_private(page)
    assert "Clémence" not in client.get("/").content.decode()
    restriction.delete()
    page.refresh_from_db()
    page.unpublish()
    assert "Clémence" not in client.get("/").content.decode()


def test_one_site_never_names_another_sites_team(council, other_council, client_for):
    factories.team(factories.section(council, "le-conseil"), "Nous")
    assert "Sureau" in client_for(council).get("/").content.decode()
    assert "Sureau" not in client_for(other_council).get("/").content.decode()
