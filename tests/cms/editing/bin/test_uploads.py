"""Pictures and files: not while a page shows them; in the bin, nobody gets them by any address."""

from html import unescape

import pytest
from django.core.files.storage import default_storage
from wagtail.models import Page

from cms.editing.bin import putting, restoring
from cms.editing.bin.models import Entry
from cms.pages.models import CouncilFile, Picture
from cms.pages.pictures import sources
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms import factories
from tests.cms.editing.bin.messages import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(make_user, council):
    return make_user(EDITOR, council)


@pytest.fixture
def picture(council):
    return factories.picture(council, title="La place", description="Un banc")


@pytest.fixture
def document(council):
    return factories.document_file(council)


def delete(client, upload, **data):
    return client.post(address_of(upload), data)


def address_of(upload) -> str:
    """Of Wagtail's screen that deletes it."""
    if isinstance(upload, Picture):
        return f"/admin/images/{upload.pk}/delete/"
    return f"/admin/documents/delete/{upload.pk}/"


class TestPictures:
    def test_go_to_the_bin(self, editor, picture):
        response = delete(editor, picture)
        assert response.status_code == 302
        assert Entry.objects.get().picture_id == picture.pk
        assert not Picture.objects.exists()
        assert "Annuler" in told(response)

    def test_say_that_nothing_shows_them(self, editor, picture):
        html = unescape(editor.get(f"/admin/images/{picture.pk}/delete/").content.decode())
        assert "Aucune page ne montre cette image" in html

    def test_leave_lists_and_choosers(self, editor, administrator, picture, user):
        putting.bin_upload(picture, user)
        for client in (editor, administrator):
            for address in (
                "/admin/images/",
                "/admin/images/?q=place",
                "/admin/images/chooser/",
                "/admin/images/chooser/results/?q=place",
                "/admin/api/main/images/",
            ):
                assert "La place" not in client.get(address).content.decode()
            for action in ("", "delete/", "usage/", "generate_url/"):
                assert client.get(f"/admin/images/{picture.pk}/{action}").status_code == 404
            assert client.get(f"/admin/images/chooser/{picture.pk}/").status_code == 404

    def test_lose_their_addresses(self, picture, user, django_capture_on_commit_callbacks):
        size = picture.get_rendition("width-32")
        known = [picture.file.name, size.file.name]
        assert all(default_storage.exists(name) for name in known)
        with django_capture_on_commit_callbacks(execute=True):
            putting.bin_upload(picture, user)
        assert not any(default_storage.exists(name) for name in known)
        hidden = Picture.everything.get(pk=picture.pk).file.name
        assert default_storage.exists(hidden)
        assert "photo" not in hidden

    def test_come_back_under_a_new_address(
        self, picture, user, settings, django_capture_on_commit_callbacks
    ):
        sources(picture, "teaser")
        with django_capture_on_commit_callbacks(execute=True):
            entry = putting.bin_upload(picture, user)
        with django_capture_on_commit_callbacks(execute=True):
            restoring.restore(entry.pk, user, online=False)
        again = Picture.objects.get(pk=picture.pk)
        assert default_storage.exists(again.file.name)
        assert again.file.name != picture.file.name
        assert again.file.name.rsplit("/")[-1].startswith("photo")
        fresh = sources(again, "teaser")  # not from what this process remembers
        shown = [one.partition(" ")[0] for one in fresh.avif.split(", ")] + [fresh.src]
        names = [address.removeprefix(settings.MEDIA_URL) for address in shown]
        assert all(default_storage.exists(name) for name in names)

    def test_keep_their_words_and_their_collection(self, council, picture, user):
        Picture.objects.filter(pk=picture.pk).update(credit="Sureau")
        restoring.restore(putting.bin_upload(picture, user).pk, user, online=False)
        again = Picture.objects.get()
        assert (again.title, again.credit, again.collection) == (
            "La place",
            "Sureau",
            council.collection,
        )

    def test_are_seen_in_the_bin_by_who_may(
        self, editor, client_for, make_user, other_council, picture, user
    ):
        entry = putting.bin_upload(picture, user)
        address = f"/admin/corbeille/{entry.pk}/image/"
        response = editor.get(address)
        assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
        assert "no-store" in response["Cache-Control"]
        stranger = client_for("admin", make_user(EDITOR, other_council))
        assert stranger.get(address).status_code == 404

    def test_whose_file_is_missing_go_too(self, editor, picture):
        default_storage.delete(picture.file.name)
        assert delete(editor, picture).status_code == 302
        assert Entry.objects.exists()

    def test_of_a_contributor(self, client_for, make_user, council):
        author = make_user(CONTRIBUTOR, council)
        own = factories.picture(council, uploaded_by_user=author)
        client = client_for("admin", author)
        delete(client, own)
        delete(client, factories.picture(council))
        assert [entry.picture_id for entry in Entry.objects.all()] == [own.pk]
        client.post(f"/admin/corbeille/{Entry.objects.get().pk}/")
        assert Picture.objects.filter(pk=own.pk).exists()

    def test_of_another_council_are_left_alone(self, client_for, make_user, other_council, picture):
        delete(client_for("admin", make_user(EDITOR, other_council)), picture)
        assert not Entry.objects.exists()

    def test_just_uploaded(self, editor, picture):
        response = editor.post(f"/admin/images/multiple/{picture.pk}/delete/")
        assert response.json()["success"]
        assert Entry.objects.get().picture_id == picture.pk

    def test_in_a_collection_below(self, administrator, council):
        below = council.collection.add_child(name="Fêtes")
        picture = factories.picture(council)
        Picture.objects.filter(pk=picture.pk).update(collection=below.pk)
        picture.refresh_from_db()
        delete(administrator, picture)
        assert Entry.objects.get().council == council


class TestInUse:
    def refused(self, client, upload) -> str:
        html = unescape(client.get(address_of(upload)).content.decode())
        assert "sert encore" in html
        assert "Mettre à la corbeille" not in html
        delete(client, upload)
        assert not Entry.objects.exists()
        return html

    def test_as_the_main_picture(self, editor, council, picture):
        page = factories.news(council, "Le carnaval", lead_image=picture)
        html = self.refused(editor, picture)
        assert "Le carnaval" in html
        assert f"/admin/pages/{page.pk}/edit/" in html

    def test_in_a_gallery(self, editor, council):
        gallery = factories.gallery(council, "La fête")
        assert "La fête" in self.refused(editor, gallery.photos.first().image)

    def test_in_a_text(self, editor, council, picture):
        value = {"image": picture.pk, "alt": "Un banc"}
        factories.news(council, "Le carnaval", body=[{"type": "image", "value": value}])
        assert "Le carnaval" in self.refused(editor, picture)

    def test_in_a_draft_only(self, editor, council, picture):
        page = factories.news(council, "Le carnaval")
        page.lead_image = picture
        page.save_revision()
        assert Page.objects.get(pk=page.pk).specific.lead_image is None
        assert "Le carnaval" in self.refused(editor, picture)

    def test_as_the_file_of_a_document(self, editor, council, document):
        factories.document(council, "Notre charte", file=document)
        assert "Notre charte" in self.refused(editor, document)

    def test_titles_of_others_are_not_told(self, editor, council, other_council, picture):
        factories.news(other_council, "Secret de Lancry", lead_image=picture, live=False)
        html = self.refused(editor, picture)
        assert "Secret de Lancry" not in html
        assert "que vous ne pouvez pas modifier" in html

    def test_by_a_page_in_the_bin_does_not_count(self, editor, council, picture, put):
        put(factories.news(council, "Le carnaval", lead_image=picture))
        delete(editor, picture)
        assert Entry.objects.filter(picture=picture.pk).exists()

    def test_one_of_several_stops_all(self, editor, council, picture):
        free = factories.picture(council, title="Libre")
        factories.news(council, "Le carnaval", lead_image=picture)
        address = f"/admin/bulk/quartiers_pages/picture/delete/?id={picture.pk}&id={free.pk}"
        html = unescape(editor.get(address).content.decode())
        assert "Certains servent encore" in html
        assert "Le carnaval" in html
        editor.post(address)
        assert not Entry.objects.exists()

    def test_several_that_are_free_go(self, editor, council, picture):
        free = factories.picture(council, title="Libre")
        address = f"/admin/bulk/quartiers_pages/picture/delete/?id={picture.pk}&id={free.pk}"
        response = editor.post(address)
        assert response.status_code == 302
        assert Entry.objects.count() == 2
        assert "2 éléments sont à la corbeille" in told(response)

    def test_just_uploaded_and_shown_already(self, editor, council, picture):
        factories.news(council, lead_image=picture)
        response = editor.post(f"/admin/images/multiple/{picture.pk}/delete/")
        assert response.status_code == 409
        assert Picture.objects.filter(pk=picture.pk).exists()


class TestFiles:
    def test_are_served_no_more_not_even_to_the_team(self, editor, lead, document):
        address = document.url
        assert editor.get(address).status_code == 200
        delete(editor, document)
        assert Entry.objects.get().file_id == document.pk
        assert editor.get(address).status_code == 404
        assert lead.get(address).status_code == 404

    def test_are_served_again(self, editor, document, user):
        restoring.restore(putting.bin_upload(document, user).pk, user, online=False)
        assert editor.get(document.url).status_code == 200

    def test_of_a_page_in_the_bin_are_nobody_s_to_guess(self, client_for, council, document, put):
        page = factories.document(council, file=document)
        client = client_for(council)
        assert client.get(document.url).status_code == 200
        put(page)
        assert client.get(document.url).status_code == 404

    def test_leave_lists_and_choosers(self, editor, administrator, document, user):
        putting.bin_upload(document, user)
        for client in (editor, administrator):
            for address in (
                "/admin/documents/",
                "/admin/documents/?q=charte",
                "/admin/documents/chooser/",
                "/admin/api/main/documents/",
            ):
                assert "La charte" not in client.get(address).content.decode()
            assert client.get(f"/admin/documents/edit/{document.pk}/").status_code == 404

    def test_several(self, editor, council):
        keys = [factories.document_file(council).pk for _number in range(2)]
        query = "&".join(f"id={key}" for key in keys)
        editor.post(f"/admin/bulk/quartiers_pages/councilfile/delete/?{query}")
        assert Entry.objects.count() == 2
        assert not CouncilFile.objects.exists()


def test_only_what_is_kept_is_counted(editor, council, picture, user):
    factories.picture(council, title="Une autre")
    putting.bin_upload(picture, user)
    assert [one.title for one in Picture.objects.all()] == ["Une autre"]
    assert Picture.everything.count() == 2
