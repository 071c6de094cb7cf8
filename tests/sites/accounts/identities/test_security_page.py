"""The identities of an account, on the portal: one more, one less, one's own only."""

import pytest
from allauth.socialaccount.models import SocialAccount

from sites.accounts.identities import accounts
from sites.accounts.identities.exchange import Identity
from sites.accounts.models import User
from sites.notifications.models import Mail

pytestmark = pytest.mark.django_db

LIST = "/compte/securite/identites/"
LINK = f"{LIST}franceconnect/relier/"


def words(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def away(response) -> str:
    return response["Refresh"].removeprefix("0; url=")


@pytest.fixture
def client(fresh, resident):
    return fresh(resident)


def test_it_is_for_who_is_signed_in(fc, visitor):
    for path, ask in (
        (LIST, visitor.get),
        (LINK, visitor.post),
        (f"{LIST}1/delier/", visitor.post),
    ):
        response = ask(path)
        assert response.status_code == 302
        assert response["Location"].startswith("/compte/connexion/")


def test_a_session_left_open_is_not_enough(fc, owner, client_for, portal):
    """Whoever came in long ago is asked again before anything is shown, linked or taken off."""
    client, known = client_for(portal, owner), SocialAccount.objects.get()
    assert client.get(LIST).status_code == 302
    for path in (LINK, f"{LIST}{known.pk}/delier/"):
        assert client.post(path).status_code == 302
    assert SocialAccount.objects.exists()
    assert fc.asked == {}


def test_it_lists_what_is_linked_and_what_may_be(fc, owner, client):
    page = words(client.get(LIST))
    assert "Reliée le" in page
    assert "Délier" in page
    assert f'action="{LINK}"' in page


def test_one_more_is_linked_by_going_there(fc, resident, client, come):
    response = come(client, fc.consent(away(client.post(LINK))))
    assert response["Location"] == LIST
    assert SocialAccount.objects.get().user == resident
    assert "FranceConnect est relié à votre compte" in words(client.get(LIST))
    assert Mail.objects.latest("pk").to == resident.email


def test_what_comes_back_is_linked_to_who_set_out(
    fc, resident, make_user, client, come, client_for, portal
):
    """Signed out on the way, and somebody else signed in: theirs is not touched."""
    back = fc.consent(away(client.post(LINK)))
    other = make_user()
    client.force_login(other, "django.contrib.auth.backends.ModelBackend")
    response = come(client, back)
    assert response.status_code in (302, 400)
    assert not SocialAccount.objects.exists()


def test_signed_out_on_the_way_links_nothing(fc, resident, client, come):
    back = fc.consent(away(client.post(LINK)))
    client.post("/compte/deconnexion/")
    assert come(client, back).status_code == 400
    assert not SocialAccount.objects.exists()


def test_what_is_somebody_elses_stays_theirs(fc, owner, make_user, fresh, come):
    client = fresh(make_user())
    come(client, fc.consent(away(client.post(LINK))))
    assert SocialAccount.objects.get().user == owner
    assert "déjà reliée à un autre compte" in words(client.get(LIST))


def test_giving_up_on_the_way_changes_nothing(fc, client, come):
    assert come(client, fc.refuse(away(client.post(LINK))))["Location"] == LIST
    assert "rien n’a changé" in words(client.get(LIST))
    assert not SocialAccount.objects.exists()


def test_a_failure_on_the_way_leads_back_to_the_list(fc, client, come):
    fc.cheats.id_claims = {"nonce": "x"}
    page = words(come(client, fc.consent(away(client.post(LINK)))))
    assert f'href="{LIST}"' in page


def test_one_is_taken_off(fc, owner, client):
    known = SocialAccount.objects.get()
    assert client.post(f"{LIST}{known.pk}/delier/")["Location"] == LIST
    assert not SocialAccount.objects.exists()
    assert "n’est plus relié" in words(client.get(LIST))
    assert "FranceConnect n’est plus relié" in Mail.objects.latest("pk").subject


def test_nobody_takes_off_somebody_elses(fc, owner, make_user, fresh):
    known = SocialAccount.objects.get()
    fresh(make_user()).post(f"{LIST}{known.pk}/delier/")
    assert SocialAccount.objects.get().user == owner


def test_a_link_takes_nothing_off(fc, owner, client):
    known = SocialAccount.objects.get()
    assert client.get(f"{LIST}{known.pk}/delier/").status_code == 405
    assert SocialAccount.objects.exists()


def test_the_only_way_in_stays(fc, resident, client, fresh):
    """An account without an address and without a password: none that a person can make."""
    accounts.link(resident, Identity("franceconnect", "a" * 64))
    resident.set_unusable_password()
    resident.email = ""
    resident.save()
    client = fresh(resident)
    client.post(f"{LIST}{SocialAccount.objects.get().pk}/delier/")
    assert SocialAccount.objects.exists()
    assert "votre seule façon" in words(client.get(LIST))


def test_an_identity_of_a_provider_that_is_gone_can_still_be_taken_off(settings, resident, client):
    accounts.link(resident, Identity("ancien", "a" * 64))
    assert "ancien" in words(client.get(LIST))
    client.post(f"{LIST}{SocialAccount.objects.get().pk}/delier/")
    assert not SocialAccount.objects.exists()


def test_identities_go_with_their_account(fc, owner):
    User.objects.get(pk=owner.pk).delete()
    assert not SocialAccount.objects.exists()


def test_an_account_that_is_erased_has_none_left(fc, owner):
    before = Mail.objects.count()
    accounts.forget(owner)
    assert not SocialAccount.objects.exists()
    assert Mail.objects.count() == before
