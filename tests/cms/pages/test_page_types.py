"""Every page type on its site: it answers, in HTML that holds together, and only there."""

from html import unescape
from itertools import pairwise

import html5lib
import pytest
from wagtail.models import Page

from cms.pages.models import BasePage, FormField
from sites.councils.roles import EDITOR
from tests.cms import factories
from tests.cms.page_forms import posted

pytestmark = pytest.mark.django_db

NS = "{http://www.w3.org/1999/xhtml}"
TYPES = [
    "home",
    "newsindex",
    "news",
    "gallery",
    "documentindex",
    "document",
    "standard",
    "faq",
    "team",
    "commission",
    "form",
    "legal",
    "eventindex",
    "event",
    "meetingindex",
    "meeting",
]


@pytest.fixture
def pages(council):
    return factories.site_of_all_types(council)


def path_of(page: Page) -> str:
    return Page.objects.get(pk=page.pk).get_url_parts()[2]


def parsed(response):
    """The tree of a page; errors of a strict parse fail the test."""
    return html5lib.HTMLParser(strict=True).parse(response.content.decode())


def outline(tree) -> list[int]:
    """Levels of the headings, in order."""
    names = {f"{NS}h{level}": level for level in range(1, 7)}
    return [names[element.tag] for element in tree.iter() if element.tag in names]


def test_there_is_one_of_every_type(pages):
    made = {type(getattr(pages, name)) for name in TYPES}
    models = {
        model
        for model in BasePage.__subclasses__() + BasePage.__subclasses__()[0].__subclasses__()
        if not model._meta.abstract
    }
    assert {model for model in models if model.__name__ != "PortalHomePage"} <= made


@pytest.mark.parametrize("name", TYPES)
def test_answers_in_html_that_holds_together(pages, council, client_for, name):
    page = getattr(pages, name)
    response = client_for(council).get(path_of(page))
    assert response.status_code == 200
    tree = parsed(response)
    levels = outline(tree)
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert council.name in "".join(tree.find(f".//{NS}title").itertext()).replace("\u00a0", " ")


@pytest.mark.parametrize("name", TYPES)
def test_shows_its_title(pages, council, client_for, name):
    page = getattr(pages, name)
    html = unescape(client_for(council).get(path_of(page)).content.decode())
    assert page.title in html.replace("\u00a0", " ")


@pytest.mark.parametrize("name", [name for name in TYPES if name != "home"])
def test_is_not_reached_through_another_site(pages, portal, other_council, client_for, name):
    page = getattr(pages, name)
    if page.is_fixed or page.title in ("Actualités", "Documents"):
        pytest.skip("every site has one of these at this address")
    for place in (other_council, portal):
        assert client_for(place).get(path_of(page)).status_code == 404


def test_the_tree_of_another_site_has_no_address_here(council, other_council, client_for):
    home = factories.home(council)
    for path in (f"/{home.slug}/", f"/{home.slug}/actualites/", f"/../{home.slug}/"):
        assert client_for(other_council).get(path).status_code == 404


def test_a_draft_is_not_there(council, client_for):
    page = factories.news(council, "Secret", live=False)
    assert client_for(council).get(path_of(page)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_a_page_of_text_takes_no_other_method_badly(council, client_for, method):
    response = getattr(client_for(council), method)("/mentions-legales/")
    assert response.status_code < 500


def test_a_private_page_asks_who_you_are(council, client_for):
    page = factories.standard(factories.section(council, "le-conseil"), "Réservé")
    factories.make_private(page)
    response = client_for(council).get(path_of(page))
    assert response.status_code == 302
    assert "/compte/connexion/" in response["Location"]


def test_there_is_no_second_door_to_sign_in(council, client_for, resident):
    """Wagtail's own sign-in has no limits."""
    from tests.factories import PASSWORD

    client = client_for(council)
    data = {"username": resident.email, "password": PASSWORD}
    response = client.post("/_util/login/?next=/le-conseil/", data)
    assert response["Location"] == "/compte/connexion/?next=/le-conseil/"
    assert "_auth_user_id" not in client.session


def test_a_page_behind_a_password_asks_for_it(council, client_for):
    page = factories.standard(factories.section(council, "le-conseil"), "Réservé")
    restriction = factories.make_private(page)
    restriction.restriction_type, restriction.password = "password", "mare"
    restriction.save()
    html = client_for(council).get(path_of(page)).content.decode()
    assert "Rendez-vous jeudi" not in html
    assert 'type="password"' in html


class TestPreviews:
    """What an editor sees before publishing."""

    @pytest.mark.parametrize("name", TYPES)
    def test_every_type_has_one(self, pages, name):
        page = getattr(pages, name)
        for mode, _label in page.preview_modes:
            response = page.make_preview_request(preview_mode=mode)
            assert response.status_code == 200
            response.render()
            assert page.title in unescape(response.content.decode()).replace("\u00a0", " ")

    def test_of_a_page_that_was_never_saved(self, council):
        from cms.pages.models import NewsPage

        parent = factories.section(council, "actualites")
        page = NewsPage(title="Pas encore", slug="pas-encore", body=factories.TEXT)
        parent.add_child(instance=page)  # the path; Wagtail computes one without saving
        page.live = False
        response = page.make_preview_request()
        response.render()
        assert "Pas encore" in response.content.decode()


class TestBreadcrumbs:
    def trail(self, client_for, council, page) -> list[str]:
        tree = parsed(client_for(council).get(path_of(page)))
        nav = tree.find(f".//{NS}nav[@class='breadcrumbs wrap']")
        assert nav is not None
        return [link.get("href") for link in nav.iter(f"{NS}a")]

    def test_lead_from_the_home_to_the_page_above(self, council, client_for):
        above = factories.standard(factories.section(council, "le-conseil"), "Dossiers")
        page = factories.standard(above, "La mare")
        trail = self.trail(client_for, council, page)
        assert trail == ["/", "/le-conseil/", "/le-conseil/dossiers/"]

    def test_pass_over_a_page_that_is_not_public(self, council, client_for):
        about = factories.section(council, "le-conseil")
        page = factories.standard(factories.standard(about, "Secret", live=False), "La mare")
        assert self.trail(client_for, council, page) == ["/", "/le-conseil/"]

    def test_the_home_has_none(self, council, client_for):
        assert 'class="breadcrumbs"' not in client_for(council).get("/").content.decode()


def test_a_page_lists_the_public_pages_below_it(council, client_for):
    about = factories.section(council, "le-conseil")
    factories.standard(about, "La mare")
    factories.standard(about, "Brouillon", live=False)
    factories.make_private(factories.standard(about, "Réservé"))
    html = client_for(council).get("/le-conseil/").content.decode()
    assert "La mare" in html
    assert "Brouillon" not in html
    assert "Réservé" not in html


def test_a_replaced_document_leads_to_the_newer_one(council, client_for):
    old = factories.document(council, "Charte 2020")
    newer = factories.document(council, "Charte 2026", supersedes=old)
    draft = factories.document(council, "Charte 2027", supersedes=old, live=False)
    html = client_for(council).get(path_of(old)).content.decode()
    assert path_of(newer) in html
    assert draft.title not in html


def test_a_document_says_what_it_replaces_while_everybody_may_read_it(council, client_for):
    old = factories.document(council, "Charte 2020")
    newer = factories.document(council, "Charte 2026", supersedes=old)
    client = client_for(council)
    assert "Charte 2020" in client.get(path_of(newer)).content.decode()
    factories.make_private(old)
    html = client.get(path_of(newer)).content.decode()
    assert "Charte 2020" not in html
    assert path_of(old) not in html


class TestDocumentsOfAnotherCouncil:
    """Nobody writes on another council's documents by saying that theirs replaces them."""

    def test_are_not_called_replaced(self, council, other_council, client_for):
        theirs = factories.document(other_council, "Ordre du jour")
        ours = factories.document(council, "Séance annulée", supersedes=theirs)
        assert ours.title not in client_for(other_council).get(path_of(theirs)).content.decode()
        assert theirs.title not in client_for(council).get(path_of(ours)).content.decode()

    @pytest.mark.parametrize("is_new", [True, False])
    def test_cannot_be_chosen(self, council, other_council, client_for, make_user, is_new):
        theirs = factories.document(other_council, "Ordre du jour")
        ours = factories.document(council, "Charte")
        index = ours.get_parent()
        url = f"/admin/pages/{ours.pk}/edit/"
        if is_new:
            url = f"/admin/pages/add/quartiers_pages/councildocument/{index.pk}/"
        client = client_for("admin", make_user(EDITOR, council))
        form = client.get(url).context["form"]
        data = posted(form) | {"title": "Annulée", "slug": "annulee", "supersedes": theirs.pk}
        response = client.post(url, data | {"action-publish": "1"})
        errors = response.context["form"].errors
        assert "Choisissez un document de votre site." in str(errors["supersedes"])
        assert not theirs.superseded_by.exists()


def test_a_team_shows_who_serves_today(council, client_for):
    import time_machine

    page = factories.team(factories.section(council, "le-conseil"))
    member = page.members.get()
    member.display_name, member.since, member.until = "Églantine", "2026-01-01", "2026-06-30"
    member.save()
    client = client_for(council)
    for day, shown in (
        ("2025-12-31", False),
        ("2026-01-01", True),
        ("2026-06-30", True),
        ("2026-07-01", False),
    ):
        with time_machine.travel(f"{day} 12:00", tick=False):
            assert ("Églantine" in client.get(path_of(page)).content.decode()) is shown, day


def test_a_form_page_names_its_fields(pages):
    assert FormField.objects.filter(page=pages.form).count() == 2
