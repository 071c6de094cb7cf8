"""The guide, from the first page to the codes on paper; what is refused on the way."""

import threading

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from sites.accounts.factors import changes, drawing, policy, recovery_codes
from tests.sites.accounts.factoring import (
    APP,
    CODES,
    GUIDE,
    MAKE_KEY,
    SECURITY,
    app_code,
    confirm_by_password,
    give_app,
    mails,
    make_key,
)

pytestmark = pytest.mark.django_db

REMOVE_APP = APP + "retirer/"


@pytest.fixture
def client(client_for, portal, resident):
    """Somebody who has just confirmed who they are."""
    client = client_for(portal, resident)
    confirm_by_password(client)
    return client


def key_shown(client) -> str:
    return client.get(APP).context["key"].replace(" ", "")


def tie_app(client):
    return client.post(APP, {"code": app_code(secret=key_shown(client))})


class TestTyingAnApp:
    def test_takes_the_code_it_shows(self, client, resident):
        assert tie_app(client)["Location"] == CODES
        assert policy.has_factor(resident)

    def test_is_told_by_mail(self, client, resident):
        tie_app(client)
        assert mails()[-1].to == resident.email
        assert "l’application de codes" in mails()[-1].text

    def test_makes_the_session_strong(self, client):
        tie_app(client)
        assert client.session["strong"] is True

    def test_keeps_its_key_on_a_wrong_code(self, client, resident):
        key = key_shown(client)
        page = client.post(APP, {"code": "000000"})
        assert "pas le bon" in page.content.decode()
        assert key_shown(client) == key
        assert not policy.has_factor(resident)

    def test_proposes_a_key_to_each_person(self, client, client_for, portal, make_user):
        other = client_for(portal, make_user())
        confirm_by_password(other)
        assert key_shown(client) != key_shown(other)

    def test_shows_the_key_in_groups_of_four_and_as_a_drawing(self, client):
        page = client.get(APP)
        groups = page.context["key"].split()
        assert {len(group) for group in groups} == {4}
        assert "data:" not in page.content.decode()
        assert page.context["drawing"].path in page.content.decode()

    def test_keeps_the_key_sealed(self, client, resident):
        key = key_shown(client)
        assert key not in str(dict(client.session))
        client.post(APP, {"code": app_code(secret=key)})
        assert key not in str(Authenticator.objects.get(user=resident, type="totp").data)

    def test_does_not_take_the_code_of_the_setting_up_again(self, client, resident):
        from sites.accounts.factors import app_codes

        key = key_shown(client)
        code = app_code(secret=key)
        client.post(APP, {"code": code})
        assert app_codes.use(resident, code) is None

    def test_in_two_browsers_ties_the_first_one_only(self, client, client_for, portal, resident):
        other = client_for(portal, resident)
        confirm_by_password(other)
        keys = [key_shown(client), key_shown(other)]
        from sites.accounts.factors import app_codes

        client.post(APP, {"code": app_code(secret=keys[0])})
        request = type("Request", (), {"session": other.session})
        assert app_codes.tie(request, resident, app_code(secret=keys[1])) is None

    def test_is_done_once(self, client, resident):
        tie_app(client)
        assert client.get(APP)["Location"] == SECURITY
        client.post(APP, {"code": app_code()})
        assert Authenticator.objects.filter(user=resident, type="totp").count() == 1


def test_a_drawing_says_what_it_is_given():
    """Every black module of the code, and none else, is covered by the path."""
    import re

    import qrcode

    text = "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&issuer=Quartiers"
    made = drawing.of(text)
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    black = {(x, y) for y, row in enumerate(code.get_matrix()) for x, on in enumerate(row) if on}
    drawn = set()
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", made.path):
        drawn |= {(int(x) + i, int(y)) for i in range(int(run))}
    assert drawn == black
    assert made.size == len(code.get_matrix())


class TestTheCodes:
    def test_are_shown_until_they_are_noted(self, client, resident):
        tie_app(client)
        shown = client.get(CODES).context["codes"]
        assert client.get(CODES).context["codes"] == shown
        assert len(set(shown)) == 10
        assert client.post(CODES, {}).status_code == 200
        assert client.post(CODES, {"noted": "on"})["Location"] == SECURITY
        assert client.get(CODES)["Location"] == SECURITY
        assert recovery_codes.are_noted(recovery_codes.row_of(resident))

    def test_may_be_downloaded(self, client):
        tie_app(client)
        shown = client.get(CODES).context["codes"]
        file = client.get(CODES + "fichier/")
        assert file["Content-Disposition"] == 'attachment; filename="codes-de-secours.txt"'
        assert all(code in file.content.decode() for code in shown)
        client.post(CODES, {"noted": "on"})
        assert client.get(CODES + "fichier/").status_code == 302

    def test_stay_sealed_in_the_session(self, client):
        tie_app(client)
        shown = client.get(CODES).context["codes"]
        assert not any(code.replace("-", "") in str(dict(client.session)) for code in shown)

    def test_are_not_shown_to_the_next_person_in_the_browser(self, client, make_user):
        tie_app(client)
        session = client.session
        session["_auth_user_id"] = str(make_user().pk)
        request = type("Request", (), {"session": session, "user": make_user()})
        assert recovery_codes.to_note(request) == []

    def test_made_again_leave_the_old_ones_worthless(self, client, resident):
        tie_app(client)
        old = client.get(CODES).context["codes"]
        client.post(CODES + "refaire/")
        assert recovery_codes.use(resident, old[0]) is None
        assert recovery_codes.use(resident, client.get(CODES).context["codes"][0])

    def test_are_for_who_has_a_factor(self, client):
        assert client.post(CODES + "refaire/")["Location"] == GUIDE


class TestTakingAway:
    def test_the_last_factor_takes_the_codes_with_it(self, client, resident):
        tie_app(client)
        client.post(REMOVE_APP)
        assert not Authenticator.objects.filter(user=resident).exists()
        assert client.session["strong"] is False
        assert mails()[-1].kind == "second_factor_removed"

    def test_asks_first(self, client, resident):
        tie_app(client)
        page = client.get(REMOVE_APP)
        assert "dernier moyen" in page.content.decode()
        assert policy.has_factor(resident)

    def test_one_of_two_keeps_the_codes(self, client, resident):
        tie_app(client)
        make_key(client)
        client.post(REMOVE_APP)
        kinds = Authenticator.objects.filter(user=resident).values_list("type", flat=True)
        assert set(kinds) == {"webauthn", "recovery_codes"}
        assert client.session["strong"] is True

    def test_is_refused_for_the_last_one_of_who_owes_one(
        self, client_for, portal, council, make_user, settings
    ):
        settings.SECOND_FACTOR = "required"
        editor = make_user("editor", council)
        client = client_for(portal, editor)
        confirm_by_password(client)
        tie_app(client)
        page = client.post(REMOVE_APP, follow=True)
        assert "Ajoutez d’abord un autre moyen" in page.content.decode()
        assert policy.has_factor(editor)

    def test_of_somebody_else_is_nothing(self, client, make_user):
        tie_app(client)
        stranger = make_user()
        give_app(stranger)
        row = Authenticator.objects.create(
            user=stranger, type="webauthn", data={"name": "À elle", "credential": {}}
        )
        for act in ("retirer", "nom"):
            path = f"/compte/securite/cles/{row.pk}/{act}/"
            assert client.get(path).status_code == 404
            assert client.post(path, {"name": "À moi"}).status_code == 404
        row.refresh_from_db()
        assert row.data["name"] == "À elle"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_factors_taken_away_at_once_leave_one(council, make_user, settings, rf):
    settings.SECOND_FACTOR = "required"
    editor = make_user("editor", council)
    rows = [
        Authenticator.objects.create(
            user=editor, type="webauthn", data={"name": str(n), "credential": {}}
        )
        for n in range(2)
    ]
    refused = []

    def take(row):
        request = rf.post("/")
        request.session, request.user = {}, editor
        try:
            changes.remove(request, editor, row)
        except changes.NotTheLast:
            refused.append(row)
        connection.close()

    threads = [threading.Thread(target=take, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert policy.has_factor(editor)


def test_the_guide_works_without_scripts_and_says_so(client):
    page = client.get(MAKE_KEY).content.decode()
    assert "Prendre une application" in page
    assert client.get(GUIDE).status_code == 200
