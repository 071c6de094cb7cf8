"""What surrounds every page, as a reader of two sites receives it."""

from itertools import pairwise

import pytest
from html5lib import parse

from cms.pages.models import SiteSettings

NS = "{http://www.w3.org/1999/xhtml}"
PAGES = ["/", "/actualites/", "/documents/", "/le-conseil/", "/contact/", "/plan-du-site/"]


def read(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200, path
    return parse(response.content.decode())


def texts(element) -> str:
    return " ".join("".join(element.itertext()).split())


def links(element) -> list[str]:
    return [a.get("href") for a in element.iter(f"{NS}a")]


@pytest.mark.parametrize("path", PAGES)
def test_page_has_one_h1_and_the_skip_link_first(client_for, council, path):
    tree = read(client_for(council), path)
    assert len(list(tree.iter(f"{NS}h1"))) == 1
    assert links(tree)[0] == "#contenu"
    assert [e.get("id") for e in tree.iter(f"{NS}main")] == ["contenu"]


@pytest.mark.parametrize("path", PAGES)
def test_headings_skip_no_level(client_for, council, path):
    tree = read(client_for(council), path)
    levels = [int(e.tag[-1]) for e in tree.iter() if str(e.tag)[len(NS) :] in ("h1", "h2", "h3")]
    steps = pairwise(levels)
    assert all(after - before <= 1 for before, after in steps), levels


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique(client_for, council, path):
    ids = [e.get("id") for e in read(client_for(council), path).iter() if e.get("id")]
    assert len(ids) == len(set(ids))


def test_title_says_page_council_and_district(client_for, council, portal):
    title = next(read(client_for(council), "/actualites/").iter(f"{NS}title"))
    assert title.text == f"Actualités – {council.name} – {portal.district}"


def test_the_plaque_leads_home_and_names_the_council(client_for, council):
    header = next(read(client_for(council), "/contact/").iter(f"{NS}header"))
    plaque = next(a for a in header.iter(f"{NS}a") if a.get("class") == "plaque")
    assert plaque.get("href") == "/"
    assert council.name.replace(" –", "") in texts(plaque).replace(" –", "").replace("\u00a0–", "")


def test_the_switcher_and_the_footer_name_every_council(client_for, council, other_council):
    tree = read(client_for(council))
    for part in ("header", "footer"):
        found = links(next(tree.iter(f"{NS}{part}")))
        assert f"{other_council.site.root_url}/" in found


def test_the_menu_says_where_one_is(client_for, council):
    header = next(read(client_for(council), "/actualites/").iter(f"{NS}header"))
    current = [a.get("href") for a in header.iter(f"{NS}a") if a.get("aria-current") == "page"]
    assert current == ["/actualites/"]


def test_no_form_posts_outside_main(client_for, council):
    tree = read(client_for(council), "/contact/")
    inside = list(next(tree.iter(f"{NS}main")).iter(f"{NS}form"))
    assert len(inside) == len(list(tree.iter(f"{NS}form"))) == 1


def test_a_reader_gets_no_cookie(client_for, council):
    assert not client_for(council).get("/").cookies


def test_canonical_address_has_no_query_but_the_page(client_for, council):
    tree = read(client_for(council), "/actualites/?type=news")
    canonical = next(e for e in tree.iter(f"{NS}link") if e.get("rel") == "canonical")
    assert canonical.get("href") == f"{council.site.root_url}/actualites/"


def test_the_notice_of_a_site_is_on_its_pages(client_for, council):
    chosen = SiteSettings.for_site(council.site)
    chosen.notice = "Site d’essai"
    chosen.save()
    assert "Site d’essai" in texts(next(read(client_for(council)).iter(f"{NS}header")))


def test_the_home_begins_with_the_next_meeting(client_for, council):
    main = next(read(client_for(council)).iter(f"{NS}main"))
    assert texts(next(main.iter(f"{NS}h2"))) == "Pas de séance annoncée pour l’instant"


def test_empty_parts_of_a_home_are_not_there(client_for, other_council):
    headings = [texts(h) for h in read(client_for(other_council)).iter(f"{NS}h2")]
    assert headings == ["Pas de séance annoncée pour l’instant", "Le conseil"]


def test_the_portal_leads_to_each_council_from_its_main_part(client_for, portal, council):
    main = next(read(client_for(portal)).iter(f"{NS}main"))
    assert f"{council.site.root_url}/" in links(main)
