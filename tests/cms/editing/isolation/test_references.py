"""A form that names, by its number, a thing its author was not offered is refused."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.pages.models import NewsPage, NewsPhoto, SiteSettings
from sites.councils.roles import ADMINISTRATOR, EDITOR
from tests.cms import factories
from tests.cms.page_forms import posted

pytestmark = pytest.mark.django_db

REFUSAL = "n’est pas à votre conseil"


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


@pytest.fixture
def page(council):
    return factories.news(council)


@pytest.fixture
def save(editor):
    """``save(page, client=editor, **fields)``: the answer to an edit of the page's form."""

    def post(page, client=None, **fields):
        client = client or editor
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return client.post(url, posted(client.get(url).context["form"]) | fields)

    return post


def body(kind: str, value: object) -> dict:
    prefix = "body-0"
    return {
        "body-count": "1",
        f"{prefix}-deleted": "",
        f"{prefix}-order": "0",
        f"{prefix}-type": kind,
        f"{prefix}-id": "",
        **{f"{prefix}-value{name}": text for name, text in value.items()},
    }


def linked(target: Page) -> dict:
    """A text with one link to ``target``, as the editor sends it."""
    content = {
        "blocks": [
            {
                "key": "a",
                "text": "Voir ici.",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 5, "length": 3}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": target.pk}}},
    }
    return body("text", {"": json.dumps(content)})


def stored(page: Page) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()


class TestPictures:
    def test_of_another_council_are_refused(self, save, page, other_council):
        picture = factories.picture(other_council, title="Secret de Lancry")
        response = save(page, lead_image=picture.pk)
        assert REFUSAL in response.content.decode()
        assert "Secret de Lancry" not in response.content.decode()
        assert stored(page).lead_image is None

    def test_of_ones_own_are_taken(self, save, page, council):
        picture = factories.picture(council)
        assert save(page, lead_image=picture.pk).status_code == 302
        assert stored(page).lead_image == picture

    def test_that_do_not_exist_are_refused(self, save, page):
        assert save(page, lead_image=987654).status_code == 200
        assert stored(page).lead_image is None

    def test_in_a_body_too(self, save, page, other_council):
        picture = factories.picture(other_council, title="Secret de Lancry")
        fields = body("image", {"-image": picture.pk, "-alt_text": "Un quai"})
        response = save(page, **fields)
        assert response.status_code == 200
        assert "Secret de Lancry" not in response.content.decode()

    def test_among_the_photos_too(self, save, page, other_council):
        picture = factories.picture(other_council, title="Secret de Lancry")
        fields = {
            "photos-TOTAL_FORMS": 1,
            "photos-0-image": picture.pk,
            "photos-0-id": "",
            "photos-0-ORDER": 1,
            "photos-0-DELETE": "",
        }
        response = save(page, **fields)
        assert response.status_code == 200
        assert "Secret de Lancry" not in response.content.decode()

    def test_rows_that_are_there_already_are_saved_again(self, save, page, council):
        page.photos.add(NewsPhoto(image=factories.picture(council), alt="Avant"))
        page.save()
        photo = page.photos.get()
        fields = {
            "photos-TOTAL_FORMS": 1,
            "photos-INITIAL_FORMS": 1,
            "photos-0-image": photo.image_id,
            "photos-0-alt": "Après",
            "photos-0-id": photo.pk,
            "photos-0-ORDER": 1,
            "photos-0-DELETE": "",
        }
        assert save(page, **fields).status_code == 302
        assert [one.alt for one in stored(page).photos.all()] == ["Après"]

    def test_that_stood_there_before_may_stay(self, save, page, other_council):
        page.lead_image = factories.picture(other_council, title="Secret de Lancry")
        page.save()
        response = save(page, title="Autre titre")
        assert response.status_code == 302
        shown = save(page, title="").content.decode()  # shown again for want of a title
        assert "à un autre conseil" in shown
        assert "Secret de Lancry" not in shown

    def test_of_anybody_are_an_administrators(
        self, save, page, other_council, client_for, make_user
    ):
        picture = factories.picture(other_council)
        client = client_for("admin", make_user(ADMINISTRATOR))
        assert save(page, client, lead_image=picture.pk).status_code == 302


class TestLinks:
    def test_lead_to_what_everybody_may_read(self, save, page, other_council):
        target = factories.news(other_council)
        assert save(page, **linked(target)).status_code == 302
        assert f'id="{target.pk}"' in str(stored(page).body[0].value.source)

    def test_not_to_drafts_of_others(self, save, page, other_council):
        target = factories.news(other_council, live=False, slug="plan-secret")
        response = save(page, **linked(target))
        assert response.status_code == 200
        assert "plan-secret" not in response.content.decode()

    def test_not_to_private_pages_of_others(self, save, page, other_council):
        target = factories.news(other_council, slug="plan-secret")
        factories.make_private(target)
        response = save(page, **linked(target))
        assert response.status_code == 200
        assert "plan-secret" not in response.content.decode()

    def test_to_drafts_of_ones_own(self, save, page, council):
        assert save(page, **linked(factories.news(council, live=False))).status_code == 302


class TestSettings:
    def test_a_menu_does_not_name_a_draft_of_others(self, editor, council, other_council):
        draft = factories.news(other_council, title="Secret de Lancry", live=False)
        site = council.site
        url = reverse("wagtailsettings:edit", args=["quartiers_pages", "sitesettings", site.pk])
        data = posted(editor.get(url).context["form"]) | {
            "menu_items-TOTAL_FORMS": 1,
            "menu_items-0-page": draft.pk,
            "menu_items-0-label": "Ici",
            "menu_items-0-path": "",
            "menu_items-0-id": "",
            "menu_items-0-ORDER": 1,
            "menu_items-0-DELETE": "",
        }
        response = editor.post(url, data)
        assert "Secret de Lancry" not in response.content.decode()
        assert not SiteSettings.for_site(site).menu_items.exists()

    def test_of_another_site_answer_as_if_there_were_none(self, editor, other_council):
        site = other_council.site
        url = reverse("wagtailsettings:edit", args=["quartiers_pages", "sitesettings", site.pk])
        assert editor.get(url).status_code == 404
