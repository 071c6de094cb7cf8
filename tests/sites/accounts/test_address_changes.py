"""Moving an account to another address: both mailboxes must agree, and nobody else can."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from sites.accounts import address_changes
from sites.accounts.models import AddressChange, Proof, SignIn, User
from sites.notifications.models import Mail
from tests.browsing import Browser, address

from .entering import name_shown, newest_mail, sign_in

pytestmark = pytest.mark.django_db

OLD, NEW = "sureau@exemple.fr", "sureau.nouveau@exemple.fr"
PAGE = "/compte/securite/adresse/"


@pytest.fixture
def asked(portal, resident) -> Browser:
    """A browser in which the change was asked for; the two links are in the mailbox."""
    browser = Browser()
    sign_in(browser, portal, resident.email)
    Mail.objects.all().delete()
    browser.post(address(portal, PAGE), {"email": NEW})
    return browser


def link_to(email: str) -> str:
    return re.search(r"http\S+/securite/adresse/\S+", newest_mail(email).text).group()


def confirm(email: str) -> str:
    """Open the link of ``email`` in a browser of its own and press the button; the page."""
    browser = Browser()
    browser.get(link_to(email))
    return browser.post(browser.url).content.decode()


def test_both_confirm_in_any_order(asked, resident):
    for first, second in ((OLD, NEW), (NEW, OLD)):
        User.objects.filter(pk=resident.pk).update(email=OLD)
        Mail.objects.all().delete()
        address_changes.begin(User.objects.get(pk=resident.pk), NEW, "")
        assert "L’autre adresse doit encore confirmer" in confirm(first)
        assert User.objects.get(pk=resident.pk).email == OLD
        assert "C’est fait" in confirm(second)
        assert User.objects.get(pk=resident.pk).email == NEW
    known = EmailAddress.objects.get(user=resident)
    assert (known.email, known.verified, known.primary) == (NEW, True, True)


def test_every_session_ends_and_both_are_told(asked, portal, resident):
    for email in (OLD, NEW):
        confirm(email)
    assert not SignIn.objects.filter(user=resident).exists()
    assert not name_shown(asked.get(address(portal, "/compte/")))
    told = set(Mail.objects.filter(kind="address_changed").values_list("to", flat=True))
    assert told == {OLD, NEW}
    assert name_shown(sign_in(Browser(), portal, NEW)) == resident.pseudonym


def test_one_alone_is_not_enough(asked, resident):
    for _attempt in range(3):
        browser = Browser()
        link = link_to(NEW)
        browser.get(link)
        browser.post(link)
    assert User.objects.get(pk=resident.pk).email == OLD


def test_a_mail_program_that_opens_links_confirms_nothing(asked):
    browser = Browser()
    for email in (OLD, NEW):
        page = browser.get(link_to(email))
        assert "Est-ce bien vous" in page.content.decode().replace("\u00a0", " ")
        assert page["Referrer-Policy"] == "strict-origin"
    change = AddressChange.objects.get()
    assert (change.old_confirmed_at, change.new_confirmed_at) == (None, None)


def test_a_new_request_makes_the_links_of_the_old_one_worthless(asked, portal):
    old_link = link_to(OLD)
    asked.post(address(portal, PAGE), {"email": "autre@exemple.fr"})
    assert Browser().post(old_link).status_code == 410
    assert Proof.objects.filter(purpose__startswith="address").count() == 2


def test_giving_it_up_makes_them_worthless_too(asked, portal, resident):
    links = [link_to(OLD), link_to(NEW)]
    asked.post(address(portal, PAGE), {"annuler": "1"})
    for link in links:
        assert Browser().post(link).status_code == 410
    assert not AddressChange.objects.exists()


def test_it_lasts_a_day(asked, resident):
    links = [link_to(OLD), link_to(NEW)]
    Browser().post(links[0])
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert Browser().post(links[1]).status_code == 410
    assert User.objects.get(pk=resident.pk).email == OLD


def test_an_address_of_somebody_else_is_not_told_and_never_moves(portal, resident, make_user):
    other = make_user(email=NEW)
    browser = Browser()
    sign_in(browser, portal, resident.email)
    Mail.objects.all().delete()
    page = browser.post(address(portal, PAGE), {"email": NEW.upper()}).content.decode()
    assert "ouvrez les liens des deux courriels" in page
    assert [one.to for one in Mail.objects.all()] == [OLD]
    confirm(OLD)
    assert User.objects.get(pk=resident.pk).email == OLD
    assert User.objects.get(pk=other.pk).email == NEW


def test_an_address_taken_meanwhile_stays_whose_it_is(asked, resident, make_user):
    confirm(OLD)
    make_user(email=NEW)
    assert "autre compte" in confirm(NEW)
    assert User.objects.get(pk=resident.pk).email == OLD


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Remplissez ce champ"),
        ("sureau", "adresse électronique complète"),
        (OLD.upper(), "déjà l’adresse"),
        ("a" * 300 + "@exemple.fr", "254"),
    ],
)
def test_bad_input_is_said_in_words(portal, resident, typed, words):
    browser = Browser()
    sign_in(browser, portal, resident.email)
    page = browser.post(address(portal, PAGE), {"email": typed}).content.decode()
    assert words in page.replace("\u00a0", " ")
    assert not AddressChange.objects.exists()


def test_nobody_else_sees_or_stops_it(asked, portal, make_user):
    other = Browser()
    sign_in(other, portal, make_user().email)
    assert NEW not in other.get(address(portal, PAGE)).content.decode()
    other.post(address(portal, PAGE), {"annuler": "1"})
    assert AddressChange.objects.exists()


def test_it_is_asked_on_the_portal_only(asked, council):
    page = asked.get(address(council, PAGE), follow=False)
    assert page.status_code == 302
    assert page["Location"].startswith("http://quartiers.localhost")


def test_it_is_limited(asked, portal):
    for _more in range(4):
        asked.post(address(portal, PAGE), {"email": NEW})
    sent = Mail.objects.count()
    page = asked.post(address(portal, PAGE), {"email": NEW}).content.decode()
    assert "réessayez dans une heure" in page
    assert Mail.objects.count() == sent
