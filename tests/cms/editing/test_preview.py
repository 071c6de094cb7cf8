"""Previews: rendered for the editor, answered by the site; no theme runs on the admin's origin.

The preview beside the form checks the page by means of Wagtail's userbar, across origins.
"""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import wagtail
from django.apps import apps
from django.http import HttpResponse
from django.middleware.csrf import _does_token_match
from wagtail.models import GroupApprovalTask, Page, PreviewableMixin, Site, Workflow, WorkflowTask

from cms.pages.blocks import BodyBlock
from cms.pages.models import NewsPage
from sites.councils.roles import EDITOR, LEAD
from sites.delivery import previews
from sites.delivery.models import Preview
from tests.cms import factories
from tests.cms.page_forms import posted
from tests.factories import host

pytestmark = pytest.mark.django_db

USERBAR = "<wagtail-userbar>"
ADMIN = "http://admin.quartiers.localhost:8000"
LBA = f"http://{host('lba')}:8000"


@pytest.fixture
def page(council):
    return factories.news(council)


@pytest.fixture
def user(make_user, council):
    return make_user(EDITOR, council)


@pytest.fixture
def admin(client_for, user):
    return client_for("admin", user)


@pytest.fixture
def preview(admin, page):
    """``preview(query)``: what the admin answers when it is asked for a preview of the form."""
    form = admin.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    address = f"/admin/pages/{page.pk}/edit/preview/"
    admin.post(address, posted(form))
    return lambda query="": admin.get(address + query)


@pytest.fixture
def visit(client_for):
    """``visit(answer)``: the page that the redirect ``answer`` leads a browser to."""

    def follow(answer, user=None):
        assert answer.status_code == 302, answer.content.decode()
        address = urlsplit(answer["Location"])
        return client_for(address.netloc, user).get(address.path)

    return follow


def directive(response, name: str) -> str:
    found = re.findall(rf"(?:^|; ?){name} ([^;]+)", response["Content-Security-Policy"])
    return found[0] if found else ""


def checks(response) -> dict:
    """What axe is told on a page: what to check, and with whom it may talk."""
    pattern = r'id="checker-axe-configuration"[^>]*>(.+?)</script>'
    found = re.search(pattern, response.content.decode())
    assert found
    return json.loads(found[1])


class TestAnswer:
    def test_is_the_sites_own(self, preview, visit, page):
        answer = preview()
        assert answer["Location"].startswith(f"{LBA}/apercu/")
        assert answer.content == b""
        assert "no-store" in answer["Cache-Control"]
        shown = visit(answer)
        assert shown.status_code == 200
        assert page.title in shown.content.decode()
        assert directive(shown, "frame-ancestors") == ADMIN
        assert directive(shown, "script-src") == "'self'"

    def test_shows_what_is_typed(self, admin, page, visit):
        form = admin.get(f"/admin/pages/{page.pk}/edit/").context["form"]
        address = f"/admin/pages/{page.pk}/edit/preview/"
        admin.post(address, posted(form) | {"title": "Titre en cours"})
        assert "Titre en cours" in visit(admin.get(address)).content.decode()

    def test_of_a_page_that_is_not_saved_yet(self, admin, page, visit):
        parent = page.get_parent().pk
        start = f"/admin/pages/add/quartiers_pages/newspage/{parent}/"
        form = admin.get(start).context["form"]
        admin.post(f"{start}preview/", posted(form) | {"title": "Pas encore là"})
        shown = visit(admin.get(f"{start}preview/"))
        assert "Pas encore là" in shown.content.decode()

    def test_of_a_draft(self, admin, page, visit):
        page.title = "Brouillon"
        page.save_revision()
        shown = visit(admin.get(f"/admin/pages/{page.pk}/view_draft/"))
        assert "Brouillon" in shown.content.decode()

    def test_of_a_version(self, admin, page, visit):
        page.title = "Ancienne version"
        revision = page.save_revision()
        shown = visit(admin.get(f"/admin/pages/{page.pk}/revisions/{revision.pk}/view/"))
        assert "Ancienne version" in shown.content.decode()

    def test_of_a_page_to_review(self, client_for, council, make_user, page, visit):
        lead = make_user(LEAD, council)
        task = GroupApprovalTask.objects.create(name="Relecture")
        task.groups.set(lead.groups.all())
        workflow = Workflow.objects.create(name="Relecture")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        page.title = "À relire"
        page.save_revision()
        workflow.start(page, lead)
        address = f"/admin/pages/workflow/preview/{page.pk}/{task.pk}/"
        assert "À relire" in visit(client_for("admin", lead).get(address)).content.decode()

    def test_may_show_a_film_like_the_page(self, admin, council, visit):
        page = factories.news(
            council, body=[("video", BodyBlock().child_blocks["video"].meta.preview_value)]
        )
        shown = visit(admin.get(f"/admin/pages/{page.pk}/view_draft/"))
        assert directive(shown, "frame-src") == "https://www.youtube-nocookie.com"

    def test_of_the_portal_is_the_portals(self, client_for, make_user, portal, visit):
        admin = client_for("admin", make_user("administrator"))
        answer = admin.get(f"/admin/pages/{portal.site.root_page.pk}/view_draft/")
        assert answer["Location"].startswith(f"http://{host('')}:8000/apercu/")
        assert visit(answer).status_code == 200


class TestPrivacy:
    def test_nothing_of_the_editor_is_in_it(self, admin, preview, visit, user):
        admin.cookies["csrftoken"] = "c" * 32
        session = admin.session.session_key
        shown = visit(preview("?in_preview_panel=true"))
        content = shown.content.decode()
        for secret in (session, "c" * 32, user.pseudonym, user.email):
            assert secret not in content
        assert not shown.cookies
        assert bytes(Preview.objects.get().content).decode() == content

    def test_a_form_in_it_carries_no_token_of_the_admin(self, admin, council, visit):
        contact = council.site.root_page.get_children().get(slug="contact")
        secret = "d" * 32
        admin.cookies["csrftoken"] = secret
        shown = visit(admin.get(f"/admin/pages/{contact.pk}/view_draft/"))
        tokens = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', shown.content.decode())
        assert tokens
        assert not any(_does_token_match(token, secret) for token in tokens)
        assert not shown.cookies

    def test_is_of_no_other_site(self, client_for, preview, other_council, portal):
        path = urlsplit(preview()["Location"]).path
        for place in (other_council, portal, "admin"):
            assert client_for(place).get(path).status_code == 404

    def test_is_for_those_who_may_edit_the_page(self, client_for, make_user, other_council, page):
        stranger = client_for("admin", make_user(EDITOR, other_council))
        revision = page.save_revision()
        for view in ("view_draft/", "edit/preview/", f"revisions/{revision.pk}/view/"):
            response = stranger.get(f"/admin/pages/{page.pk}/{view}")
            assert response.status_code == 404
            assert "apercu" not in response.get("Location", "")
        assert client_for("admin").get(f"/admin/pages/{page.pk}/view_draft/").status_code == 302
        assert not Preview.objects.exists()


class TestPanel:
    def test_finds_what_it_checks_with(self, preview, visit):
        shown = visit(preview("?in_preview_panel=true"))
        content = shown.content.decode()
        assert USERBAR in content
        assert f'data-wagtail-userbar-origin="{ADMIN}"' in content
        assert checks(shown)["spec"]["allowedOrigins"] == [ADMIN]
        assert "Warnings" not in content  # its words are in the editor's language

    def test_a_preview_in_a_window_is_the_page_alone(self, preview, visit):
        content = visit(preview()).content.decode()
        assert "<main" in content
        assert USERBAR not in content

    def test_a_published_page_carries_none_of_it(self, client_for, council, page, user):
        for visitor in (None, user):
            content = client_for(council, visitor).get(page.url).content.decode()
            assert page.title in content
            assert "userbar" not in content

    def test_may_frame_the_site_of_its_page(self, admin, page, council):
        parent = page.get_parent().pk
        for screen in (
            f"/admin/pages/{page.pk}/edit/",
            f"/admin/pages/add/quartiers_pages/newspage/{parent}/",
        ):
            response = admin.get(screen)
            assert directive(response, "frame-src") == f"'self' {LBA}"
            assert checks(response)["spec"]["allowedOrigins"] == [LBA]

    def test_frames_nothing_on_other_screens(self, admin, page):
        for screen in ("/admin/", f"/admin/pages/{page.get_parent().pk}/"):
            assert directive(admin.get(screen), "frame-src") == "'self'"

    def test_follows_a_site_that_moves(self, admin, page, council):
        council.site.hostname = "nouveau.quartiers.localhost"
        council.site.save()
        response = admin.get(f"/admin/pages/{page.pk}/edit/")
        assert directive(response, "frame-src") == "'self' http://nouveau.quartiers.localhost:8000"
        location = admin.get(f"/admin/pages/{page.pk}/view_draft/")["Location"]
        assert location.startswith("http://nouveau.quartiers.localhost:8000/apercu/")


class TestWords:
    def test_where_a_page_is_on_no_site(self, client_for, make_user):
        root = Page.objects.get(depth=1)
        lost = root.add_child(instance=NewsPage(title="Perdue", slug="perdue", summary="Rien"))
        admin = client_for("admin", make_user(is_superuser=True))
        response = admin.get(f"/admin/pages/{lost.pk}/view_draft/")
        content = response.content.decode()
        assert "n’est sur aucun site" in content
        assert "Perdue" not in content
        assert not Preview.objects.exists()

    def test_where_the_site_is_no_councils(self, client_for, make_user):
        root = Page.objects.get(depth=1)
        lost = root.add_child(instance=NewsPage(title="Perdue", slug="perdue", summary="Rien"))
        Site.objects.create(hostname="nobody.example", port=80, root_page=lost)
        admin = client_for("admin", make_user(is_superuser=True))
        response = admin.get(f"/admin/pages/{lost.pk}/view_draft/")
        assert "n’est sur aucun site" in response.content.decode()

    def test_where_a_page_is_too_long(self, preview, monkeypatch):
        monkeypatch.setattr(previews, "MOST_BYTES", 1000)
        assert "trop longue" in preview().content.decode()


class Notice(PreviewableMixin):
    """Something that has a preview and is no page, as a snippet or a setting may be."""

    def serve_preview(self, request, mode_name):
        return HttpResponse(f"{request.get_host()} {request.site} {request.user.is_anonymous}")


class TestOtherThings:
    def shown(self, notice, rf, user, visit) -> str:
        request = rf.get("/admin/x/", headers={"host": "admin.quartiers.localhost:8000"})
        request.user = user
        return visit(notice.make_preview_request(request, "")).content.decode()

    def test_show_on_their_site(self, rf, user, visit, council):
        notice = Notice()
        notice.site = council.site
        assert self.shown(notice, rf, user, visit).startswith(f"{host('lba')}:8000")

    def test_show_on_the_portal_when_all_sites_share_them(self, rf, user, visit, portal):
        assert self.shown(Notice(), rf, user, visit).startswith(f"{host('')}:8000")

    def test_are_seen_by_nobody_in_particular(self, rf, user, visit, portal):
        assert self.shown(Notice(), rf, user, visit).endswith("True")

    def test_without_a_request_nobody_is_redirected(self, page):
        answer = page.make_preview_request()
        assert answer.status_code == 200
        assert page.title in answer.content.decode()


def test_no_model_makes_previews_of_its_own():
    """One that did would answer on the admin's host again."""
    previewable = [m for m in apps.get_models() if issubclass(m, PreviewableMixin)]
    assert NewsPage in previewable
    assert {m.make_preview_request for m in previewable} == {PreviewableMixin.make_preview_request}


def test_nothing_of_wagtail_renders_a_preview_beside_it():
    """Where its next version calls ``serve_preview`` itself, that must be wrapped as well."""
    root = Path(wagtail.__file__).parent
    callers = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "obj.serve_preview(" in path.read_text() and not {"test", "tests"} & set(path.parts)
    }
    assert callers == {"models/preview.py"}
