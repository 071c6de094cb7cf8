"""Passkeys in Chromium with an authenticator of its own: made, shown, renamed, taken away."""

import pytest

from deploy.live.entering import sign_in

RESIDENT = "habitant1.lba@quartiers.example"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser):
    context = browser.new_context(locale="fr-FR", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.said = []
    page.on("console", lambda line: page.said.append(line.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def authenticator(page):
    """A phone's own authenticator, unlocked."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session


def sign_out(page, server) -> None:
    page.context.clear_cookies()


def test_a_passkey_from_the_making_to_the_taking_away(page, server, authenticator):
    # Signed in by password a moment ago: no confirmation is asked.
    sign_in(page, server, "portal", RESIDENT, "/compte/securite/")
    page.click("a[href*='/cles/ajouter/']")
    page.fill("#id_name", "Téléphone bleu")
    page.click("form[data-passkey=make] button")
    page.wait_for_url("**/codes-de-secours/**")
    assert page.locator(".secrets li").count() == 10
    page.check("#id_noted")
    page.click("main .form button")
    page.wait_for_url("**/compte/securite/")
    assert page.get_by_role("heading", name="Téléphone bleu").is_visible()

    # Alone, from another host and back to it: the e-mail field offers it to who is about to write,
    # and this authenticator takes the offer at once.
    sign_out(page, server)
    page.goto(server.url("lba", "/compte/connexion/?next=/actualites/"))
    page.focus("#id_email")
    page.wait_for_url(server.url("lba", "/actualites/"))
    assert page.locator("header bdi").first.is_visible()

    # As the second step after a password.
    sign_out(page, server)
    page.goto(server.url("portal", "/compte/connexion/mot-de-passe/"))
    page.fill("#id_email", RESIDENT)
    page.fill("#id_password", "six-conseils-au-fil-du-canal")
    page.press("#id_password", "Enter")
    page.wait_for_url("**/deuxieme-etape/")
    assert page.locator("input[name=code]").count() == 0
    page.click("form[data-passkey=show] button")
    page.wait_for_url("**/compte/")

    page.goto(server.url("portal", "/compte/securite/"))
    page.click("text=Renommer « Téléphone bleu »")
    page.fill("#id_name", "Ordinateur")
    page.click("main .form button")
    page.wait_for_url("**/compte/securite/")
    page.click("text=Retirer « Ordinateur »")
    page.click("main .form button")
    page.wait_for_url("**/compte/securite/")
    assert page.get_by_role("heading", name="Ordinateur").count() == 0
    assert page.said == []


def test_the_words_of_a_refusal(page, server, authenticator):
    """A person who closes the window reads what to do next; nothing was sent."""
    page.goto(server.url("portal", "/compte/connexion/"))
    page.click("form[data-passkey=sign-in] button")  # there is no passkey to show
    words = page.locator("form[data-passkey=sign-in] [data-passkey-error]")
    words.wait_for()
    assert "Réessayez" in words.inner_text()


def test_without_scripts_the_button_is_not_there(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url("portal", "/compte/connexion/"))
    assert not page.locator("form[data-passkey] button").is_visible()
    context.close()


def test_where_the_browser_knows_no_passkeys_either(browser, server):
    context = browser.new_context()
    context.add_init_script("delete window.PublicKeyCredential")
    page = context.new_page()
    page.goto(server.url("portal", "/compte/connexion/"))
    assert not page.locator("form[data-passkey] button").is_visible()
    context.close()
