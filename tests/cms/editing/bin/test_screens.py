"""« Corbeille »: who sees what there, and what they may do with it."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.editing.bin import putting
from cms.editing.bin.models import Entry
from cms.pages.models import CouncilFile, Picture
from sites.councils.roles import (
    ADMINISTRATOR,
    CONTRIBUTOR,
    COORDINATOR,
    EDITOR,
    INTEGRATOR,
    LEAD,
    MODERATOR,
    TOWN_HALL,
)
from tests.cms import factories

pytestmark = pytest.mark.django_db

INDEX = "/admin/corbeille/"


def shown(client, address=INDEX) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.fixture
def entry(page, put):
    return put(page)


def addresses_of(entry: Entry) -> list[str]:
    start = f"{INDEX}{entry.pk}/"
    return [start, f"{start}effacer/", f"{start}image/"]


class TestWhoSees:
    @pytest.mark.parametrize("role", [EDITOR, LEAD])
    def test_their_council_s(self, client_for, make_user, council, entry, role):
        html = shown(client_for("admin", make_user(role, council)))
        assert "La mare" in html
        assert "Accueil › Actualités" in html

    @pytest.mark.parametrize("role", [CONTRIBUTOR, EDITOR, LEAD])
    def test_not_another_council_s(self, client_for, make_user, other_council, entry, role):
        stranger = client_for("admin", make_user(role, other_council))
        assert "La mare" not in shown(stranger)
        for address in addresses_of(entry):
            for method in (stranger.get, stranger.post):
                response = method(address, {"etat": "en-ligne"})
                assert response.status_code in (404, 405)
                assert "La mare" not in response.content.decode()
        stranger.post("/admin/corbeille/annuler/", {"entree": entry.pk})
        assert Entry.objects.filter(pk=entry.pk).exists()

    @pytest.mark.parametrize("role", [MODERATOR, TOWN_HALL, INTEGRATOR])
    def test_nobody_else(self, client_for, make_user, council, entry, role):
        someone = client_for("admin", make_user(role, council if role == MODERATOR else None))
        for address in (INDEX, *addresses_of(entry)):
            assert someone.get(address).status_code == 404
        assert INDEX not in someone.get("/admin/").content.decode()

    def test_not_who_is_not_signed_in(self, client_for, entry):
        assert client_for("admin").get(INDEX).status_code == 302

    def test_not_a_resident(self, client_for, resident, entry):
        assert client_for("admin", resident).get(INDEX).status_code != 200

    def test_the_portal_s_are_the_coordination_s(self, client_for, make_user, portal, council, put):
        put(factories.news(portal, "Pour le 10e"))
        put(factories.news(council, "La mare"))
        html = shown(client_for("admin", make_user(COORDINATOR)))
        assert "Pour le 10e" in html
        assert "La mare" not in html
        assert "Pour le 10e" not in shown(client_for("admin", make_user(LEAD, council)))

    @pytest.mark.parametrize("role", [ADMINISTRATOR, None])
    def test_administrators_see_all_and_narrow_it(
        self, client_for, make_user, council, other_council, put, role
    ):
        put(factories.news(council, "La mare"))
        put(factories.news(other_council, "Le théâtre"))
        someone = client_for("admin", make_user(role, is_superuser=role is None))
        assert {"La mare", "Le théâtre"} <= {entry.title for entry in Entry.objects.all()}
        assert "Le théâtre" in shown(someone)
        assert "Le théâtre" not in shown(someone, f"{INDEX}?site={council.code}")
        assert "La mare" in shown(someone, f"{INDEX}?site={council.code}")
        assert "La mare" in shown(someone, f"{INDEX}?site=nulle-part")

    def test_contributors_see_their_own_drafts(self, client_for, make_user, council, put):
        author, other = make_user(CONTRIBUTOR, council), make_user(CONTRIBUTOR, council)
        editor = make_user(EDITOR, council)
        put(factories.news(council, "Mon brouillon", owner_id=author.pk, live=False), editor)
        put(factories.news(council, "En ligne", owner_id=author.pk), editor)
        put(factories.news(council, "Pas à moi", owner_id=other.pk, live=False), editor)
        html = shown(client_for("admin", author))
        assert "Mon brouillon" in html
        assert "En ligne" not in html
        assert "Pas à moi" not in html

    def test_editors_see_no_section_with_pages_below(self, editor, lead, section, put):
        put(section)
        assert "Dossiers" not in shown(editor)
        assert "Dossiers" in shown(lead)

    def test_filters(self, lead, council, make_user, put):
        someone = make_user(EDITOR, council)
        put(factories.news(council, "Une page"))
        putting.bin_upload(factories.picture(council, title="Une image"), someone)
        putting.bin_upload(factories.document_file(council), someone)
        assert {"Une page", "Une image", "La charte"} == {e.title for e in Entry.objects.all()}
        assert "Une image" not in shown(lead, f"{INDEX}?type=pages")
        assert "Une page" in shown(lead, f"{INDEX}?type=pages")
        assert "Une page" not in shown(lead, f"{INDEX}?type=images")
        assert "La charte" in shown(lead, f"{INDEX}?type=fichiers")
        assert "Une page" not in shown(lead, f"{INDEX}?q=image")
        assert "Rien de tel" in shown(lead, f"{INDEX}?q=zzz")

    def test_says_until_when(self, lead, entry):
        Entry.objects.update(binned_at="2026-11-26 12:00+00:00")
        assert "effacé le 26 décembre" in shown(lead)

    def test_nobody_s_address(self, lead, make_user, council, page, put):
        put(page, make_user(EDITOR, council, email="secret@exemple.fr", pseudonym="Sureau"))
        html = shown(lead)
        assert "Sureau" in html
        assert "secret@exemple.fr" not in html


class TestRestoring:
    def test_to_the_site(self, client_for, council, editor, page, entry):
        response = editor.post(f"{INDEX}{entry.pk}/", {"etat": "en-ligne"})
        assert response["Location"] == f"/admin/pages/{page.pk}/edit/"
        assert client_for(council).get("/actualites/la-mare/").status_code == 200

    def test_as_a_draft(self, client_for, council, editor, page, entry):
        editor.post(f"{INDEX}{entry.pk}/", {"etat": "brouillon"})
        assert client_for(council).get("/actualites/la-mare/").status_code == 404
        assert not Page.objects.get(pk=page.pk).live

    def test_asks_for_a_choice(self, editor, entry):
        response = editor.post(f"{INDEX}{entry.pk}/", {})
        assert response.context["form"].errors["etat"]
        assert Entry.objects.exists()

    def test_is_not_done_by_looking(self, editor, entry):
        editor.get(f"{INDEX}{entry.pk}/?etat=en-ligne")
        assert editor.get("/admin/corbeille/annuler/").status_code == 405
        assert Entry.objects.exists()

    def test_contributors_cannot_publish_that_way(self, client_for, make_user, council, put):
        author = make_user(CONTRIBUTOR, council)
        page = factories.news(council, "En ligne", owner_id=author.pk)
        entry = put(page, author)
        client = client_for("admin", author)
        assert "en-ligne" not in shown(client, f"{INDEX}{entry.pk}/")
        client.post(f"{INDEX}{entry.pk}/", {"etat": "en-ligne"})
        assert not Page.objects.get(pk=page.pk).live

    def test_undo_right_after_deleting(self, editor, page):
        editor.post(f"/admin/pages/{page.pk}/delete/")
        editor.post("/admin/corbeille/annuler/", {"entree": Entry.objects.get().pk})
        assert Page.objects.get(pk=page.pk).live
        assert not Entry.objects.exists()

    def test_undo_of_several(self, editor, council):
        pages = [factories.news(council) for _number in range(3)]
        editor.post(
            "/admin/bulk/wagtailcore/page/delete/?" + "&".join(f"id={page.pk}" for page in pages)
        )
        keys = list(Entry.objects.values_list("pk", flat=True))
        editor.post("/admin/corbeille/annuler/", {"entree": keys})
        assert not Entry.objects.exists()
        assert Page.objects.filter(pk__in=[page.pk for page in pages], live=True).count() == 3

    @pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 30, "²"])
    def test_undo_of_nonsense(self, editor, typed):
        assert editor.post("/admin/corbeille/annuler/", {"entree": typed}).status_code == 302

    def test_the_journal_says_it(self, editor, page, entry):
        editor.post(f"{INDEX}{entry.pk}/", {"etat": "en-ligne"})
        acts = PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True)
        assert "quartiers.bin.restore" in acts
        assert "wagtail.move" not in acts


class TestErasing:
    def erase(self, client, entry):
        return client.post(f"{INDEX}{entry.pk}/effacer/")

    def test_is_for_leads(self, lead, page, entry):
        assert "Supprimer définitivement" in shown(lead, f"{INDEX}{entry.pk}/")
        assert "ne pourra le faire revenir" in shown(lead, f"{INDEX}{entry.pk}/effacer/")
        assert self.erase(lead, entry).status_code == 302
        assert not Page.objects.filter(pk=page.pk).exists()
        assert not Entry.objects.exists()
        assert Page.find_problems() == ([], [], [], [], [])
        assert PageLogEntry.objects.filter(page=page.pk, action="quartiers.bin.erase").exists()

    def test_is_not_for_editors(self, editor, entry):
        assert "Supprimer définitivement" not in shown(editor, f"{INDEX}{entry.pk}/")
        assert self.erase(editor, entry).status_code == 404
        assert editor.get(f"{INDEX}{entry.pk}/effacer/").status_code == 404
        assert Entry.objects.exists()

    def test_takes_all_that_lies_below(self, administrator, section, put):
        keys = [section.pk, *section.get_children().values_list("pk", flat=True)]
        self.erase(administrator, put(section))
        assert not Page.objects.filter(pk__in=keys).exists()

    def test_a_picture(self, lead, council, make_user):
        picture = factories.picture(council)
        entry = putting.bin_upload(picture, make_user(EDITOR, council))
        self.erase(lead, entry)
        assert not Picture.everything.exists()
        assert ModelLogEntry.objects.filter(action="quartiers.bin.erase").exists()


class TestPurge:
    def age(self, days: int, **minutes) -> None:
        at = timezone.now() - timedelta(days=days, **minutes)
        Entry.objects.update(binned_at=at)

    def test_after_thirty_days(self, page, entry):
        self.age(30, minutes=1)
        call_command("retain")
        assert not Page.objects.filter(pk=page.pk).exists()
        assert not Entry.objects.exists()

    def test_not_before(self, page, entry):
        self.age(29)
        call_command("retain")
        assert Entry.objects.exists()
        assert Page.objects.filter(pk=page.pk).exists()

    def test_pictures_and_files(self, council, make_user):
        someone = make_user(EDITOR, council)
        putting.bin_upload(factories.picture(council), someone)
        putting.bin_upload(factories.document_file(council), someone)
        self.age(31)
        call_command("purge_bin")
        assert not Picture.everything.exists()
        assert not CouncilFile.everything.exists()

    def test_what_is_shown_again_after_all_is_kept(self, council, make_user):
        picture = factories.picture(council)
        putting.bin_upload(picture, make_user(EDITOR, council))
        factories.news(council, lead_image=Picture.everything.get(pk=picture.pk))
        self.age(31)
        call_command("purge_bin")
        assert Picture.objects.filter(pk=picture.pk).exists()
        assert not Entry.objects.exists()

    def test_what_no_site_claims_any_more(self, page, entry):
        Entry.objects.all().delete()  # as with a council that goes
        call_command("purge_bin")
        assert not Page.objects.filter(pk=page.pk).exists()
        assert Page.find_problems() == ([], [], [], [], [])

    def test_is_among_the_durations_told(self, client_for, council):
        html = unescape(client_for(council).get("/donnees-personnelles/").content.decode())
        html = html.replace("\u00a0", " ")
        assert "Ce que vous supprimez pour un conseil" in html
        assert "30 jours après la suppression" in html
