"""Pages whose address the product promises stay put; other pages stay on their site."""

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.pages.models import NewsPage
from cms.publications.publishing import differences
from sites.councils.roles import ADMINISTRATOR, LEAD
from tests.cms import factories
from tests.cms.page_forms import posted

pytestmark = pytest.mark.django_db

FIXED = ["actualites", "documents", "le-conseil", "contact", "mentions-legales", "accessibilite"]


@pytest.fixture(params=[ADMINISTRATOR, LEAD])
def admin(request, client_for, make_user, council):
    user = make_user(request.param, council if request.param == LEAD else None)
    return client_for("admin", user)


@pytest.fixture
def superuser(client_for, make_user):
    return client_for("admin", make_user(is_superuser=True))


def state(page: Page) -> tuple:
    page = Page.objects.get(pk=page.pk)
    return page.path, page.url_path, page.slug, page.live, page.expire_at


class TestFixed:
    @pytest.mark.parametrize("slug", FIXED)
    @pytest.mark.parametrize("action", ["delete", "unpublish", "move", "privacy"])
    def test_is_left_alone_by_its_screens(self, superuser, council, slug, action):
        page = factories.section(council, slug)
        before = state(page)
        for method in (superuser.get, superuser.post):
            response = method(f"/admin/pages/{page.pk}/{action}/", {"restriction_type": "login"})
            assert response.status_code == 302
        assert state(page) == before
        assert not page.view_restrictions.exists()

    @pytest.mark.parametrize("action", ["delete", "unpublish", "move"])
    def test_is_left_alone_in_bulk(self, admin, council, action):
        page = factories.section(council, "documents")
        before = state(page)
        target = factories.section(council, "le-conseil")
        admin.post(
            f"/admin/bulk/wagtailcore/page/{action}/?id={page.pk}",
            {"chooser": target.pk, "include_descendants": "on"},
        )
        assert state(page) == before

    def test_is_not_moved_by_hand(self, admin, council):
        page = factories.section(council, "documents")
        before = state(page)
        target = factories.section(council, "le-conseil")
        admin.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/")
        assert state(page) == before

    @pytest.mark.parametrize("slug", FIXED)
    def test_keeps_its_address(self, council, slug):
        page = factories.section(council, slug)
        page.slug = "autre"
        with pytest.raises(ValidationError) as refused:
            page.save()
        assert "gardez" in str(refused.value.message_dict["slug"])
        assert state(page)[2] == slug

    def test_keeps_its_address_in_the_editor_and_says_why(self, superuser, council):
        page = factories.section(council, "mentions-legales")
        form = superuser.get(f"/admin/pages/{page.pk}/edit/").context["form"]
        data = posted(form) | {"slug": "autre", "action-publish": "1"}
        response = superuser.post(f"/admin/pages/{page.pk}/edit/", data)
        assert response.status_code == 200
        assert "L’adresse de cette page est fixe" in unescape(response.content.decode())
        assert state(page)[2] == "mentions-legales"

    def test_never_ends(self, council):
        page = factories.section(council, "contact")
        page.expire_at = "2030-01-01 00:00+00:00"
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert "expire_at" in refused.value.message_dict

    def test_a_copy_is_free(self, council):
        copied = factories.section(council, "contact").copy(
            update_attrs={"slug": "ecrire"}, keep_live=True
        )
        assert not Page.objects.get(pk=copied.pk).specific.is_fixed
        Page.objects.get(pk=copied.pk).delete()
        assert differences() == []

    def test_its_place_in_the_menu_may_change(self, admin, council):
        page = factories.section(council, "documents")
        response = admin.post(f"/admin/pages/{page.pk}/set_position/?position=0")
        assert response.status_code == 200
        children = factories.home(council).get_children()
        assert children.first().pk == page.pk
        assert differences() == []


class TestAnotherSite:
    """A page never changes site, whoever asks and whichever way."""

    @pytest.fixture
    def page(self, council):
        return factories.standard(factories.section(council, "le-conseil"), "La mare")

    @pytest.fixture
    def elsewhere(self, other_council):
        return factories.section(other_council, "le-conseil")

    @pytest.mark.parametrize("plain", [True, False])
    def test_by_code(self, page, elsewhere, plain):
        before = state(page)
        moved = Page.objects.get(pk=page.pk) if plain else page
        with pytest.raises(ValidationError, match="ne peut pas changer de site"):
            moved.move(elsewhere, pos="last-child")
        with pytest.raises(ValidationError):
            moved.move(elsewhere, pos="right")
        assert state(page) == before
        assert differences() == []

    def test_through_the_admin_with_words(self, superuser, page, elsewhere):
        before = state(page)
        address = f"/admin/pages/{page.pk}/move/{elsewhere.pk}/confirm/"
        for method in (superuser.get, superuser.post):
            response = method(address, follow=True)
            assert "Une page ne peut pas changer de site" in unescape(response.content.decode())
        assert state(page) == before

    def test_in_bulk(self, superuser, page, elsewhere):
        before = state(page)
        response = superuser.post(
            f"/admin/bulk/wagtailcore/page/move/?id={page.pk}", {"chooser": elsewhere.pk}
        )
        assert response.status_code < 500
        assert state(page) == before

    def test_the_confirmation_shows_no_title_to_strangers(
        self, client_for, make_user, page, other_council, elsewhere
    ):
        stranger = client_for("admin", make_user(LEAD, other_council))
        response = stranger.get(f"/admin/pages/{page.pk}/move/{elsewhere.pk}/confirm/", follow=True)
        assert "La mare" not in response.content.decode()

    def test_within_the_site_it_moves(self, admin, council, page, client_for):
        target = factories.standard(factories.section(council, "le-conseil"), "Dossiers")
        response = admin.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/")
        assert response.status_code == 302
        path = "/le-conseil/dossiers/la-mare/"
        assert client_for(council).get(path).status_code == 200
        assert differences() == []


class TestAddresses:
    """Addresses are permanent."""

    @pytest.fixture(autouse=True)
    def _commits(self, django_capture_on_commit_callbacks):
        self.commits = django_capture_on_commit_callbacks

    def rename(self, page, slug) -> NewsPage:
        with self.commits(execute=True):
            page = Page.objects.get(pk=page.pk).specific
            page.slug = slug
            page.save_revision().publish()
        return page

    def test_a_renamed_page_is_found_at_its_old_address(self, council, other_council, client_for):
        page = factories.news(council, "Avant")
        self.rename(page, "apres")
        response = client_for(council).get("/actualites/avant/?x=1")
        assert response.status_code == 301
        assert response["Location"].endswith("/actualites/apres/")
        assert client_for(other_council).get("/actualites/avant/").status_code == 404

    def test_so_are_the_pages_below_it_and_after_a_move(self, council, client_for):
        about = factories.section(council, "le-conseil")
        section, target = factories.standard(about, "Dossiers"), factories.standard(about, "Vieux")
        factories.standard(section, "La mare")
        with self.commits(execute=True):
            Page.objects.get(pk=section.pk).move(target, pos="last-child")
        client = client_for(council)
        for old in ("/le-conseil/dossiers/", "/le-conseil/dossiers/la-mare/"):
            response = client.get(old)
            assert response.status_code == 301
            assert client.get(response["Location"]).status_code == 200

    def test_an_address_that_led_elsewhere_is_not_given_again(self, council):
        self.rename(factories.news(council, "Avant"), "apres")
        with pytest.raises(ValidationError) as refused:
            factories.news(council, "Un autre", slug="avant")
        assert "slug" in refused.value.message_dict

    def test_nor_through_the_editor(self, council, superuser):
        self.rename(factories.news(council, "Avant"), "apres")
        news = factories.section(council, "actualites")
        address = f"/admin/pages/add/quartiers_pages/newspage/{news.pk}/"
        data = posted(superuser.get(address).context["form"])
        data |= {"title": "Un autre", "slug": "avant"}
        superuser.post(address, data)
        assert Page.objects.get(title="Un autre").slug == "avant-2"

    def test_an_automatic_slug_avoids_it(self, council):
        self.rename(factories.news(council, "Avant"), "apres")
        page = factories.news(council, "Avant")
        assert page.slug != "avant"

    def test_the_same_page_may_take_its_address_back(self, council, client_for):
        page = self.rename(factories.news(council, "Avant"), "apres")
        page = self.rename(page, "avant")
        client = client_for(council)
        assert client.get("/actualites/avant/").status_code == 200
        assert client.get("/actualites/apres/").status_code == 301

    def test_another_site_may_use_it(self, council, other_council):
        self.rename(factories.news(council, "Avant"), "apres")
        assert factories.news(other_council, "Avant").slug == "avant"

    def test_a_redirect_leads_to_its_own_site(self, council):
        self.rename(factories.news(council, "Avant"), "apres")
        assert Redirect.objects.get().site == council.site


class TestEditor:
    """What volunteers type wrong is told in French, and nothing they typed is lost."""

    @pytest.fixture
    def add(self, council):
        news = factories.section(council, "actualites")
        return f"/admin/pages/add/quartiers_pages/newspage/{news.pk}/"

    def test_a_title_of_ten_thousand_characters(self, admin, add):
        title = "Très long " * 1000
        data = posted(admin.get(add).context["form"]) | {"title": title, "slug": "long"}
        response = admin.post(add, data)
        html = unescape(response.content.decode())
        assert response.status_code == 200
        assert "255" in str(response.context["form"].errors["title"])
        assert "caractères" in str(response.context["form"].errors["title"])
        assert title.strip() in html
        assert not NewsPage.objects.exists()

    def test_a_summary_that_is_too_long(self, admin, add):
        summary = "mot " * 60
        data = posted(admin.get(add).context["form"])
        data |= {"title": "Un titre gardé", "slug": "t", "summary": summary}
        response = admin.post(add, data)
        html = unescape(response.content.decode())
        assert "200 caractères" in str(response.context["form"].errors["summary"])
        assert summary.strip() in html
        assert 'value="Un titre gardé"' in html
        assert not NewsPage.objects.exists()

    @pytest.mark.parametrize("title", ["", " ", "\u00a0"])
    def test_no_title(self, admin, add, title):
        data = posted(admin.get(add).context["form"]) | {"title": title, "slug": "t"}
        response = admin.post(add, data)
        assert "Remplissez ce champ" in str(response.context["form"].errors["title"])

    @pytest.mark.parametrize("slug", ["../x", "a/b", "é", "a b", "?x", "<b>"])
    def test_an_impossible_address(self, admin, add, slug):
        data = posted(admin.get(add).context["form"]) | {"title": "T", "slug": slug}
        response = admin.post(add, data)
        assert "slug" in response.context["form"].errors
        assert not NewsPage.objects.exists()

    def test_an_address_with_accents_is_told_how_it_would_do(self, admin, add):
        data = posted(admin.get(add).context["form"]) | {"title": "T", "slug": "fête-d-été"}
        response = admin.post(add, data)
        assert "fete-d-ete" in str(response.context["form"].errors["slug"])

    def test_markup_in_a_title_is_text(self, council, client_for):
        factories.news(council, "<script>alert(1)</script>", slug="x", summary="<b>&amp;")
        client = client_for(council)
        for path in ("/", "/actualites/", "/actualites/x/", "/sitemap.xml"):
            html = client.get(path).content.decode()
            assert "<script>alert" not in html
            assert "<b>&amp;</p>" not in html
