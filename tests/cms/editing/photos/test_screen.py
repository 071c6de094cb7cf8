"""From several photos to a page: nothing typed is lost, nothing is half made."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, PageLogEntry

from cms.editing import photos
from cms.editing.photos import finishing, sizes
from cms.editing.photos.models import PhotoSet, WaitingPhoto
from cms.editing.review.models import ReviewSettings
from cms.pages.models import GalleryPage, NewsPage, Picture
from cms.pages.pictures import sources
from cms.publications.models import Publication
from sites.councils.roles import CONTRIBUTOR, LEAD
from tests.cms import factories

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:PIL")]


def words_of(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


class TestSending:
    def test_several_at_once_wait_for_their_sender_in_no_public_folder(self, screen, stored, phone):
        screen.send((phone.photo(1), "IMG_1.jpg"), (phone.photo(2), "IMG_2.jpg"))
        assert [photo.name for photo in screen.photos()] == ["IMG_1.jpg", "IMG_2.jpg"]
        assert not Picture.objects.exists()
        assert stored("media") == []
        kept = stored("files")
        assert len(kept) == 2
        assert all(b"Sureau" not in path.read_bytes() for path in kept)

    def test_a_bad_one_is_named_and_the_others_stay(self, screen, phone):
        response = screen.send(
            (b"%PDF-1.7", "charte.pdf"), (phone.photo(1), "IMG_1.jpg"), title="La fête"
        )
        assert response.status_code == 422
        assert "charte.pdf – Ce n’est pas une photo" in words_of(response)
        assert [photo.name for photo in screen.photos()] == ["IMG_1.jpg"]
        assert 'value="La fête"' in words_of(response)

    def test_the_same_file_twice_is_kept_once(self, screen, phone, stored):
        response = screen.send((phone.photo(1), "IMG_1.jpg"), (phone.photo(1), "copie.jpg"))
        assert "copie.jpg – Cette photo est déjà dans la liste" in words_of(response)
        assert len(screen.photos()) == 1
        assert len(stored("files")) == 1

    def test_no_more_than_one_can_look_at(self, screen, phone, monkeypatch):
        monkeypatch.setattr("cms.editing.photos.waiting.MOST", 2)
        response = screen.send(*((phone.photo(n), f"{n}.jpg") for n in range(3)))
        assert "2 photos au plus" in words_of(response)
        assert len(screen.photos()) == 2

    def test_a_script_sends_one_and_gets_its_row(self, screen, phone):
        address = reverse("photos:upload", args=[screen.council.site.pk])
        sent = {"photo": factories.upload(factories.image_bytes(), "a.jpg"), "prise": "2026-03-02"}
        answer = screen.client.post(address, sent).json()
        assert f'id="photo-{screen.photos()[0].pk}"' in answer["row"]
        assert answer["date"] == "2026-03-02"
        sent = {"photo": factories.upload(b"<svg/>", "a.svg"), "prise": "demain"}
        response = screen.client.post(address, sent)
        assert response.status_code == 422
        assert "Ce n’est pas une photo" in response.json()["error"]
        assert screen.client.post(address).status_code == 422

    def test_looking_makes_nothing(self, screen):
        assert screen.client.get(screen.address).status_code == 200
        assert not PhotoSet.objects.exists()


class TestList:
    def test_buttons_move_turn_and_remove_without_a_script(self, screen, stored):
        screen.ready(3)
        first, second, third = (photo.pk for photo in screen.photos())

        def order():
            return [photo.pk for photo in screen.photos()]

        assert screen.press(f"monter-{third}").url.endswith(f"#photo-{third}")
        assert order() == [first, third, second]
        screen.press(f"monter-{first}")
        assert order() == [first, third, second]
        screen.press(f"descendre-{first}")
        assert order() == [third, first, second]
        for _quarter in range(5):
            screen.press(f"tourner-{first}")
        assert WaitingPhoto.objects.get(pk=first).turns == 1
        screen.press(f"retirer-{third}")
        assert order() == [first, second]

    def test_a_file_goes_with_its_photo(self, screen, stored, django_capture_on_commit_callbacks):
        screen.ready(2)
        with django_capture_on_commit_callbacks(execute=True):
            screen.press(f"retirer-{screen.photos()[0].pk}")
        assert len(stored("files")) == 1

    def test_what_was_typed_survives_every_button(self, screen):
        typed = screen.ready(2) | {"summary": "Un résumé", "text": "Il faisait beau."}
        key = screen.photos()[1].pk
        screen.press(f"monter-{key}", **typed)
        page = words_of(screen.client.get(screen.address))
        for words in ("La fête", "Un résumé", "Il faisait beau.", "Un tilleul, vu 2 fois"):
            assert words in page

    def test_a_script_moves_rows_and_sends_their_order(self, screen):
        screen.ready(3)
        keys = [photo.pk for photo in screen.photos()][::-1]
        answer = screen.client.post(
            screen.address,
            {"faire": "garder", "ordre": keys, "title": "La fête"},
            headers={"accept": "application/json"},
        )
        assert answer.json() == {"kept": True}
        assert [photo.pk for photo in screen.photos()] == keys

    def test_thumbnails_stand_as_the_photo_is_turned(self, screen):
        screen.ready(1)
        photo = screen.photos()[0]
        address = reverse("photos:thumbnail", args=[screen.council.site.pk, photo.pk])
        assert Image.open(BytesIO(screen.client.get(address).content)).size == (64, 48)
        screen.press(f"tourner-{photo.pk}")
        response = screen.client.get(address)
        assert Image.open(BytesIO(response.content)).size == (48, 64)
        assert "private" in response["Cache-Control"]

    def test_the_day_of_the_first_photo_is_proposed_until_another_is_chosen(self, screen, phone):
        screen.send((phone.photo(1, taken="2026:03:14 10:00:00"), "a.jpg"))
        assert screen.form()["date"] == "2026-03-14"
        screen.send((phone.photo(2, taken="2026:03:13 10:00:00"), "b.jpg"))
        assert screen.form()["date"] == "2026-03-13"
        screen.press("garder", date="2026-03-20")
        screen.send((phone.photo(3, taken="2026:03:01 10:00:00"), "c.jpg"))
        assert screen.form()["date"] == "2026-03-20"


class TestPublishing:
    def test_a_gallery_is_online_with_everything(self, screen, council, client_for, stored):
        typed = screen.ready(3) | {"credit": "Atelier du canal", "summary": "Des photos"}
        _first, second, third = (photo.pk for photo in screen.photos())
        typed |= {f"photo{second}-alt": "", f"photo{second}-decorative": "on"}
        typed |= {f"photo{third}-caption": "Le soir", f"photo{third}-credit": "Sureau"}
        response = screen.press("publier", **typed)
        assert response.url == reverse("wagtailadmin_home")
        page = GalleryPage.objects.get()
        assert page.live
        assert page.owner == screen.user
        assert page.get_parent().pk == factories.section(council, "actualites").pk
        photos = list(page.photos.select_related("image"))
        assert [photo.alt for photo in photos] == [
            "Un tilleul, vu 1 fois",
            "",
            "Un tilleul, vu 3 fois",
        ]
        assert [photo.decorative for photo in photos] == [False, True, False]
        assert [photo.image.credit for photo in photos] == ["Atelier du canal"] * 2 + ["Sureau"]
        assert all(photo.image.people_agreed for photo in photos)
        assert {photo.image.collection for photo in photos} == {council.collection}
        assert {photo.image.uploaded_by_user for photo in photos} == {screen.user}
        assert (page.lead_image, page.lead_image_alt) == (photos[0].image, photos[0].alt)
        assert Publication.objects.filter(page=page).exists()
        html = words_of(client_for(council).get(page.url))
        assert 'alt="Un tilleul, vu 3 fois"' in html
        assert "Voir l’image en grand" in html
        assert not PhotoSet.objects.exists()
        actions = PageLogEntry.objects.filter(page=page.pk, user=screen.user)
        assert "wagtail.publish" in actions.values_list("action", flat=True)

    def test_a_photo_is_stored_as_it_was_turned(self, screen):
        typed = screen.ready(1)
        screen.press(f"tourner-{screen.photos()[0].pk}", **typed)
        screen.press("publier", **typed)
        picture = Picture.objects.get()
        assert (picture.width, picture.height) == (48, 64)
        assert Image.open(picture.file).getpixel((40, 8))[0] > 240, "the white corner came along"

    def test_files_are_not_named_after_those_of_the_phone(self, screen, stored):
        screen.press("publier", **screen.ready(2))
        names = [path.name for path in stored("media") if "original_images" in str(path)]
        assert len(set(names)) == 2
        assert all(name.startswith("la-fete-") and len(name) > 20 for name in names)

    def test_news_show_the_first_large_and_the_others_below(self, screen):
        text = "Il faisait <b>beau</b>.\n\nMerci à tous."
        screen.press("publier", **screen.ready(3), kind="news", text=text)
        page = NewsPage.objects.get()
        assert page.live
        assert page.photos.count() == 2
        assert page.lead_image_alt == "Un tilleul, vu 1 fois"
        html = page.body[0].value.source
        assert html == "<p>Il faisait &lt;b&gt;beau&lt;/b&gt;.</p>\n\n<p>Merci à tous.</p>"

    def test_into_a_page_that_is_there(self, screen, council):
        page = factories.gallery(council, "Le carnaval", photos=2)
        screen.press("publier", **screen.ready(2), kind="page", page=page.pk)
        page = GalleryPage.objects.get()
        assert [photo.alt for photo in page.photos.all()][2:] == [
            "Un tilleul, vu 1 fois",
            "Un tilleul, vu 2 fois",
        ]

    def test_what_a_page_has_already_is_not_put_there_again(self, screen, council, phone):
        screen.press("publier", **screen.ready(2))
        page = GalleryPage.objects.get()
        response = screen.client.post(
            screen.address,
            {"faire": "publier"}
            | screen.ready(3)
            | screen_order(screen)
            | {"kind": "page", "page": page.pk},
            follow=True,
        )
        assert "2 photos y étaient déjà" in words_of(response)
        assert page.photos.count() == 3
        assert Picture.objects.count() == 3

    def test_a_draft_may_wait_for_its_descriptions(self, screen):
        screen.ready(2)
        screen.press("brouillon", title="La fête")
        page = GalleryPage.objects.get()
        assert not page.live
        assert page.photos.count() == 2

    def test_twice_makes_one_page(self, screen):
        data = screen.form() | screen.ready(1) | screen_order(screen) | {"faire": "publier"}
        data |= {"kind": "gallery", "date": "2026-03-01"}
        screen.client.post(screen.address, data)
        response = screen.client.post(screen.address, data)
        assert response.status_code == 422
        assert "Il n’y a pas de photo" in words_of(response)
        assert GalleryPage.objects.count() == 1

    def test_its_sizes_are_made_before_somebody_asks(
        self, screen, django_capture_on_commit_callbacks, django_assert_num_queries, monkeypatch
    ):
        started = []
        monkeypatch.setattr(sizes, "_start", started.extend)
        typed = screen.ready(2)
        with django_capture_on_commit_callbacks(execute=True):
            screen.press("publier", **typed)
        pictures = list(Picture.objects.order_by("pk"))
        assert started == [picture.pk for picture in pictures]
        sizes.make(started)
        with django_assert_num_queries(0):
            assert all(sources(picture, "gallery") for picture in pictures)
            assert all(sources(picture, "full") for picture in pictures)


def screen_order(screen) -> dict:
    return {"ordre": [photo.pk for photo in screen.photos()]}


class TestMissing:
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ({"title": ""}, "Donnez un titre"),
            ({"people_agreed": ""}, "Il manque : photo 1, photo 2."),
            ({"kind": "news"}, "Écrivez quelques phrases"),
            ({"kind": "page"}, "Choisissez la page"),
            ({"kind": "tout"}, ""),
            ({"date": "31/12/20x6"}, "date valide"),
            ({"summary": "a" * 201}, "200"),
            ({"title": "a" * 256}, "255"),
        ],
    )
    def test_is_said_and_nothing_is_made_or_lost(self, screen, council, typed, words, stored):
        factories.gallery(council)
        before, files = Page.objects.count(), len(stored("media"))
        typed = screen.ready(2) | {"credit": "Atelier"} | typed
        response = screen.press("publier", **typed)
        if typed.get("kind") == "tout":  # no choice of the form: the last good one stands
            assert response.status_code == 302
            return
        assert response.status_code == 422
        html = words_of(response)
        assert words in html
        for value in typed.values():
            assert not value or value in html
        assert Page.objects.count() == before
        assert len(stored("media")) == files
        assert len(screen.photos()) == 2

    def test_every_photo_is_described_or_said_to_decorate(self, screen):
        typed = screen.ready(2)
        first, second = (photo.pk for photo in screen.photos())
        typed |= {f"photo{first}-alt": "", f"photo{second}-decorative": "on"}
        html = words_of(screen.press("publier", **typed))
        assert html.count("l’un ou l’autre.") == 2
        assert not GalleryPage.objects.exists()

    def test_a_page_with_unpublished_changes_is_not_published_by_the_way(self, screen, council):
        page = factories.gallery(council, "Le carnaval")
        page.title = "Un titre que personne n’a relu"
        page.save_revision()
        typed = screen.ready(1) | {"kind": "page", "page": page.pk}
        assert "changements qui ne sont pas en ligne" in words_of(screen.press("publier", **typed))
        screen.press("brouillon", **typed)
        page.refresh_from_db()
        assert page.title == "Le carnaval"
        assert page.get_latest_revision_as_object().photos.count() == 3

    def test_what_fails_half_way_leaves_no_picture(self, screen, stored, monkeypatch):
        typed = screen.ready(2)

        def fail(*args, **kwargs):
            raise RuntimeError("the disk is full")

        monkeypatch.setattr(finishing, "keep_page", fail)
        with pytest.raises(RuntimeError):
            screen.press("publier", **typed)
        assert stored("media") == []
        assert not Picture.objects.exists()
        assert len(screen.photos()) == 2


class TestLeaving:
    def test_photos_nobody_came_back_to_are_forgotten(
        self, screen, stored, django_capture_on_commit_callbacks
    ):
        screen.ready(2)
        with django_capture_on_commit_callbacks(execute=True):
            call_command("purge_waiting_photos", stdout=StringIO())
            assert len(screen.photos()) == 2
        with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
            page = screen.client.get(screen.address)
            if page.status_code == 200:  # the session may be over too
                assert page.context["photos"] == []
            with django_capture_on_commit_callbacks(execute=True):
                call_command("purge_waiting_photos", stdout=StringIO())
        assert not PhotoSet.objects.exists()
        assert stored("files") == []

    def test_a_file_that_lost_its_row_is_swept_away_in_time(self, screen, tmp_path, stored):
        screen.ready(1)
        lost = tmp_path / "files" / "photos-en-attente" / "perdue.jpg"
        lost.write_bytes(b"x")
        call_command("purge_waiting_photos", stdout=StringIO())
        assert lost.exists(), "it may be on its way to a row"
        with time_machine.travel(timezone.now() + timedelta(days=6, hours=23), tick=False):
            WaitingPhoto.objects.update(turns=0)
            PhotoSet.objects.update(touched_at=timezone.now())
        with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
            call_command("purge_waiting_photos", stdout=StringIO())
        assert not lost.exists()
        assert len(stored("files")) == 1


class TestPermissions:
    """Only for sites to whose news one may add; a set is its owner's alone."""

    def addresses(self, council, photo=0) -> list[str]:
        key = council.site.pk
        return [
            reverse("photos:choose", args=[key]),
            reverse("photos:upload", args=[key]),
            reverse("photos:thumbnail", args=[key, photo]),
        ]

    @pytest.mark.parametrize("role", ["moderator", "town_hall", "integrator"])
    def test_roles_that_write_nothing_find_nothing(self, client_for, make_user, council, role):
        user = make_user(role, council if role == "moderator" else None)
        client = client_for("admin", user)
        for address in self.addresses(council):
            assert client.get(address).status_code in (404, 405)
            assert client.post(address).status_code in (404, 405)
        assert client.get(self.addresses(council)[0]).status_code == 404

    @pytest.mark.parametrize("role", [CONTRIBUTOR, LEAD])
    def test_those_of_another_council_meet_a_404(
        self, screen_of, screen, council, other_council, role, phone
    ):
        screen.ready(1)
        photo = screen.photos()[0].pk
        stranger = screen_of(role, of=other_council)
        choose, upload, thumbnail = self.addresses(council, photo)
        sent = {"photo": factories.upload(phone.photo(7), "a.jpg")}
        for response in (
            stranger.client.get(choose),
            stranger.client.post(choose, {"faire": "publier"}),
            stranger.client.post(upload, sent),
            stranger.client.get(thumbnail),
        ):
            assert response.status_code == 404
            assert council.name not in words_of(response)
        assert PhotoSet.objects.count() == 1

    def test_a_colleague_reaches_neither_photos_nor_words(self, screen_of, screen, council, phone):
        typed = screen.ready(2)
        key = screen.photos()[0].pk
        colleague = screen_of(LEAD)
        colleague.ready(1)
        for verb in ("monter", "descendre", "tourner", "retirer"):
            assert colleague.press(f"{verb}-{key}").status_code == 404
        thumbnail = self.addresses(council, key)[2]
        assert colleague.client.get(thumbnail).status_code == 404
        colleague.press("garder", **{"ordre": [key], f"photo{key}-alt": "Volée"})
        assert WaitingPhoto.objects.get(pk=key).alt != "Volée"
        colleague.press("publier", **typed)
        assert len(screen.photos()) == 2

    def test_a_collection_of_another_council_cannot_be_named(self, screen, council, other_council):
        typed = screen.ready(1) | {"collection": other_council.collection.pk}
        screen.press("publier", **typed)
        assert Picture.objects.get().collection == council.collection

    def test_neither_can_a_page_or_a_picture(self, screen, council, other_council):
        factories.gallery(council)
        theirs = factories.gallery(other_council, "Chez les autres")
        foreign = factories.picture(other_council)
        typed = screen.ready(1) | {"kind": "page", "page": theirs.pk, "image": foreign.pk}
        response = screen.press("publier", **typed)
        assert response.status_code == 422
        assert "Chez les autres" not in words_of(response)
        assert theirs.photos.count() == 2

    @pytest.mark.parametrize("told", ["publier", "proposer"])
    def test_a_contributor_publishes_nothing(self, screen_of, council, told):
        ReviewSettings(site=council.site, is_on=False).save()
        screen = screen_of(CONTRIBUTOR)
        form = words_of(screen.client.get(screen.address)).split("<form")[1]
        assert not {"publier", "proposer"} & set(re.findall(r'value="(\w+)"', form))
        typed = screen.ready(1)
        screen.press(told, **typed)
        assert not GalleryPage.objects.exists()
        screen.press("brouillon", **typed)
        page = GalleryPage.objects.get()
        assert not page.live
        assert page.owner == screen.user

    def test_a_contributor_adds_to_no_page_of_others(self, screen_of, council):
        page = factories.gallery(council, "Le carnaval")
        screen = screen_of(CONTRIBUTOR)
        response = screen.press("brouillon", **screen.ready(1), kind="page", page=page.pk)
        assert (
            response.status_code == 422
            or not GalleryPage.objects.get(pk=page.pk).has_unpublished_changes
        )
        assert page.photos.count() == 2

    def test_where_pages_are_reviewed_a_contributor_proposes(self, screen_of, council):
        ReviewSettings(site=council.site, is_on=True).save()
        screen = screen_of(CONTRIBUTOR)
        assert 'value="proposer"' in words_of(screen.client.get(screen.address))
        screen.press("proposer", **screen.ready(1))
        page = GalleryPage.objects.get()
        assert not page.live
        assert page.current_workflow_state.requested_by == screen.user

    def test_somebody_suspended_finds_nothing(self, screen, monkeypatch):
        monkeypatch.setattr(type(screen.user), "acts_with_roles", False, raising=False)
        assert screen.client.get(screen.address).status_code in (302, 403, 404)

    def test_nobody_signed_in_is_sent_to_sign_in(self, client_for, council):
        assert client_for("admin").get(self.addresses(council)[0]).status_code == 302

    def test_no_site_is_a_404(self, screen):
        assert screen.client.get(reverse("photos:choose", args=[987_654])).status_code == 404


def test_the_script_finds_its_words_in_the_page(screen):
    html = words_of(screen.client.get(screen.address))
    source = (Path(photos.__file__).parents[3] / "static/admin/photos.js").read_text()
    names = set(re.findall(r"said\.(\w+)", source))
    assert len(names) > 8
    assert {name for name in names if f'data-word="{name}"' not in html} == set()
