"""Who signs in reads in the language they chose, everywhere; nobody else reads in theirs."""

import pytest
from django.utils import translation
from wagtail.users.models import UserProfile

from sites.accounts.language import set_language
from sites.accounts.models import User

pytestmark = pytest.mark.django_db

PAGES = ["/", "/actualites/", "/forum/", "/compte/", "/nulle-part/"]


@pytest.fixture
def english(resident) -> User:
    set_language(resident, "en")
    return resident


def language_of(response) -> str:
    return response.content.decode().partition('<html lang="')[2][:2]


@pytest.mark.parametrize("path", PAGES)
def test_the_interface_follows_on_every_site(client_for, council, portal, english, path):
    for place in (council, portal):
        response = client_for(place, english).get(path)
        assert language_of(response) == "en"
        assert response["Content-Language"] == "en"
        assert "private" in response["Cache-Control"] or "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/actualites/", "/forum/", "/plan-du-site/"])
@pytest.mark.parametrize("place", ["portal", "council"])
def test_what_is_kept_in_memory_is_kept_for_each_language(
    request, client_for, english, make_user, place, path
):
    place = request.getfixturevalue(place)
    before = client_for(place).get(path).content
    client_for(place, english).get(path)
    answer = client_for(place).get(path)
    assert answer.content == before
    assert language_of(answer) == "fr"
    assert "Content-Language" not in answer
    other = client_for(place, make_user()).get(path).content.decode()
    assert "Trouver mon conseil" in other or place.__class__.__name__ == "Council"
    assert "Menu principal" in other


def test_the_menu_made_for_an_english_reader_first_is_french_for_the_next(
    client_for, portal, english
):
    client_for(portal, english).get("/")
    page = client_for(portal).get("/").content.decode()
    assert "Trouver mon conseil" in page


def test_the_thread_is_left_in_the_language_of_the_site(client_for, council, english):
    client_for(council, english).get("/")
    assert translation.get_language() == "fr"


def test_a_reader_without_account_is_not_asked_for_a_language(client_for, council):
    response = client_for(council).get("/", headers={"accept-language": "en"})
    assert language_of(response) == "fr"
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


def test_signing_out_ends_it(client_for, council, english):
    client = client_for(council, english)
    client.post("/compte/deconnexion/")
    assert language_of(client.get("/")) == "fr"


def test_choosing_says_so_in_the_new_language(client_for, council, resident):
    client = client_for(council, resident)
    page = client.post("/compte/preferences/", {"language": "en"}, follow=True)
    assert language_of(page) == "en"
    page = client.post("/compte/preferences/", {"language": ""}, follow=True)
    assert "Vos préférences sont enregistrées." in page.content.decode()
    assert language_of(page) == "fr"


class TestAdmin:
    def test_follows_the_profile(self, client_for, council, make_user):
        user = make_user("editor", council)
        client = client_for("admin", user)
        assert language_of(client.get("/admin/")) == "fr"
        set_language(user, "en")
        assert language_of(client.get("/admin/")) == "en"

    def test_the_profile_follows_the_admin(self, council, make_user):
        user = make_user("editor", council)
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = "en"
        profile.save()
        assert User.objects.get(pk=user.pk).language == "en"
        set_language(user, "fr")
        assert UserProfile.objects.get(user=user).preferred_language == "fr"

    def test_a_profile_that_wagtail_makes_later_begins_with_the_language(self, english):
        english.refresh_from_db()
        assert UserProfile.get_for_user(english).preferred_language == "en"
        assert User.objects.get(pk=english.pk).language == "en"

    def test_saving_something_else_in_the_admin_changes_no_language(self, english):
        english.refresh_from_db()
        profile = UserProfile.get_for_user(english)
        profile.theme = "dark"
        profile.save()
        assert User.objects.get(pk=english.pk).language == "en"
