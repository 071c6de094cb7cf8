"""« Renvois »: of one's own site only, from where nothing answers to where something does."""

from html import unescape

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry

from sites.councils import roles
from tests.cms import factories

pytestmark = pytest.mark.django_db
SECRET = "Brouillon de Lancry"


def listing(owner) -> str:
    return f"/admin/reglages/{owner.site.pk}/renvois/"


def shown(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(roles.EDITOR, council))


def add(client, owner, **data):
    told = {"ancienne": "/vieille-affiche/", "page": "", "chemin": ""} | data
    return client.post(f"{listing(owner)}nouveau/", told)


def test_an_old_address_leads_to_a_page(editor, council, client_for):
    page = factories.news(council, "La fête")
    assert add(editor, council, page=page.pk).status_code == 302
    kept = Redirect.objects.get()
    assert (kept.site, kept.old_path) == (council.site, "/vieille-affiche")
    answer = client_for(council).get("/vieille-affiche/")
    assert answer.status_code == 301
    assert answer["Location"].endswith("/actualites/la-fete/")
    assert ModelLogEntry.objects.filter(action="wagtail.create").exists()


def test_a_path_of_a_page_follows_the_page(editor, council):
    page = factories.section(council, "documents")
    assert add(editor, council, chemin="/documents/").status_code == 302
    assert Redirect.objects.get().redirect_page_id == page.pk


def test_a_path_of_the_software_is_a_target(editor, council, client_for):
    assert add(editor, council, chemin="/plan-du-site/").status_code == 302
    answer = client_for(council).get("/vieille-affiche/")
    assert answer["Location"] == f"{council.site.root_url}/plan-du-site/"


def test_an_address_copied_from_the_browser(editor, council):
    whole = f"{council.site.root_url}/vieille-affiche/?x=1"
    assert add(editor, council, ancienne=whole, chemin="/documents/").status_code == 302
    assert Redirect.objects.get().old_path == "/vieille-affiche"


def test_a_published_page_of_another_council_is_a_target(editor, council, other_council):
    page = factories.news(other_council, "Fête commune")
    assert add(editor, council, page=page.pk).status_code == 302
    assert Redirect.objects.get().site == council.site


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"ancienne": "/"}, "L’accueil du site"),
        ({"ancienne": "/documents/"}, "« Documents » est déjà à cette adresse"),
        ({"ancienne": "/forum/"}, "tenue par le logiciel"),
        ({"ancienne": "https://exemple.fr/x"}, "pas sur votre site"),
        ({"ancienne": "//exemple.fr/x"}, "pas sur votre site"),
        ({"ancienne": "/a b"}, "sans espace"),
        ({"ancienne": "/" + "a" * 300}, "trop longue"),
        ({"ancienne": ""}, "Remplissez ce champ"),
        ({"chemin": ""}, "Choisissez une page ou écrivez une adresse"),
        ({"chemin": "/vieille-affiche"}, "mener à lui-même"),
        ({"chemin": "https://exemple.fr/"}, "pas sur votre site"),
        ({"chemin": "/rien/"}, "Rien ne répond"),
        ({"chemin": "javascript:alert(1)"}, ""),
    ],
)
def test_what_leads_nowhere_is_refused_in_words(editor, council, data, why):
    response = add(editor, council, **{"chemin": "/documents/"} | data)
    assert response.status_code == 200
    assert why in shown(response)
    assert not Redirect.objects.exists()


def test_not_both_a_page_and_a_path(editor, council):
    page = factories.news(council)
    response = add(editor, council, page=page.pk, chemin="/documents/")
    assert "pas les deux" in shown(response)


def test_chains_and_loops_are_refused(editor, council):
    add(editor, council, chemin="/documents/")
    response = add(editor, council, ancienne="/autre/", chemin="/vieille-affiche/")
    assert "renvoie elle-même ailleurs" in shown(response)


def test_twice_from_one_address_is_refused(editor, council):
    add(editor, council, chemin="/documents/")
    assert "renvoie déjà" in shown(add(editor, council, chemin="/actualites/"))
    assert Redirect.objects.count() == 1


def test_a_draft_of_another_council_is_refused_without_its_title(editor, council, other_council):
    page = factories.news(other_council, SECRET, live=False)
    response = add(editor, council, page=page.pk)
    assert response.status_code == 200
    assert SECRET not in shown(response)
    assert not Redirect.objects.exists()


def test_a_private_page_is_refused_without_its_title(editor, council, other_council):
    page = factories.news(other_council, SECRET)
    factories.make_private(page)
    response = add(editor, council, page=page.pk)
    assert SECRET not in shown(response)
    assert not Redirect.objects.exists()


class TestOthers:
    @pytest.fixture
    def theirs(self, other_council) -> Redirect:
        return Redirect.add_redirect("/secret-de-lancry", "/documents/", site=other_council.site)

    @pytest.mark.parametrize("role", [roles.EDITOR, roles.LEAD, roles.COORDINATOR])
    def test_are_nothing_to_anybody_else(
        self, client_for, make_user, council, other_council, theirs, role
    ):
        user = make_user(role, None if role == roles.COORDINATOR else council)
        client = client_for("admin", user)
        base = listing(other_council)
        for path in ("", "nouveau/", f"{theirs.pk}/", f"{theirs.pk}/supprimer/"):
            for method in ("get", "post"):
                data = {"ancienne": "/intrus/", "chemin": "/documents/"} if method == "post" else {}
                response = getattr(client, method)(f"{base}{path}", data)
                assert response.status_code in (404, 405), (path, method)
                assert "secret-de-lancry" not in shown(response)
        assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/secret-de-lancry"]

    def test_are_not_reached_through_ones_own_site(self, editor, council, theirs):
        for path in (f"{theirs.pk}/", f"{theirs.pk}/supprimer/"):
            assert editor.get(f"{listing(council)}{path}").status_code == 404
            assert editor.post(f"{listing(council)}{path}", {}).status_code == 404
        assert "secret-de-lancry" not in shown(editor.get(listing(council)))
        assert Redirect.objects.filter(pk=theirs.pk).exists()

    def test_wagtails_own_screens_stay_closed(self, editor, theirs):
        for path in ("", "add/", f"{theirs.pk}/", f"{theirs.pk}/delete/", "import/"):
            response = editor.get(f"/admin/redirects/{path}")
            assert response.status_code in (302, 403, 404)
            assert "secret-de-lancry" not in shown(response)

    @pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.MODERATOR])
    def test_of_ones_council_need_the_right_role(self, client_for, make_user, council, role):
        client = client_for("admin", make_user(role, council))
        assert client.get(listing(council)).status_code == 404


class TestChanging:
    def test_the_target(self, editor, council):
        add(editor, council, chemin="/documents/")
        kept = Redirect.objects.get()
        path = f"{listing(council)}{kept.pk}/"
        assert "/vieille-affiche" in shown(editor.get(path))
        data = {"ancienne": kept.old_path, "page": "", "chemin": "/actualites/"}
        assert editor.post(path, data).status_code == 302
        kept.refresh_from_db()
        assert kept.redirect_page.slug == "actualites"

    def test_deleting_asks_first(self, editor, council):
        add(editor, council, chemin="/documents/")
        path = f"{listing(council)}{Redirect.objects.get().pk}/supprimer/"
        editor.get(path)
        assert Redirect.objects.exists()
        editor.post(path)
        assert not Redirect.objects.exists()

    def test_what_a_renamed_page_leaves_is_kept_for_ever(
        self, editor, council, django_capture_on_commit_callbacks
    ):
        page = factories.news(council, "La fête")
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = "la-grande-fete"
            page.save_revision().publish()
        left = Redirect.objects.get(automatically_created=True)
        assert "laissé par une page renommée" in shown(editor.get(listing(council)))
        for path in (f"{left.pk}/", f"{left.pk}/supprimer/"):
            assert editor.post(f"{listing(council)}{path}").status_code == 404

    def test_the_title_of_a_target_that_was_hidden_is_not_told(
        self, editor, council, other_council
    ):
        page = factories.news(other_council, SECRET)
        add(editor, council, page=page.pk)
        page.unpublish()
        told = shown(editor.get(listing(council)))
        assert SECRET not in told
        assert "une page retirée" in told
        kept = Redirect.objects.get()
        assert SECRET not in shown(editor.get(f"{listing(council)}{kept.pk}/"))


def test_the_page_chooser_has_its_script(editor, council):
    assert "js/page-chooser.js" in shown(editor.get(f"{listing(council)}nouveau/"))
