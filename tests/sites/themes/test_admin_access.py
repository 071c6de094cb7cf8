"""Who opens which screen of themes: every role, address and method, on their own site and others'.

404 without a title for whatever is not the reader's; 302 to the sign-in for who has no admin.
"""

from dataclasses import dataclass

import pytest

from sites.councils import roles
from sites.themes import checking, releases, switching
from sites.themes.admin import uploads
from sites.themes.models import Change, Look, Release
from tests.sites.themes.building import theme_files

pytestmark = pytest.mark.django_db

OPEN, DONE, SIGN_IN, NOT_FOUND, NO_SUCH_METHOD = 200, 302, 302, 404, 405
ANONYMOUS, RESIDENT, SUPERUSER = "anonymous", "resident", "superuser"
EVERYBODY = (ANONYMOUS, RESIDENT, SUPERUSER, *(role.key for role in roles.ROLES))
INSTALLERS = {roles.INTEGRATOR, roles.ADMINISTRATOR, SUPERUSER}
OUTSIDE = {ANONYMOUS, RESIDENT}

# What every installer gets; everybody else is told that nothing is there.
THEMES = [
    ("get", "/admin/themes/", OPEN),
    ("post", "/admin/themes/", NO_SUCH_METHOD),
    ("get", "/admin/themes/deposer/", OPEN),
    ("post", "/admin/themes/deposer/", OPEN),  # without a file: the form again
    ("get", "/admin/themes/depots/{upload}/", OPEN),
    ("post", "/admin/themes/depots/{upload}/", NO_SUCH_METHOD),
    ("get", "/admin/themes/depots/{upload}/installer/", NO_SUCH_METHOD),
    ("post", "/admin/themes/depots/{upload}/installer/", DONE),
    ("get", "/admin/themes/depots/{upload}/jeter/", NO_SUCH_METHOD),
    ("post", "/admin/themes/depots/{upload}/jeter/", DONE),
    ("get", "/admin/themes/depots/{nothing}/", NOT_FOUND),
    ("post", "/admin/themes/depots/{nothing}/installer/", NOT_FOUND),
    ("get", "/admin/themes/livres/rue/installer/", NO_SUCH_METHOD),
    ("post", "/admin/themes/livres/rue/installer/", DONE),
    ("post", "/admin/themes/livres/nulle-part/installer/", NOT_FOUND),
    ("get", "/admin/themes/{release}/", OPEN),
    ("get", "/admin/themes/{bad}/", OPEN),
    ("get", "/admin/themes/999999/", NOT_FOUND),
    ("get", "/admin/themes/99999999999999999999/", NOT_FOUND),
    ("get", "/admin/themes/{release}/verifier/", NO_SUCH_METHOD),
    ("post", "/admin/themes/{release}/verifier/", DONE),
    ("post", "/admin/themes/999999/verifier/", NOT_FOUND),
    ("get", "/admin/themes/journal/", OPEN),
    ("get", "/admin/themes/journal/?site={site}", OPEN),
    ("post", "/admin/themes/journal/", NO_SUCH_METHOD),
]
# What whoever dresses the site gets.
LOOKS = [
    ("get", "/admin/apparence/{site}/", OPEN),
    ("post", "/admin/apparence/{site}/", NO_SUCH_METHOD),
    ("get", "/admin/apparence/{site}/porter/?theme={release}", OPEN),
    ("get", "/admin/apparence/{site}/porter/?theme=socle", DONE),  # it wears that already
    ("get", "/admin/apparence/{site}/porter/?theme={bad}", OPEN),  # says why not
    ("get", "/admin/apparence/{site}/porter/?theme=999999", NOT_FOUND),
    ("get", "/admin/apparence/{site}/porter/?theme=99999999999999999999", NOT_FOUND),
    ("get", "/admin/apparence/{site}/porter/?theme=x", NOT_FOUND),
    ("get", "/admin/apparence/{site}/porter/", NOT_FOUND),
    ("post", "/admin/apparence/{site}/porter/?theme={release}", DONE),
    ("post", "/admin/apparence/{site}/porter/?theme={bad}", OPEN),
    ("post", "/admin/apparence/{site}/porter/?theme=999999", NOT_FOUND),
    ("get", "/admin/apparence/{site}/revenir/", DONE),  # nothing to go back to
    ("post", "/admin/apparence/{site}/revenir/", DONE),
    ("get", "/admin/apparence/{site}/reglages/", NO_SUCH_METHOD),
    ("post", "/admin/apparence/{site}/reglages/", DONE),
]


@dataclass
class World:
    release: Release
    bad: Release
    sites: dict

    def address(self, pattern: str, **more) -> str:
        return pattern.format(release=self.release.pk, bad=self.bad.pk, nothing="0" * 64, **more)


@pytest.fixture
def world(lba, other_council, portal, tmp_path, monkeypatch) -> World:
    checking.product()  # reads the library, and keeps what it found
    theme_files("rue").write_to(tmp_path / "rue")
    monkeypatch.setattr(checking, "LIBRARY", tmp_path)
    return World(
        releases.install(theme_files("quai"))[0],
        releases.install(theme_files("boue", tokens={"palette-ink": "#fcfbf8"}))[0],
        {"own": lba.site, "foreign": other_council.site, "portal": portal.site},
    )


@pytest.fixture
def sign_in(client_for, make_user, lba):
    """``sign_in(who)``: a browser in the admin and its user, council roles in lba."""

    def make(who: str, **options):
        if who == ANONYMOUS:
            return client_for("admin", **options), None
        if who in (RESIDENT, SUPERUSER):
            user = make_user(is_superuser=who == SUPERUSER)
        else:
            per_council = {role.key: role.per_council for role in roles.ROLES}[who]
            user = make_user(who, lba if per_council else None)
        return client_for("admin", user, **options), user

    return make


def expected(who: str, status: int, entitled: bool) -> int:
    if who in OUTSIDE:
        return SIGN_IN
    return status if entitled else NOT_FOUND


def snapshot() -> list:
    rows = (m.objects.order_by("pk").values() for m in (Release, Look, Change))
    return [list(values) for values in rows]


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_installs_themes(world, sign_in, who):
    client, user = sign_in(who)
    wrong = []
    for method, pattern, status in THEMES:
        upload = uploads.keep(user, theme_files("pont"), "pont.zip").digest if user else "0" * 64
        address = world.address(pattern, upload=upload, site=world.sites["foreign"].pk)
        wanted = expected(who, status, who in INSTALLERS)
        before = snapshot()
        answer = getattr(client, method)(address)
        if answer.status_code != wanted:
            wrong.append((method, pattern, answer.status_code, wanted))
        if method == "get" or wanted in (NOT_FOUND, NO_SUCH_METHOD) or who in OUTSIDE:
            assert snapshot() == before, pattern
        if who not in INSTALLERS:
            assert "Quai" not in answer.content.decode(), pattern
    assert wrong == []


DRESSERS = {
    "own": INSTALLERS | {roles.LEAD},
    "foreign": INSTALLERS,
    "portal": INSTALLERS | {roles.COORDINATOR},
}


@pytest.mark.parametrize("place", DRESSERS)
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_dresses_a_site(world, sign_in, who, place):
    client, _user = sign_in(who)
    site, wrong = world.sites[place], []
    entitled = who in DRESSERS[place]
    for method, pattern, status in LOOKS:
        Look.objects.filter(site=site).delete()
        Change.objects.filter(site=site).delete()
        before = snapshot()
        answer = getattr(client, method)(world.address(pattern, site=site.pk))
        hidden = "{bad}" in pattern and who not in INSTALLERS
        wanted = expected(who, NOT_FOUND if hidden else status, entitled)
        if answer.status_code != wanted:
            wrong.append((method, pattern, answer.status_code, wanted))
        if method == "get" or not entitled or status in (NOT_FOUND, NO_SUCH_METHOD):
            assert snapshot() == before, pattern
        if not entitled:
            content = answer.content.decode()
            assert "Quai" not in content, pattern
            assert site.hostname not in content.replace("admin." + site.hostname, ""), pattern
    assert wrong == []


@pytest.mark.parametrize(
    ("who", "status", "goes_to"),
    [
        (roles.LEAD, DONE, "own"),
        (roles.COORDINATOR, DONE, "portal"),
        (roles.INTEGRATOR, OPEN, None),
        (roles.ADMINISTRATOR, OPEN, None),
        (roles.EDITOR, NOT_FOUND, None),
        (roles.CONTRIBUTOR, NOT_FOUND, None),
        (roles.MODERATOR, NOT_FOUND, None),
        (roles.TOWN_HALL, NOT_FOUND, None),
    ],
)
def test_the_list_of_sites(world, sign_in, who, status, goes_to):
    answer = sign_in(who)[0].get("/admin/apparence/")
    assert answer.status_code == status
    if goes_to:
        assert answer["Location"] == f"/admin/apparence/{world.sites[goes_to].pk}/"


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who not in OUTSIDE])
def test_the_menu_offers_what_opens(world, sign_in, who):
    menu = sign_in(who)[0].get("/admin/").content.decode()
    assert ('"/admin/themes/"' in menu) == (who in INSTALLERS)
    assert ('"/admin/apparence/"' in menu) == (who in INSTALLERS | {roles.LEAD, roles.COORDINATOR})


def test_a_lead_of_two_councils_chooses_between_them(
    world, client_for, make_user, lba, other_council
):
    from sites.councils import role_groups

    user = make_user(roles.LEAD, lba)
    user.groups.add(role_groups.group_for(roles.LEAD, other_council))
    screen = client_for("admin", user).get("/admin/apparence/").content.decode()
    assert lba.name in screen
    assert other_council.name in screen
    assert f"/admin/apparence/{world.sites['portal'].pk}/" not in screen


# Trying to get around it --------------------------------------------------------------------------


@pytest.fixture
def lead(sign_in):
    return sign_in(roles.LEAD)[0]


def test_a_site_named_in_the_form_changes_nothing_elsewhere(world, lead):
    own, foreign = world.sites["own"], world.sites["foreign"]
    data = {"site": foreign.pk, "site_id": foreign.pk, "theme": world.bad.pk}
    lead.post(f"/admin/apparence/{own.pk}/porter/?theme={world.release.pk}", data)
    assert Look.objects.get(site=own).release == world.release
    assert not Look.objects.filter(site=foreign).exists()


def test_a_release_with_errors_is_refused_and_not_offered(world, lead):
    own = world.sites["own"]
    assert "Boue" not in lead.get(f"/admin/apparence/{own.pk}/").content.decode()
    address = f"/admin/apparence/{own.pk}/porter/?theme={world.bad.pk}"
    assert lead.post(address).status_code == NOT_FOUND
    # As if an older version of the product had let it pass: it is checked again.
    Release.objects.filter(pk=world.bad.pk).update(report=[], checked_with="older")
    assert "à corriger" in lead.post(address).content.decode()
    assert not Change.objects.exists()


def test_a_lead_tries_themes_on_their_own_site_only(world, lead):
    screen = lead.get(f"/admin/apparence/{world.sites['own'].pk}/").content.decode()
    assert f"{world.sites['own'].root_url}/themes/apercu/" in screen
    for place in ("foreign", "portal"):
        assert f"{world.sites[place].root_url}/themes/apercu/" not in screen


def test_nothing_of_another_council_is_told(world, lead, make_user, other_council):
    colleague = make_user(roles.LEAD, other_council, pseudonym="Ortie de Lancry")
    switching.activate(world.sites["foreign"], world.release, colleague)
    screen = lead.get(f"/admin/apparence/{world.sites['own'].pk}/").content.decode()
    assert "Ortie" not in screen
    assert other_council.name not in screen


def test_an_upload_of_a_colleague_is_not_mine(world, sign_in, make_user):
    colleague = make_user(roles.INTEGRATOR)
    upload = uploads.keep(colleague, theme_files("pont"), "pont.zip")
    client, _user = sign_in(roles.INTEGRATOR)
    for method, suffix in (("get", ""), ("post", "installer/"), ("post", "jeter/")):
        answer = getattr(client, method)(f"/admin/themes/depots/{upload.digest}/{suffix}")
        assert answer.status_code == NOT_FOUND
    assert not Release.objects.filter(slug="pont").exists()
    assert "pont.zip" not in client.get("/admin/themes/").content.decode()


@pytest.mark.parametrize("who", [roles.LEAD, roles.INTEGRATOR])
def test_a_form_sent_from_elsewhere_is_refused(world, sign_in, who):
    client, user = sign_in(who, enforce_csrf_checks=True)
    site = world.sites["own"]
    upload = uploads.keep(user, theme_files("pont"), "pont.zip")
    addresses = [
        f"/admin/apparence/{site.pk}/porter/?theme={world.release.pk}",
        f"/admin/apparence/{site.pk}/revenir/",
        f"/admin/apparence/{site.pk}/reglages/",
    ]
    if who == roles.INTEGRATOR:
        addresses += [
            "/admin/themes/deposer/",
            f"/admin/themes/depots/{upload.digest}/installer/",
            f"/admin/themes/depots/{upload.digest}/jeter/",
            "/admin/themes/livres/rue/installer/",
            f"/admin/themes/{world.release.pk}/verifier/",
        ]
    before = snapshot()
    assert {client.post(address).status_code for address in addresses} == {403}
    assert snapshot() == before
