"""What surrounds every page follows its sources at once, and nothing private is ever in it."""

import dataclasses
from datetime import timedelta
from html import unescape

import html5lib
import pytest
import time_machine
from django.db import connection
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Page

from cms.pages.chrome import Entry, Frame, chrome, frame_of
from cms.pages.legal_texts import LEGAL_TEXTS
from cms.pages.models import FormPage, SiteSettings
from cms.pages.models.settings import MENU_LENGTH, MenuItem, SocialLink
from sites.councils import stamps
from sites.councils.hosts import resolve
from sites.councils.roles import LEAD
from tests import factories as sites_factories
from tests.cms import factories

pytestmark = pytest.mark.django_db

NS = "{http://www.w3.org/1999/xhtml}"
START = ["Actualités", "Agenda", "Séances et comptes rendus", "Le conseil", "Forum", "Contact"]


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    """Only what moves a stamp makes this process look again."""
    settings.HOST_TABLE_MAX_AGE = 3600
    stamps._reader.forget()
    yield
    stamps._reader.forget()


def frame(owner) -> Frame:
    return frame_of(resolve(owner.site.hostname))


def menu(owner) -> list[str]:
    return [entry.label for entry in frame(owner).menu]


def part(client, name: str, css: str = "", path: str = "/"):
    """The first element ``name`` (with the class ``css``) of a page, as a tree."""
    tree = html5lib.parse(client.get(path).content.decode())
    found = (
        e for e in tree.iter(f"{NS}{name}") if css in (e.get("class") or "").split() or not css
    )
    return next(found, None)


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def in_menu(owner, title: str, **fields):
    """A page just below the home that asks to be in the menu."""
    return factories.standard(factories.home(owner), title, show_in_menus=True, **fields)


def choose(owner, *items: MenuItem, **fields) -> SiteSettings:
    """What editors decide for their site."""
    chosen = SiteSettings.for_site(owner.site)
    for name, value in fields.items():
        setattr(chosen, name, value)
    for order, item in enumerate(items):
        item.sort_order = order
        chosen.menu_items.add(item)
    chosen.save()
    return chosen


class TestMenu:
    def test_begins_with_the_sections_and_ends_with_forum_and_contact(self, council):
        assert menu(council) == START

    def test_of_the_portal_begins_with_the_councils(self, portal):
        entries = frame(portal).menu
        assert entries[0].url == "/conseils/"
        assert [entry.label for entry in entries[-2:]] == ["Forum", "Contact"]

    def test_shows_pages_that_ask_for_it(self, council):
        in_menu(council, "La mare")
        factories.standard(factories.home(council), "Les coulisses")
        assert menu(council) == [*START[:4], "La mare", *START[4:]]

    def test_shows_pages_just_below_the_home_only(self, council):
        factories.standard(factories.section(council, "le-conseil"), "Loin", show_in_menus=True)
        assert menu(council) == START

    def test_follows_the_order_of_the_tree(self, council):
        agenda = Page.objects.get(pk=factories.section(council, "agenda").pk)
        agenda.move(factories.home(council), pos="first-child")
        assert menu(council)[:2] == ["Agenda", "Actualités"]

    @pytest.mark.parametrize("site", ["council", "portal"])
    def test_never_exceeds_its_length_nor_loses_forum_and_contact(self, request, site):
        owner = request.getfixturevalue(site)
        for number in range(MENU_LENGTH):
            in_menu(owner, f"Page {number}")
        labels = menu(owner)
        assert len(labels) == MENU_LENGTH
        assert labels[-2:] == ["Forum", "Contact"]

    def test_without_a_form_ends_with_the_forum(self, council):
        FormPage.objects.descendant_of(council.site.root_page).update(show_in_menus=False)
        stamps.bump(stamps.CHROME)
        assert menu(council) == START[:-1]

    def test_keeps_its_length_with_many_forms(self, council):
        for number in range(MENU_LENGTH):
            factories.form(factories.home(council), title=f"F{number}", show_in_menus=True)
        labels = menu(council)
        assert len(labels) <= MENU_LENGTH
        assert set(START) <= set(labels)

    @pytest.mark.parametrize(
        ("url", "path", "expected"),
        [
            ("/documents/", "/documents/", True),
            ("/documents/", "/documents/charte/", True),
            ("/documents/", "/documents-anciens/", False),
            ("/", "/", True),
            ("/", "/documents/", False),
        ],
    )
    def test_says_where_one_is(self, url, path, expected):
        assert Entry("x", url).is_current(path) is expected


class TestOwnMenu:
    """An editor's menu replaces the one of the tree."""

    def test_replaces_it_in_its_own_order(self, council):
        mare = factories.standard(factories.section(council, "le-conseil"), "La mare")
        choose(council, MenuItem(path="/forum/", label="Discuter"), MenuItem(page=mare))
        assert frame(council).menu == (
            Entry("Discuter", "/forum/"),
            Entry("La mare", "/le-conseil/la-mare/"),
        )

    def test_may_call_a_page_otherwise(self, council):
        choose(council, MenuItem(page=factories.section(council, "documents"), label="Papiers"))
        assert menu(council) == ["Papiers"]

    def test_never_exceeds_the_length(self, council):
        choose(council, *(MenuItem(path=f"/{n}/", label=f"{n}") for n in range(MENU_LENGTH + 3)))
        assert menu(council) == [f"{n}" for n in range(MENU_LENGTH)]

    def test_taken_away_gives_back_the_tree(self, council):
        chosen = choose(council, MenuItem(path="/forum/", label="Discuter"))
        assert menu(council) == ["Discuter"]
        chosen.menu_items.set([])
        chosen.save()
        assert menu(council) == START

    def test_is_for_one_site(self, council, other_council, portal):
        choose(council, MenuItem(path="/forum/", label="Discuter"))
        assert menu(other_council) == START
        assert "Discuter" not in menu(portal)

    def test_is_chosen_in_the_admin(self, client_for, make_user, council):
        client = client_for("admin", make_user(LEAD, council))
        address = f"/admin/settings/quartiers_pages/sitesettings/{council.site.pk}/"
        assert menu(council) == START
        empty = {"INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "TOTAL_FORMS": "0"}
        data = {f"social_links-{name}": value for name, value in empty.items()}
        data["agenda_days"] = "10"
        data |= {f"menu_items-{name}": value for name, value in empty.items()}
        data |= {"menu_items-TOTAL_FORMS": "1", "menu_items-0-label": "Discuter"}
        data |= {"menu_items-0-path": "/forum/", "menu_items-0-ORDER": "1"}
        assert client.post(address, data).status_code == 302
        assert menu(council) == ["Discuter"]

    @pytest.mark.parametrize(
        "hide",
        [
            lambda page: page.unpublish(),
            lambda page: factories.make_private(page),
            lambda page: factories.make_private(page.get_parent()),
            lambda page: Page.objects.get(pk=page.pk).delete(),
        ],
        ids=["unpublished", "private", "below a private page", "deleted"],
    )
    def test_drops_a_page_that_is_no_longer_public(self, council, hide):
        above = factories.standard(factories.section(council, "le-conseil"), "Dossiers")
        mare = factories.standard(above, "La mare")
        choose(council, MenuItem(page=mare), MenuItem(path="/forum/", label="Forum"))
        assert menu(council) == ["La mare", "Forum"]
        hide(mare)
        assert menu(council) == ["Forum"]

    def test_shows_no_page_of_another_site(self, council, other_council):
        theirs = factories.news(other_council, "Chez les voisins")
        choose(council, MenuItem(page=theirs), MenuItem(path="/forum/", label="Forum"))
        assert menu(council) == ["Forum"]

    def test_shows_a_page_again_that_comes_back(self, council):
        mare = factories.standard(factories.section(council, "le-conseil"), "La mare", live=False)
        choose(council, MenuItem(page=mare), MenuItem(path="/forum/", label="Forum"))
        assert menu(council) == ["Forum"]
        mare.save_revision().publish()
        assert menu(council) == ["La mare", "Forum"]


class TestAtOnce:
    """A change shows at the next request of the process that made it."""

    @pytest.fixture
    def mare(self, council):
        page = in_menu(council, "La mare")
        assert "La mare" in menu(council)
        return page

    def publish(self, page, **fields):
        page = Page.objects.get(pk=page.pk).specific
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()

    def test_another_title(self, council, mare):
        self.publish(mare, title="L’étang")
        assert "L’étang" in menu(council)
        assert "La mare" not in menu(council)

    def test_not_the_title_of_a_draft(self, council, mare):
        mare.title = "L’étang"
        mare.save_revision()
        assert "La mare" in menu(council)
        assert "L’étang" not in menu(council)

    def test_another_address(self, council, mare):
        self.publish(mare, slug="etang")
        assert Entry("La mare", "/etang/") in frame(council).menu

    def test_a_page_that_leaves_the_menu(self, council, mare):
        self.publish(mare, show_in_menus=False)
        assert menu(council) == START

    @pytest.mark.parametrize("plain", [True, False])
    def test_an_unpublished_page_and_its_return(self, council, mare, plain):
        (Page.objects.get(pk=mare.pk) if plain else mare).unpublish()
        assert menu(council) == START
        self.publish(mare)
        assert "La mare" in menu(council)

    def test_privacy_and_its_end(self, council, mare):
        restriction = factories.make_private(mare)
        assert menu(council) == START
        restriction.delete()
        assert "La mare" in menu(council)

    def test_a_move_away(self, council, mare):
        about = factories.section(council, "le-conseil")
        Page.objects.get(pk=mare.pk).move(about, pos="last-child")
        assert menu(council) == START

    def test_a_deletion(self, council, mare):
        Page.objects.get(pk=mare.pk).delete()
        assert menu(council) == START

    def test_settings(self, council):
        assert frame(council).notice == ""
        choose(council, notice="Site d’essai")
        assert frame(council).notice == "Site d’essai"

    def test_the_name_of_a_council_on_every_site(self, council, other_council, portal):
        frames = [frame(owner) for owner in (council, other_council, portal)]
        assert all("Aqueduc" not in [n.name for n in known.councils] for known in frames)
        council.name = "Aqueduc"
        council.save()
        for owner in (council, other_council, portal):
            assert "Aqueduc" in [neighbour.name for neighbour in frame(owner).councils]
        assert frame(council).site_name == "Aqueduc"

    def test_a_new_council_on_every_site(self, council, portal):
        known = [len(frame(owner).councils) for owner in (council, portal)]
        new = sites_factories.make_council(sites_factories.council_data("sept", "Septième"))
        assert [len(frame(owner).councils) for owner in (council, portal)] == [n + 1 for n in known]
        assert menu(new) == START

    def test_in_the_page_itself(self, council, client_for, mare):
        client = client_for(council)
        assert "La mare" in words(part(client, "nav", "menu", "/mentions-legales/"))
        mare.unpublish()
        assert "La mare" not in words(part(client, "nav", "menu", "/mentions-legales/"))


class TestBanner:
    def put(self, council, text="Séance déplacée", **fields):
        home = factories.home(council)
        for name, value in ({"banner_text": text} | fields).items():
            setattr(home, name, value)
        home.save()

    @pytest.mark.parametrize(
        ("level", "word"), [("info", "À savoir"), ("warning", "Attention"), ("alert", "Alerte")]
    )
    @pytest.mark.parametrize("path", ["/", "/mentions-legales/", "/plan-du-site/"])
    def test_says_on_every_page_how_grave_it_is(self, council, client_for, level, word, path):
        self.put(council, banner_level=level)
        banner = part(client_for(council), "div", f"banner-{level}", path)
        assert words(banner) == f"{word} Séance déplacée"

    def test_lasts_until_its_end_in_a_process_that_knows_it(self, council):
        end = timezone.now() + timedelta(hours=2)
        self.put(council, banner_until=end, banner_level="alert")
        shown = {"level": "alert", "text": "Séance déplacée"}
        assert frame(council).banner == shown
        with time_machine.travel(end - timedelta(seconds=5), tick=False):
            assert frame(council).banner == shown
        with time_machine.travel(end, tick=False):
            assert frame(council).banner is None

    def test_without_an_end_stays(self, council):
        self.put(council)
        with time_machine.travel(timezone.now() + timedelta(days=900)):
            assert frame(council).banner["text"] == "Séance déplacée"

    def test_without_words_is_not_there(self, council, client_for):
        self.put(council, text="", banner_level="alert")
        assert frame(council).banner is None
        assert part(client_for(council), "div", "banner-alert") is None

    def test_of_a_draft_is_not_there(self, council):
        home = factories.home(council)
        home.banner_text = "Pas encore"
        home.save_revision()
        assert frame(council).banner is None
        home.get_latest_revision().publish()
        assert frame(council).banner["text"] == "Pas encore"

    def test_is_for_one_site(self, council, other_council, portal):
        self.put(council)
        assert frame(other_council).banner is None
        assert frame(portal).banner is None

    def test_is_text(self, council, client_for):
        self.put(council, text="<b>&amp;")
        assert words(part(client_for(council), "div", "banner")) == "À savoir <b>&amp;"


class TestBreadcrumbs:
    @pytest.fixture
    def page(self, council):
        above = factories.standard(factories.section(council, "le-conseil"), "Dossiers")
        return factories.standard(above, "La mare")

    def trail(self, client) -> list[tuple[str, str]]:
        response = client.get("/le-conseil/dossiers/la-mare/")
        assert response.status_code == 200
        nav = part(client, "nav", "breadcrumbs", "/le-conseil/dossiers/la-mare/")
        return [(link.text, link.get("href")) for link in nav.iter(f"{NS}a")]

    def test_lead_from_the_home_to_the_page_above(self, council, client_for, page):
        assert self.trail(client_for(council)) == [
            ("Accueil", "/"),
            ("Le conseil", "/le-conseil/"),
            ("Dossiers", "/le-conseil/dossiers/"),
        ]

    def test_pass_over_a_draft(self, council, client_for, page):
        page.get_parent().unpublish()
        assert "Dossiers" not in dict(self.trail(client_for(council)))

    def test_do_not_tell_the_title_of_a_draft(self, council, client_for, page):
        above = page.get_parent().specific
        above.title = "Dossiers secrets"
        above.save_revision()
        assert "Dossiers" in dict(self.trail(client_for(council)))

    def test_pass_over_a_private_page(self, council, client_for, page, resident):
        factories.make_private(page.get_parent())
        assert "Dossiers" not in dict(self.trail(client_for(council, resident)))

    def test_never_leave_the_site(self, portal, client_for):
        client = client_for(portal)
        hrefs = [link["href"] for link in _links(part(client, "nav", "breadcrumbs", "/contact/"))]
        assert hrefs == ["/"]


def _links(element) -> list[dict]:
    return [dict(link.items()) | {"label": words(link)} for link in element.iter(f"{NS}a")]


class TestFooter:
    def test_has_the_legal_texts_in_order(self, council, client_for):
        footer = part(client_for(council), "footer")
        shown = {link["href"]: link["label"] for link in _links(footer)}
        legal = frame(council).legal
        assert [entry.url for entry in legal] == [f"/{text.slug}/" for text in LEGAL_TEXTS]
        assert [shown[e.url] for e in legal] == [" ".join(e.label.split()) for e in legal]

    def test_follows_the_legal_texts(self, council):
        before = [entry.label for entry in frame(council).legal]
        page = factories.legal(council, "Règlement")
        assert [entry.label for entry in frame(council).legal] == [*before, "Règlement"]
        page.unpublish()
        assert [entry.label for entry in frame(council).legal] == before
        page.save_revision().publish()
        factories.make_private(page)
        assert [entry.label for entry in frame(council).legal] == before

    def test_leads_to_the_first_form_that_everybody_may_read(self, council):
        assert frame(council).contact_url == "/contact/"
        factories.make_private(factories.section(council, "contact"))
        assert frame(council).contact_url == ""

    def test_leads_to_the_team_once_it_is_public(self, council):
        team = factories.home(council).get_descendants().get(slug="equipe")
        assert frame(council).team_url == "/le-conseil/equipe/"
        team.unpublish()
        assert frame(council).team_url == ""

    def test_says_what_a_council_is_with_the_portals_page(self, council, portal):
        page = factories.section(portal, "comprendre")
        for owner in (council, portal):
            assert frame(owner).about_url == f"{portal.site.root_url}/comprendre/"
        factories.make_private(page)
        for owner in (council, portal):
            assert frame(owner).about_url == ""

    def test_leads_to_the_sites_links_elsewhere(self, council, client_for):
        chosen = SiteSettings.for_site(council.site)
        chosen.social_links.add(SocialLink(label="Mastodon", url="https://exemple.fr/@lba"))
        chosen.save()
        assert "Mastodon" in words(part(client_for(council), "footer"))


class TestSwitcher:
    def entries(self, client, path="/") -> list[dict]:
        return _links(part(client, "nav", "switcher", path))

    @pytest.mark.parametrize("path", ["/", "/documents/", "/plan-du-site/"])
    def test_has_the_portal_then_every_council_in_order(
        self, council, other_council, portal, client_for, path
    ):
        owners = [portal, council, other_council]
        for owner in owners:
            entries = self.entries(client_for(owner), path)
            assert [e["href"] for e in entries] == [f"{o.site.root_url}/" for o in owners]

    def test_marks_the_current_site_alone(self, council, other_council, portal, client_for):
        for owner in (council, other_council, portal):
            current = [e for e in self.entries(client_for(owner)) if "aria-current" in e]
            assert [e["href"] for e in current] == [f"{owner.site.root_url}/"]

    def test_follows_the_order_of_councils(self, council, other_council, client_for):
        client = client_for(other_council)
        before = [e["href"] for e in self.entries(client)]
        council.position = 9
        council.save()
        assert [e["href"] for e in self.entries(client)] == [before[0], before[2], before[1]]


class TestNotice:
    def test_is_the_first_line_of_every_page(self, council, client_for):
        choose(council, notice="Site d’essai <b>")
        for path in ("/", "/documents/", "/plan-du-site/"):
            assert words(part(client_for(council), "p", "notice", path)) == "Site d’essai <b>"

    def test_is_not_there_without_words(self, council, client_for):
        assert part(client_for(council), "p", "notice") is None


@pytest.mark.parametrize("path", ["/", "/contact/", "/mentions-legales/", "/rien/"])
def test_what_a_council_decides_shows_on_its_site_only(
    council, other_council, portal, client_for, path
):
    chosen = choose(
        council,
        MenuItem(path="/secret-menu/", label="Secret du menu"),
        notice="Secret de la mention",
        contact_email="secret@exemple.fr",
        contact_address="Secret de l’adresse",
    )
    chosen.social_links.add(SocialLink(label="Secret du lien", url="https://exemple.fr/secret"))
    chosen.save()
    home = factories.home(council)
    home.banner_text = "Secret du bandeau"
    home.save()
    pages = {
        owner.site.hostname: unescape(client_for(owner).get(path).content.decode())
        for owner in (council, other_council, portal, council)
    }
    for secret in ("menu", "de la mention", "de l’adresse", "du lien", "du bandeau"):
        assert secret in pages[council.site.hostname]
    for owner in (other_council, portal):
        assert "ecret" not in pages[owner.site.hostname]


def test_the_admins_host_has_no_chrome(council):
    request = RequestFactory().get("/")
    assert chrome(request) == {}
    request.host_entry = resolve("admin.quartiers.localhost")
    assert chrome(request) == {}


class TestKeptParts:
    """The switcher and the footer are written once for all readers of a site."""

    def test_nothing_of_a_reader_is_in_them(self, client_for, council, make_user):
        user = make_user(pseudonym="Zibeline")
        known = client_for(council, user).get("/le-conseil/").content.decode()
        assert "Zibeline" in known
        assert frame(council).parts
        assert all("Zibeline" not in text for text in frame(council).parts.values())
        assert "Zibeline" not in client_for(council).get("/le-conseil/").content.decode()

    def test_they_know_no_request(self, council, client_for):
        part = Template("{% load pages %}{% kept 'forum/parts/form.html' %}")
        secret = {"request": "x", "user": "x", "csrf_token": "secret", "chrome": frame(council)}
        assert "secret" not in part.render(Context(secret))

    def test_each_language_has_its_own(self, council):
        footer = Template("{% load pages %}{% kept 'components/footer.html' %}")
        html = {}
        for language in ("fr", "en", "fr"):
            with translation.override(language):
                html[language] = footer.render(Context({"chrome": frame(council)}))
        assert "Plan du site" in html["fr"]
        assert "Plan du site" not in html["en"]

    def test_each_site_has_its_own(self, council, other_council, portal, client_for):
        for owner in (council, other_council, portal):
            choose(owner, contact_address=f"Chez {owner.name}")
        for owner in (council, other_council, portal, council):
            footer = part(client_for(owner), "footer")
            assert f"Chez {owner.name}" in words(footer)
            switcher = part(client_for(owner), "ul", "switcher-list")
            here = [a for a in switcher.iter(f"{NS}a") if a.get("aria-current")]
            assert len(here) == 1
            assert here[0].get("href") == f"{owner.site.root_url}/"

    def test_they_follow_their_sources(self, council, other_council, client_for):
        client = client_for(council)
        client.get("/")
        other_council.name = "Un autre nom"
        other_council.save()
        choose(council, contact_address="Quai de Valmy")
        html = unescape(client.get("/").content.decode())
        assert html.count("Un autre nom") == 2  # switcher and footer
        assert "Quai de Valmy" in html


class TestQueries:
    def test_a_frame_in_memory_costs_none(self, council, django_assert_num_queries):
        frame(council)
        with django_assert_num_queries(0):
            known = frame(council)
            assert known.banner is None
            assert known.councils_url

    @pytest.mark.parametrize("site", ["council", "portal"])
    def test_a_whole_frame_is_written_without_one(
        self, request, site, client_for, django_assert_num_queries
    ):
        owner = request.getfixturevalue(site)
        choose(owner, notice="Site d’essai")
        response = client_for(owner).get("/documents/")
        trail = {"breadcrumbs": response.context["breadcrumbs"]}
        with django_assert_num_queries(0):
            html = render_to_string("base.html", trail, response.wsgi_request)
        assert "Site d’essai" in html
        assert "switcher-list" in html

    def test_a_second_page_asks_nothing_about_the_site(self, council, client_for):
        client = client_for(council)
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/actualites/")
        asked = " ".join(query["sql"] for query in captured)
        for table in ("pages_sitesettings", "pages_menuitem", "pages_formpage", "councils_council"):
            assert f"quartiers_{table}" not in asked

    def test_a_long_menu_costs_no_more_than_a_short_one(self, council):
        pages = [in_menu(council, f"Page {n}") for n in range(6)]
        costs = []
        for some in (pages[:1], pages[1:]):
            choose(council, *(MenuItem(page=page) for page in some))
            resolve(council.site.hostname)
            with CaptureQueriesContext(connection) as captured:
                frame(council)
            costs.append(len(captured))
        assert costs[0] == costs[1]
        assert len(menu(council)) == 6


def test_a_copy_of_a_frame_keeps_no_part_of_the_real_one():
    """The gallery completes frames with made-up things: no reader may ever be shown those."""
    fields = {f.name: None for f in dataclasses.fields(Frame) if f.init}
    real = Frame(**fields)
    copy = dataclasses.replace(real, site_name="inventé")
    copy.parts["pied"] = "inventé"
    assert real.parts == {}
