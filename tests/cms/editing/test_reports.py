"""What the admin lists belongs to whoever reads the list."""

import pytest
from django.urls import URLPattern, get_resolver
from wagtail.log_actions import log
from wagtail.models import Page

from cms.editing.home.menu import REPORTS_FOR_ADMINISTRATORS as CLOSED
from cms.pages.models import Place
from sites.councils import roles
from tests.cms import factories

pytestmark = pytest.mark.django_db

SECRET = "Brouillon de Lancry"
COLLEAGUE = "redaction.cel@exemple.fr"
OPEN, NOT_FOUND, REFUSED = 200, 404, 302

WRITERS = (roles.CONTRIBUTOR, roles.EDITOR, roles.LEAD, roles.COORDINATOR)
OTHERS = (roles.MODERATOR, roles.TOWN_HALL, roles.INTEGRATOR)
REPORTS = ("page-types-usage", "site-history", "locked", "workflow", "workflow_tasks")
CLOSED_ADDRESSES = [
    f"/admin/reports/{report}/{suffix}"
    for report in REPORTS
    for suffix in ("", "results/", "?export=csv", "?export=xlsx")
]
FOR_ADMINISTRATORS = [*CLOSED_ADDRESSES, "/admin/redirects/", "/admin/redirects/?export=csv"]
FOR_WRITERS = ["/admin/reports/aging-pages/", "/admin/reports/aging-pages/?export=csv"]
# (address, role, what it answers)
TABLE = [
    *((address, role, NOT_FOUND) for address in CLOSED_ADDRESSES for role in (*WRITERS, *OTHERS)),
    *((address, roles.ADMINISTRATOR, OPEN) for address in FOR_ADMINISTRATORS),
    *(("/admin/redirects/", role, NOT_FOUND) for role in (*WRITERS, *OTHERS)),
    *((address, role, OPEN) for address in FOR_WRITERS for role in WRITERS),
    *((address, role, REFUSED) for address in FOR_WRITERS for role in OTHERS),
]


@pytest.fixture
def someone(client_for, make_user, council):
    """``someone(role)``: a browser in the admin, with a role in the first council or anywhere."""

    def sign_in(role: str):
        per_council = {known.key: known.per_council for known in roles.ROLES}[role]
        return client_for("admin", make_user(role, council if per_council else None))

    return sign_in


@pytest.fixture
def elsewhere(other_council, make_user) -> Page:
    """What a colleague of the other council left: a page, its history, a place they made."""
    colleague = make_user(roles.EDITOR, other_council, email=COLLEAGUE, first_name="Ortie")
    page = factories.news(other_council, "Carnaval")
    page.save_revision(user=colleague, log_action=True).publish(user=colleague)
    page.title = SECRET  # of the draft; the public still reads the other one
    page.save_revision(user=colleague, log_action=True)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=colleague, owner=colleague)
    factories.news(other_council, SECRET, live=False)
    place = Place.objects.create(name="La place", latitude=48, longitude=2, council=other_council)
    log(instance=place, action="wagtail.create", user=colleague)
    return page


@pytest.mark.parametrize("role", [role.key for role in roles.ROLES])
def test_who_opens_what(someone, role):
    client = someone(role)
    lines = [(address, status) for address, of, status in TABLE if of == role]
    assert lines
    answers = {address: client.get(address).status_code for address, _status in lines}
    assert answers == dict(lines)


def test_every_closed_report_is_in_the_table():
    assert len(CLOSED - {"aging-pages"}) == len(REPORTS)  # the ageing pages are « À faire »


@pytest.mark.parametrize("role", [roles.EDITOR, roles.ADMINISTRATOR])
def test_the_menu_offers_what_opens(someone, role):
    menu = someone(role).get("/admin/").content.decode()
    for address in CLOSED_ADDRESSES[::4]:
        assert (f'"{address}"' in menu) == (role == roles.ADMINISTRATOR)
    assert ('"/admin/reports/aging-pages/"' in menu) == (role == roles.ADMINISTRATOR)


def test_old_pages_are_the_readers_own(someone, elsewhere, council):
    own = factories.news(council, "La mare")
    own.save_revision().publish()

    content = someone(roles.EDITOR).get("/admin/reports/aging-pages/").content.decode()

    assert own.title in content
    assert SECRET not in content
    assert COLLEAGUE not in content


def addresses_without_arguments(patterns=None, prefix="") -> list[str]:
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = getattr(pattern.pattern, "_route", None)
        if route is None or "<" in route:
            continue
        if isinstance(pattern, URLPattern):
            found.append(f"/{prefix}{route}")
        else:
            found += addresses_without_arguments(pattern.url_patterns, prefix + route)
    return found


@pytest.mark.parametrize("role", [roles.EDITOR, roles.LEAD])
def test_no_list_of_the_admin_shows_another_councils_pages_or_people(someone, elsewhere, role):
    client = someone(role)
    told = []
    for address in addresses_without_arguments():
        if not address.startswith("/admin/") or address == "/admin/failwhale/":  # an error on order
            continue
        content = client.get(address, follow=True).content.decode(errors="replace")
        told += [address for secret in (SECRET, COLLEAGUE, "Ortie") if secret in content]
    assert told == []


@pytest.mark.parametrize("address", ["choose-page/{}/", "choose-page/search/?q=Brouillon"])
def test_a_link_is_not_offered_to_another_councils_draft(someone, other_council, address):
    draft = factories.news(other_council, "Brouillon des berges", live=False)
    shown = factories.news(other_council, "Brouillon de jardin")  # a title like any other
    address = f"/admin/{address.format(draft.get_parent().pk)}"
    for role, offered in ((roles.EDITOR, False), (roles.ADMINISTRATOR, True)):
        content = someone(role).get(address).content.decode()
        assert shown.title in content
        assert (draft.title in content) == offered
