"""What a person deletes goes to the bin, and is nowhere else from then on."""

from html import unescape

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    Workflow,
    WorkflowState,
    WorkflowTask,
)
from wagtail.rich_text import expand_db_html

from cms.editing.bin.models import Entry
from cms.pages import bin
from cms.pages.tree import BIN_ADDRESS
from cms.publications.models import Publication
from cms.publications.publishing import differences
from sites.councils import role_groups
from sites.councils.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR, LEAD
from tests.cms import factories
from tests.cms.editing.bin.messages import told

pytestmark = pytest.mark.django_db


def delete(client, page, **data):
    return client.post(f"/admin/pages/{page.pk}/delete/", data)


def stored(page) -> Page:
    return Page.objects.get(pk=page.pk)


class TestDeleting:
    def test_keeps_the_page_under_its_key(self, editor, page):
        assert delete(editor, page).status_code == 302
        entry = Entry.objects.get()
        assert (entry.page_id, entry.title, entry.slug) == (page.pk, "La mare", "la-mare")
        assert bin.in_bin(stored(page))
        assert not stored(page).live
        assert Page.find_problems() == ([], [], [], [], [])

    def test_says_so_and_offers_to_take_it_back(self, editor, page):
        html = told(delete(editor, page))
        assert "est à la corbeille" in html
        assert "Annuler" in html
        assert "/admin/corbeille/annuler/" in html

    def test_asks_for_no_name_to_be_typed_however_much_lies_below(
        self, administrator, section, settings
    ):
        settings.WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
        html = unescape(administrator.get(f"/admin/pages/{section.pk}/delete/").content.decode())
        assert "confirm_site_name" not in html
        assert "2 pages en dessous partent avec elle" in html
        delete(administrator, section)
        assert Entry.objects.get().pages == 3

    def test_several_at_once(self, editor, council):
        pages = [factories.news(council) for _number in range(3)]
        query = "&".join(f"id={page.pk}" for page in pages)
        address = f"/admin/bulk/wagtailcore/page/delete/?{query}"
        assert "Mettre à la corbeille" in unescape(editor.get(address).content.decode())
        response = editor.post(address)
        assert response.status_code == 302
        assert Entry.objects.count() == 3
        assert "3 pages sont à la corbeille" in told(response)

    def test_through_the_admin_api(self, editor, page):
        response = editor.post(f"/admin/api/main/pages/{page.pk}/action/delete/")
        if response.status_code != 404:  # closed altogether is right as well
            assert response.status_code == 204
            assert bin.in_bin(stored(page))

    def test_twice_is_once(self, page, put):
        assert put(page) == put(page)
        assert Entry.objects.count() == 1

    def test_by_code_is_for_good(self, page):
        page.delete()
        assert not Page.objects.filter(pk=page.pk).exists()
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("role", [CONTRIBUTOR, EDITOR, LEAD])
    def test_asks_for_the_same_rights_as_before(
        self, client_for, make_user, other_council, page, role
    ):
        stranger = client_for("admin", make_user(role, other_council))
        delete(stranger, page)
        assert not Entry.objects.exists()

    def test_a_fixed_page_stays(self, administrator, council):
        delete(administrator, factories.section(council, "actualites"))
        assert not Entry.objects.exists()

    def test_two_pages_of_one_address_fit_in(self, council, put):
        first = factories.news(council, slug="fete")
        put(first)
        put(factories.news(council, slug="fete"))
        assert Entry.objects.count() == 2


class TestGone:
    """At once, and from everywhere."""

    @pytest.fixture
    def binned(self, page, put):
        return put(page)

    def test_its_address(self, client_for, council, binned):
        response = client_for(council).get("/actualites/la-mare/")
        assert response.status_code == 404
        assert not Redirect.objects.exists()

    @pytest.mark.parametrize("path", ["/actualites/", "/sitemap.xml", "/plan-du-site/", "/"])
    def test_lists_of_the_site(self, client_for, council, binned, path):
        assert "la-mare" not in client_for(council).get(path).content.decode()

    def test_publications(self, section, put, binned):
        put(section)
        assert not Publication.objects.filter(page__url_path__startswith=BIN_ADDRESS).exists()
        assert differences() == []

    def test_an_address_it_once_had(
        self, client_for, council, page, put, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = "le-lac"
            page.save()
        assert Redirect.objects.exists()
        put(page)
        assert client_for(council).get("/actualites/la-mare/").status_code == 404

    def test_no_redirect_comes_of_it(
        self, administrator, section, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            delete(administrator, section)
        assert not Redirect.objects.exists()

    def test_the_address_is_free(self, council, binned):
        assert factories.news(council, slug="la-mare").slug == "la-mare"

    @pytest.mark.parametrize("who", ["editor", "lead", "administrator"])
    @pytest.mark.parametrize(
        "address",
        [
            "/admin/pages/",
            "/admin/pages/?q=mare",
            "/admin/pages/search/?q=mare",
            "/admin/choose-page/search/?q=mare",
            "/admin/reports/aging-pages/",
            "/admin/",
        ],
    )
    def test_the_admin_lists(self, request, who, address, binned):
        client = request.getfixturevalue(who)
        html = client.get(address).content.decode()
        assert "La mare" not in html
        assert "corbeille-des-conseils" not in html

    def test_the_explorer_at_its_root(self, administrator, binned):
        root = Page.objects.get(depth=1)
        html = administrator.get(f"/admin/pages/{root.pk}/").content.decode()
        assert f"/admin/pages/{bin.the_bin().pk}/" not in html

    def test_the_list_of_administrators_that_are_no_superusers(self, client_for, make_user, binned):
        client = client_for("admin", make_user(ADMINISTRATOR))
        assert "La mare" not in client.get("/admin/pages/?q=mare").content.decode()

    @pytest.mark.parametrize("who", ["editor", "lead", "administrator"])
    @pytest.mark.parametrize(
        "action",
        ["edit", "delete", "unpublish", "move", "copy", "privacy", "view_draft", "history"],
    )
    def test_nothing_can_be_done_with_it(self, request, who, action, binned):
        client = request.getfixturevalue(who)
        for method in (client.get, client.post):
            response = method(f"/admin/pages/{binned.page_id}/{action}/")
            assert response.status_code in (302, 403, 404)
            assert "La mare" not in response.content.decode()
        assert Entry.objects.filter(pk=binned.pk).exists()
        assert bin.in_bin(stored(binned.page))

    @pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
    def test_nor_in_bulk(self, administrator, council, binned, action):
        target = factories.section(council, "actualites")
        administrator.post(
            f"/admin/bulk/wagtailcore/page/{action}/?id={binned.page_id}", {"chooser": target.pk}
        )
        assert bin.in_bin(stored(binned.page))
        assert not stored(binned.page).live

    def test_nothing_is_added_below_the_bin(self, administrator, binned):
        for page in (bin.the_bin(), binned.page):
            address = f"/admin/pages/add/quartiers_pages/standardpage/{page.pk}/"
            assert administrator.get(address).status_code in (302, 403, 404)
            assert administrator.get(f"/admin/pages/{page.pk}/add_subpage/").status_code != 200

    def test_links_in_texts_keep_their_words(self, page, put):
        html = f'<a linktype="page" id="{page.pk}">la mare</a>'
        assert "href" in expand_db_html(html)
        put(page)
        assert expand_db_html(html) == "<a>la mare</a>"

    def test_usage_does_not_count_it(self, council, put):
        picture = factories.picture(council)
        gallery = factories.news(council, lead_image=picture)
        assert ReferenceIndex.get_references_to(picture).exists()
        put(gallery)
        assert not ReferenceIndex.get_references_to(picture).exists()
        assert picture.get_usage().count() == 0

    def test_mirrors_go_offline_too(self, council, page, put):
        mirror = page.create_alias(update_slug="miroir")
        assert mirror.live
        put(page)
        assert not stored(mirror).live
        assert differences() == []


class TestWhatWasGoingOn:
    def test_a_planned_page_does_not_come_online(self, council, put, time_machine_at):
        page = factories.news(council, "Bientôt", live=False)
        revision = plan(page, "2026-06-01T08:00:00+00:00")
        put(page)
        assert Revision.objects.get(pk=revision.pk).approved_go_live_at is None
        time_machine_at("2026-06-02")
        call_command("publish_scheduled")
        assert not stored(page).live

    def test_a_review_is_cancelled(self, council, make_user, put):
        page = factories.news(council, "Relue", live=False)
        page.save_revision()
        author = make_user(CONTRIBUTOR, council)
        state = review(council).start(page, author)
        entry = put(page, make_user(EDITOR, council))
        state.refresh_from_db()
        assert state.status == WorkflowState.STATUS_CANCELLED
        assert entry.had_review

    def test_a_lock_is_lifted(self, make_user, council, page, put):
        locker = make_user(EDITOR, council)
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=locker)
        put(page)
        assert not stored(page).locked


def plan(page, at: str) -> Revision:
    """As « Programmer » does."""
    page = page.specific
    page.go_live_at = at
    page.save_revision().publish()
    return Revision.objects.for_instance(page).get(approved_go_live_at__isnull=False)


def review(council) -> Workflow:
    workflow = Workflow.objects.create(name="Relecture")
    task = GroupApprovalTask.objects.create(name="Relire")
    task.groups.add(role_groups.group_for(EDITOR, council))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def test_the_journal_says_it(editor, page):
    delete(editor, page)
    entry = PageLogEntry.objects.filter(page=page.pk).latest("pk")
    assert entry.action == "quartiers.bin.put"
    assert entry.message == "Mis à la corbeille"
    assert ContentType.objects.get_for_id(entry.content_type_id).model == "newspage"
