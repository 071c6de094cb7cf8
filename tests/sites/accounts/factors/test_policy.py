"""Who owes a second factor, and what a session without it may not do."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from sites.accounts import sign_ins
from sites.accounts.factors import policy
from sites.accounts.factors.middleware import SecondFactorMiddleware
from sites.accounts.models import HostSession, SignIn, User
from sites.councils.roles import ROLES
from tests.browsing import Browser, address
from tests.sites.accounts.entering import name_shown, sign_in
from tests.sites.accounts.factoring import (
    CODES,
    CONFIRM,
    GUIDE,
    SECURITY,
    app_code,
    enter_password,
    give_app,
)

pytestmark = pytest.mark.django_db

IMAGES = "/admin/images/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def editor(make_user, council) -> User:
    return make_user("editor", council, email="redaction@exemple.fr")


def strengthen(client) -> None:
    """What a second factor does to the session of a test client."""
    session = client.session
    session["strong"] = True
    session.save()


class TestWhoOwesOne:
    @pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
    def test_whoever_holds_a_role(self, make_user, council, role):
        person = make_user(role.key, council if role.per_council else None)
        assert policy.needs(person)
        assert policy.is_missing(person)

    def test_superusers_and_staff(self, make_user):
        assert policy.needs(make_user(is_superuser=True))
        assert policy.needs(make_user(is_staff=True))

    def test_whoever_was_given_a_right_by_hand(self, make_user):
        by_group, by_right = make_user(), make_user()
        by_group.groups.add(Group.objects.create(name="À part"))
        by_right.user_permissions.add(Permission.objects.first())
        assert policy.needs(by_group)
        assert policy.needs(by_right)

    def test_no_resident(self, resident):
        assert not policy.needs(resident)
        assert not policy.is_missing(resident)

    def test_whoever_has_power_that_an_upper_floor_knows_of(self, resident, monkeypatch):
        monkeypatch.setattr(policy, "powers_elsewhere", [lambda user: user == resident])
        assert policy.needs(resident)

    def test_it_is_not_missing_once_there_is_one(self, editor):
        give_app(editor)
        assert not policy.is_missing(editor)


@pytest.mark.usefixtures("required")
class TestAWeakSessionOnTheAdminsHost:
    @pytest.mark.parametrize("path", ["/admin/", IMAGES, "/admin/account/", "/admin/pages/1/"])
    def test_sees_nothing(self, client_for, editor, path):
        response = client_for("admin", editor).get(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/compte/connexion/?next=%2Fadmin%2F")

    def test_changes_nothing(self, client_for, make_user, council):
        lead = make_user("lead", council)
        client = client_for("admin", lead)
        before = council.site.root_page.title
        path = f"/admin/pages/{council.site.root_page.pk}/edit/"
        assert client.post(path, {"title": "Pris"}).status_code == 302
        council.site.root_page.refresh_from_db()
        assert council.site.root_page.title == before

    def test_is_over(self, client_for, editor):
        client = client_for("admin", editor)
        client.get("/admin/")
        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize("role", [{"is_superuser": True}, {"is_staff": True}])
    def test_is_no_better_for_a_superuser(self, client_for, make_user, role):
        assert client_for("admin", make_user(**role)).get("/admin/").status_code == 302

    def test_gives_way_to_a_strong_one(self, client_for, editor):
        client = client_for("admin", editor)
        strengthen(client)
        assert client.get(IMAGES).status_code == 200

    def test_is_enough_where_it_is_only_proposed(self, client_for, editor, settings):
        settings.SECOND_FACTOR = "invited"
        assert client_for("admin", editor).get(IMAGES).status_code == 200

    def test_of_a_forged_mark_is_none(self, client_for, editor):
        client = client_for("admin", editor)
        client.cookies["strong"] = "true"
        assert client.get("/admin/?strong=true").status_code == 302


@pytest.mark.usefixtures("required")
class TestTheWayToTheAdmin:
    def test_passes_by_the_guide_and_comes_back(self, browser, portal, editor):
        sign_in(browser, "admin", editor.email, IMAGES)
        assert browser.url.startswith(address(portal, GUIDE))
        page = browser.get(browser.url)
        assert "sans mes droits" not in page.content.decode()
        app = page.context["app_url"]
        page = browser.get(app)
        code = app_code(secret=page.context["key"].replace(" ", ""))
        browser.post(browser.url, {"code": code})
        assert browser.url.startswith(address(portal, CODES))
        page = browser.post(browser.url, {"noted": "on"})
        assert browser.url == address("admin", IMAGES)
        assert page.status_code == 200
        assert SignIn.objects.get(user=editor).strong

    def test_is_barred_to_who_puts_it_off(self, browser, portal, editor):
        sign_in(browser, "admin", editor.email, IMAGES)
        browser.post(browser.url, {"later": "1"})
        assert browser.url.startswith(address(portal, GUIDE))
        browser.get(address("admin", IMAGES))
        assert browser.url.startswith(address(portal, GUIDE))

    def test_passes_by_the_factor_of_who_set_it_up_in_another_browser(
        self, browser, portal, editor
    ):
        enter_password(browser, portal, editor.email)
        give_app(editor)
        browser.get(address("admin", IMAGES))
        assert browser.url.startswith(address(portal, CONFIRM))
        page = browser.post(browser.url, {"way": "app", "code": app_code()})
        assert browser.url == address("admin", IMAGES)
        assert page.status_code == 200

    def test_is_direct_for_who_has_shown_a_factor(self, browser, portal, editor):
        give_app(editor)
        sign_in(browser, "admin", editor.email, IMAGES)
        browser.post(browser.url, {"way": "app", "code": app_code()})
        assert browser.url == address("admin", IMAGES)

    def test_leaves_residents_alone(self, browser, council, resident):
        page = sign_in(browser, council, resident.email, "/actualites/")
        assert browser.url == address(council, "/actualites/")
        assert name_shown(page) == resident.pseudonym

    def test_does_not_hold_up_who_goes_to_their_council(self, browser, portal, council, editor):
        sign_in(browser, council, editor.email, "/actualites/")
        assert browser.url.startswith(address(portal, GUIDE))
        browser.post(browser.url, {"later": "1"})
        assert browser.url == address(council, "/actualites/")


class TestTheInvitation:
    def test_may_be_put_off_and_does_not_come_again(self, browser, portal, editor):
        sign_in(browser, "admin", editor.email, IMAGES)
        assert browser.url.startswith(address(portal, GUIDE))
        page = browser.post(browser.url, {"later": "1"})
        assert browser.url == address("admin", IMAGES)
        assert page.status_code == 200
        browser.get(address("admin", "/admin/"))
        assert browser.url == address("admin", "/admin/")

    def test_is_for_who_holds_a_role(self, browser, council, resident):
        sign_in(browser, council, resident.email, "/actualites/")
        assert browser.url == address(council, "/actualites/")

    def test_is_at_the_top_of_the_security_page(self, client_for, portal, editor, resident):
        words = "Votre rôle demande une deuxième étape"
        assert words in client_for(portal, editor).get(SECURITY).content.decode()
        assert words not in client_for(portal, resident).get(SECURITY).content.decode()


@pytest.mark.usefixtures("required")
class TestRolesAsleep:
    def acts(self, client_for, place, user, strong=False):
        client = client_for(place, user)
        if strong:
            strengthen(client)
        response = client.get("/compte/")
        return response.wsgi_request.user

    def test_in_a_weak_session_of_a_site(self, client_for, council, editor):
        user = self.acts(client_for, council, editor)
        assert user.acts_with_roles is False
        assert not user.has_perm("wagtailadmin.access_admin")
        assert not user.has_perms(["wagtailadmin.access_admin"])
        assert not user.has_module_perms("wagtailadmin")

    def test_for_superusers_too(self, client_for, council, make_user):
        user = self.acts(client_for, council, make_user(is_superuser=True))
        assert not user.has_perm("wagtailadmin.access_admin")

    def test_not_in_a_strong_one(self, client_for, council, editor):
        user = self.acts(client_for, council, editor, strong=True)
        assert user.acts_with_roles is True
        assert user.has_perm("wagtailadmin.access_admin")

    def test_not_where_it_is_only_proposed(self, client_for, council, editor, settings):
        settings.SECOND_FACTOR = "invited"
        assert self.acts(client_for, council, editor).acts_with_roles is True

    def test_without_asking_for_the_session_of_who_brings_none(self, rf):
        request = rf.get("/")  # has no session to ask, and no host entry
        assert SecondFactorMiddleware(lambda seen: seen)(request) is request

    def test_awake_on_every_host_once_a_factor_is_shown(self, browser, portal, council, editor):
        sign_in(browser, council, editor.email, "/")
        browser.post(browser.url, {"later": "1"})
        row = SignIn.objects.get(user=editor)
        assert [s.get_decoded().get("strong") for s in row.sessions.all()] == [False, False]
        give_app(editor)
        browser.get(address(portal, CONFIRM))
        browser.post(browser.url, {"way": "app", "code": app_code()})
        assert [s.get_decoded().get("strong") for s in row.sessions.all()] == [True, True]


def test_an_old_session_of_another_host_is_not_woken(browser, portal, council, editor):
    """Nor is a new one made in its place."""
    sign_in(browser, council, editor.email, "/")
    browser.post(browser.url, {"later": "1"})
    HostSession.objects.filter(host=council.site.hostname).update(
        expire_date=timezone.now() - timedelta(days=1)
    )
    give_app(editor)
    before = HostSession.objects.count()
    browser.get(address(portal, CONFIRM))
    browser.post(browser.url, {"way": "app", "code": app_code()})
    assert HostSession.objects.count() == before
    assert SignIn.objects.get(user=editor).strong


def test_a_factor_of_somebody_else_makes_nobody_strong(browser, portal, editor, resident):
    """X stops before the end of a sign-in; Y then signs in, in the same browser."""
    give_app(editor)
    enter_password(browser, portal, editor.email)
    client = browser.client("quartiers.localhost")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0}]
    session["account_authentication_methods_user"] = str(editor.pk)
    session.save()
    enter_password(browser, portal, resident.email)
    assert SignIn.objects.get(user=resident).strong is False


def test_a_hand_off_carries_the_strength_of_the_sign_in(browser, portal, council, editor):
    give_app(editor)
    sign_in(browser, council, editor.email, "/")
    browser.post(browser.url, {"way": "app", "code": app_code()})
    hosts = HostSession.objects.filter(sign_in__user=editor)
    assert all(session.get_decoded()["strong"] for session in hosts)
    assert len(hosts) == 2
    assert sign_ins.of(editor).get().strong
