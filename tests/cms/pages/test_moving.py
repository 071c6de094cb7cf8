"""Addresses are permanent: a page that is renamed or moved is found where it was."""

import json
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.publications.models import Publication
from cms.publications.publishing import differences
from sites.councils.roles import EDITOR
from tests.cms import factories

pytestmark = pytest.mark.django_db

DRAFT_TEXT = json.dumps(
    {"blocks": [{"key": "a", "text": "À jeudi.", "type": "unstyled"}], "entityMap": {}}
)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def rename(commits):
    """``rename(page, slug)``: as an editor publishes it."""

    def publish(page: Page, slug: str) -> None:
        with commits():
            page = Page.objects.get(pk=page.pk).specific
            page.slug = slug
            page.save_revision().publish()

    return publish


@pytest.fixture
def move(commits):
    """``move(page, parent)``: to the end of the pages below ``parent``."""

    def move(page: Page, parent: Page) -> None:
        with commits():
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")

    return move


@pytest.fixture
def client(client_for, council):
    return client_for(council)


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


@pytest.fixture
def save(editor, commits):
    """``save(news, **changed)``: as an editor's browser sends the form, a draft by default."""

    def save(page: Page, **changed) -> None:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = editor.get(address).context["form"]
        data = {name: form[name].value() or "" for name in ("title", "slug", "date", "summary")}
        data |= {"body-count": "1", "body-0-deleted": "", "body-0-order": "0"}
        data |= {"body-0-type": "text", "body-0-value": DRAFT_TEXT}
        for prefix in ("comments", *(formset.prefix for formset in form.formsets.values())):
            data |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
        with commits():
            response = editor.post(address, data | changed)
        assert response.status_code == 302, response.context["form"].errors

    return save


@pytest.fixture
def about(council):
    return factories.section(council, "le-conseil")


@pytest.fixture
def tree(about):
    """/le-conseil/dossiers/ > la-mare/ > poissons/, and /le-conseil/archives/ to move to."""
    dossiers = factories.standard(about, "Dossiers", slug="dossiers")
    mare = factories.standard(dossiers, "La mare", slug="la-mare")
    fish = factories.standard(mare, "Les poissons", slug="poissons")
    archives = factories.standard(about, "Archives", slug="archives")
    return {"dossiers": dossiers, "mare": mare, "fish": fish, "archives": archives}


OLD = ["/le-conseil/dossiers/", "/le-conseil/dossiers/la-mare/"]
OLD += ["/le-conseil/dossiers/la-mare/poissons/"]


def path_of(page: Page) -> str:
    return Page.objects.get(pk=page.pk).get_url_parts()[2]


def assert_leads(client, old: str, new: str) -> None:
    """One permanent redirect from ``old`` to ``new``, which answers."""
    response = client.get(old)
    assert response.status_code == 301
    assert urlsplit(response["Location"]).path == new
    assert client.get(new).status_code == 200


class TestOldAddresses:
    def test_of_a_renamed_page_and_all_below_it_lead_to_the_new_ones(self, client, tree, rename):
        rename(tree["dossiers"], "projets")
        for old in OLD:
            assert_leads(client, old, old.replace("dossiers", "projets"))

    def test_of_a_moved_page_and_all_below_it_lead_to_the_new_ones(self, client, tree, move):
        move(tree["dossiers"], tree["archives"])
        for old in OLD:
            assert_leads(client, old, old.replace("dossiers", "archives/dossiers"))

    def test_lead_straight_to_the_last_one(self, client, tree, rename, move):
        rename(tree["mare"], "etang")
        move(tree["mare"], tree["archives"])
        rename(tree["archives"], "greniers")
        rename(tree["mare"], "lac")
        for old in (
            "/le-conseil/dossiers/la-mare/",
            "/le-conseil/dossiers/etang/",
            "/le-conseil/archives/etang/",
            "/le-conseil/greniers/etang/",
        ):
            assert_leads(client, old, "/le-conseil/greniers/lac/")
        assert_leads(client, OLD[2], "/le-conseil/greniers/lac/poissons/")

    def test_work_again_after_moving_back(self, client, tree, move):
        move(tree["dossiers"], tree["archives"])
        move(tree["dossiers"], tree["dossiers"].get_parent())
        for old in OLD:
            assert client.get(old).status_code == 200
            away = old.replace("dossiers", "archives/dossiers")
            assert_leads(client, away, old)

    def test_work_again_after_taking_the_name_back(self, client, tree, rename):
        for slug in ("projets", "dossiers", "projets", "dossiers"):
            rename(tree["dossiers"], slug)
        for old in OLD:
            assert client.get(old).status_code == 200
            assert_leads(client, old.replace("dossiers", "projets"), old)

    def test_are_kept_when_an_editor_renames(self, client, council, save):
        save(factories.news(council, "Avant"), slug="apres", **{"action-publish": "1"})
        assert_leads(client, "/actualites/avant/", "/actualites/apres/")

    def test_are_kept_when_an_editor_moves_several(self, client, editor, tree, commits):
        other = factories.standard(tree["dossiers"], "L’île", slug="ile")
        with commits():
            editor.post(
                f"/admin/bulk/wagtailcore/page/move/?id={tree['mare'].pk}&id={other.pk}",
                {"chooser": tree["archives"].pk},
            )
        assert_leads(client, OLD[1], "/le-conseil/archives/la-mare/")
        assert_leads(client, "/le-conseil/dossiers/ile/", "/le-conseil/archives/ile/")
        assert differences() == []

    def test_are_kept_when_an_editor_moves_a_page_and_one_below_it(
        self, client, editor, tree, commits
    ):
        with commits():
            response = editor.post(
                f"/admin/bulk/wagtailcore/page/move/?id={tree['dossiers'].pk}&id={tree['mare'].pk}",
                {"chooser": tree["archives"].pk},
            )
        assert response.status_code < 500
        assert_leads(client, OLD[0], "/le-conseil/archives/dossiers/")

    def test_are_in_no_list(self, client, council, rename):
        page = factories.news(council, "Avant")
        rename(page, "apres")
        html = client.get("/actualites/").content.decode()
        assert "/actualites/apres/" in html
        assert "/actualites/avant/" not in html

    def test_are_not_made_by_changing_places(self, tree, commits):
        with commits():
            archives = Page.objects.get(pk=tree["archives"].pk)
            archives.move(Page.objects.get(pk=tree["dossiers"].pk), pos="left")
        assert not Redirect.objects.exists()

    def test_are_not_made_by_a_draft_of_a_page(self, client, council, commits):
        page = factories.news(council, "Avant")
        with commits():
            page.slug = "apres"
            page.save_revision()
        assert client.get("/actualites/avant/").status_code == 200
        assert not Redirect.objects.exists()

    def test_of_a_page_that_was_never_public_tell_nothing(self, client, council, save):
        page = factories.news(council, "Avant", live=False)
        save(page, title="Secret", slug="secret")
        assert path_of(page) == "/actualites/secret/"
        response = client.get("/actualites/avant/")
        assert response.status_code == 404
        assert "secret" not in str(response.headers)

    def test_of_a_page_that_was_never_public_are_free(self, council, save):
        save(factories.news(council, "Avant", live=False), title="Autre titre", slug="apres")
        assert factories.news(council, "Avant").slug == "avant"

    def test_of_a_draft_that_is_moved_tell_nothing(self, client, tree, move):
        draft = factories.standard(tree["dossiers"], "Pas encore", slug="brouillon", live=False)
        move(draft, tree["archives"])
        assert client.get("/le-conseil/dossiers/brouillon/").status_code == 404

    def test_below_a_renamed_page_tell_nothing_of_drafts(self, client, tree, rename):
        tree["mare"].unpublish()
        rename(tree["dossiers"], "projets")
        assert client.get(OLD[1]).status_code == 404


class TestLeftAddresses:
    """What led to a page is given to no other page."""

    @pytest.fixture
    def left(self, council, rename):
        page = factories.news(council, "Avant")
        rename(page, "apres")
        return page

    @pytest.mark.parametrize("live", [True, False])
    def test_not_to_a_new_page(self, council, left, live):
        with pytest.raises(ValidationError) as refused:
            factories.news(council, "Autre", slug="avant", live=live)
        assert "slug" in refused.value.message_dict

    def test_not_to_a_page_that_is_renamed(self, client, council, left, rename):
        other = factories.news(council, "Autre")
        with pytest.raises(ValidationError):
            rename(other, "avant")
        assert path_of(other) == "/actualites/autre/"
        assert_leads(client, "/actualites/avant/", "/actualites/apres/")

    @pytest.mark.parametrize("live", [True, False])
    def test_not_to_a_page_that_is_moved(self, client, tree, move, live):
        move(tree["mare"], tree["archives"])
        other = factories.standard(tree["dossiers"].get_parent(), "x", slug="la-mare", live=live)
        with pytest.raises(ValidationError):
            move(other, tree["dossiers"])
        assert path_of(other) == "/le-conseil/la-mare/"
        assert_leads(client, OLD[1], "/le-conseil/archives/la-mare/")

    @pytest.mark.parametrize("bulk", [True, False])
    def test_not_to_a_page_that_an_editor_moves(self, client, editor, tree, move, commits, bulk):
        move(tree["mare"], tree["archives"])
        other = factories.standard(tree["dossiers"].get_parent(), "x", slug="la-mare")
        address, data = f"/admin/pages/{other.pk}/move/{tree['dossiers'].pk}/confirm/", {}
        if bulk:
            address = f"/admin/bulk/wagtailcore/page/move/?id={other.pk}"
            data = {"chooser": tree["dossiers"].pk}
        with commits():
            response = editor.post(address, data)
        assert response.status_code < 500
        assert path_of(other) == "/le-conseil/la-mare/"
        assert_leads(client, OLD[1], "/le-conseil/archives/la-mare/")

    def test_but_to_the_same_page(self, client, council, left, rename):
        rename(left, "avant")
        assert client.get("/actualites/avant/").status_code == 200

    def test_but_below_another_page(self, tree, rename):
        rename(tree["mare"], "etang")
        assert factories.standard(tree["archives"], "La mare").slug == "la-mare"

    def test_but_once_the_page_is_deleted(self, client, council, left):
        Page.objects.get(pk=left.pk).delete()
        assert client.get("/actualites/avant/").status_code == 404
        assert factories.news(council, "Avant").slug == "avant"


class TestSites:
    def test_an_old_address_is_known_on_its_site_only(
        self, client, client_for, council, other_council, portal, rename
    ):
        rename(factories.news(council, "Avant"), "apres")
        for place in (other_council, portal):
            assert client_for(place).get("/actualites/avant/").status_code == 404
        assert_leads(client, "/actualites/avant/", "/actualites/apres/")

    def test_each_site_has_its_own(self, client_for, council, other_council, rename):
        rename(factories.news(council, "Avant"), "ici")
        rename(factories.news(other_council, "Avant"), "ailleurs")
        for place, slug in ((council, "ici"), (other_council, "ailleurs")):
            response = client_for(place).get("/actualites/avant/")
            assert response.status_code == 301
            assert response["Location"].endswith(f"/actualites/{slug}/")
        assert set(Redirect.objects.values_list("site", flat=True)) == {
            council.site.pk,
            other_council.site.pk,
        }

    def test_a_page_of_another_site_may_have_that_address(
        self, client_for, council, other_council, rename
    ):
        rename(factories.news(council, "Avant"), "apres")
        factories.news(other_council, "Avant")
        assert client_for(other_council).get("/actualites/avant/").status_code == 200


class TestPublications:
    """Every list knows the new address at once, and the thing stays the same thing."""

    def rows(self, tree) -> dict:
        found = Publication.objects.filter(page__in=[page.pk for page in tree.values()])
        return dict(found.values_list("pk", "path"))

    def test_follow_a_renamed_page_and_all_below_it(self, tree, rename):
        before = self.rows(tree)
        rename(tree["dossiers"], "projets")
        expected = {pk: path.replace("dossiers", "projets") for pk, path in before.items()}
        assert self.rows(tree) == expected != before
        assert differences() == []

    def test_follow_a_moved_page_and_all_below_it(self, tree, move):
        before = self.rows(tree)
        move(tree["dossiers"], tree["archives"])
        expected = {
            pk: path.replace("dossiers", "archives/dossiers") for pk, path in before.items()
        }
        assert self.rows(tree) == expected != before
        assert differences() == []

    def test_go_below_a_private_page_and_come_back(self, client, tree, move):
        factories.make_private(tree["archives"])
        before = self.rows(tree)
        move(tree["dossiers"], tree["archives"])
        assert self.rows(tree) == {}
        assert "Les poissons" not in client.get("/plan-du-site/").content.decode()
        move(tree["dossiers"], tree["archives"].get_parent())
        assert sorted(self.rows(tree).values()) == sorted(before.values())
        assert differences() == []

    def test_keep_the_lists_of_other_councils(self, council, other_council, client_for, rename):
        page = factories.news(council, "Avant", shared_with=[other_council])
        rename(page, "apres")
        for place in (other_council, council):
            html = client_for(place).get("/actualites/").content.decode()
            assert "/actualites/apres/" in html
            assert "/actualites/avant/" not in html

    def test_stay_as_they_are_when_a_move_is_refused(self, tree, move, other_council):
        before = self.rows(tree)
        with pytest.raises(ValidationError):
            move(tree["dossiers"], factories.section(other_council, "le-conseil"))
        assert self.rows(tree) == before
        assert not Redirect.objects.exists()
        assert differences() == []
