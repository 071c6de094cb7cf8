"""Wagtail's own screens for images: what they ask, in words; and photos in the forms of pages."""

from html import unescape

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.pages.models import GalleryPage, Picture
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms import factories

pytestmark = pytest.mark.django_db


def words_of(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


@pytest.fixture
def client(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


def test_uploading_asks_for_a_description_and_for_no_collection_or_tag(client, council):
    form = client.get(reverse("wagtailimages:add")).context["form"]
    assert form.fields["description"].label == "Décrivez l’image pour qui ne la voit pas"
    assert "tags" not in form.fields
    assert "collection" not in {field.name for field in form.visible_fields()}


@pytest.mark.parametrize("role", [CONTRIBUTOR, EDITOR])
def test_many_at_once_each_get_a_form_with_the_description(client_for, make_user, council, role):
    client = client_for("admin", make_user(role, council))
    sent = {"title": "place", "files[]": factories.upload()}
    answer = client.post(
        reverse("wagtailimages:add_multiple"), sent, headers={"X-Requested-With": "XMLHttpRequest"}
    ).json()
    assert answer["success"]
    picture = Picture.objects.get()
    assert picture.collection == council.collection
    assert "Décrivez l’image pour qui ne la voit pas" in unescape(answer["form"])
    prefix = f"image-{picture.pk}"
    response = client.post(
        reverse("wagtailimages:edit_multiple", args=[picture.pk]),
        {f"{prefix}-title": "La place", f"{prefix}-description": "Un banc"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.json()["success"]
    assert Picture.objects.get().description == "Un banc"


def test_the_chooser_asks_for_it_too_and_proposes_it_not_the_file_name(client, council):
    chooser = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload"
    sent = {f"{prefix}-title": "IMG_2034", f"{prefix}-file": factories.upload()}
    answer = client.post(chooser, sent | {f"{prefix}-description": "Un banc"}).json()
    assert answer["result"]["default_alt_text"] == "Un banc"
    sent[f"{prefix}-file"] = factories.upload(factories.image_bytes(colour="navy"))
    assert client.post(chooser, sent).json()["result"]["default_alt_text"] == ""
    modal = client.get(reverse("wagtailimages_chooser:choose")).json()["html"]
    assert "Décrivez l’image pour qui ne la voit pas" in unescape(modal)


def test_a_description_too_long_for_pages_is_refused_and_kept(client, council):
    sent = {"title": "a", "file": factories.upload(), "description": "é" * 201}
    response = client.post(reverse("wagtailimages:add"), sent)
    assert "description" in response.context["form"].errors
    assert "é" * 201 in words_of(response)


class TestPhotosInForms:
    """A photo is described, or said to decorate only; a draft may wait for it."""

    def form(self, page, **photo):
        rows = [{"image": page.photos.first().image_id, "caption": ""} | photo]
        data = {"title": page.title, "slug": page.slug, "date": "2026-03-01", "summary": ""}
        data |= {"photos": inline_formset(rows), "comments": inline_formset([])}
        data |= {"intro": "", "lead_image": "", "lead_image_alt": ""}
        return nested_form_data(data)

    @pytest.mark.parametrize(
        ("photo", "is_fine"),
        [
            ({"alt": ""}, False),
            ({"alt": "   "}, False),
            ({"alt": "Un banc", "decorative": "on"}, False),
            ({"alt": "Un banc"}, True),
            ({"alt": "", "decorative": "on"}, True),
        ],
    )
    def test_publishing_asks_for_one_of_the_two(self, client, council, photo, is_fine):
        page = factories.gallery(council, "Le carnaval", photos=1)
        data = self.form(page, **photo) | {"action-publish": "action-publish"}
        response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        assert (response.status_code == 302) is is_fine
        assert is_fine or "l’un ou l’autre" in words_of(response)

    def test_a_draft_waits(self, client, council):
        page = factories.gallery(council, "Le carnaval", photos=1)
        data = self.form(page, alt="")
        response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
        assert response.status_code == 302
        assert GalleryPage.objects.get().has_unpublished_changes


def test_page_forms_load_what_proposes_the_description(client, council):
    page = factories.news(council)
    html = words_of(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert "admin/description-of-image.js" in html
