"""Steps of somebody who sets up or shows a second factor, for tests."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from sites.accounts.factors import app_codes, recovery_codes, sealing
from sites.accounts.models import User
from sites.notifications.models import Mail
from tests import factories
from tests.browsing import Browser, address

from .soft_key import SoftKey

CONFIRM = "/compte/confirmer/"
GUIDE = "/compte/securite/deux-etapes/"
SECURITY = "/compte/securite/"
STEP = "/compte/connexion/deuxieme-etape/"
APP = "/compte/securite/application/"
CODES = "/compte/securite/codes-de-secours/"
MAKE_KEY = "/compte/securite/cles/ajouter/"
SHOW_KEY = "/compte/connexion/cle/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def mails() -> list[Mail]:
    """What was written into the outbox, the oldest first."""
    return list(Mail.objects.order_by("pk"))


def give_app(user: User) -> Authenticator:
    """An app, as if it had been tied long ago."""
    data = {"secret": sealing.seal(SECRET), "last_step": app_codes.NEVER}
    return Authenticator.objects.create(user=user, type="totp", data=data)


def app_code(steps: int = 0, secret: str = SECRET) -> str:
    """What the app shows ``steps`` times thirty seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def give_codes(user: User) -> list[str]:
    """Recovery codes, and what the person noted."""

    class Request:
        session: dict = {}

    recovery_codes.make(Request, user)  # type: ignore[arg-type]
    Request.user = user  # type: ignore[attr-defined]
    return recovery_codes.to_note(Request)  # type: ignore[arg-type]


def enter_password(browser: Browser, portal, email: str):
    """Through the first step of a sign-in on the portal."""
    browser.get(address(portal, "/compte/connexion/mot-de-passe/"))
    return browser.post(browser.url, {"email": email, "password": factories.PASSWORD})


def confirm_by_password(client: Client):
    return client.post(CONFIRM, {"way": "password", "password": factories.PASSWORD})


def options(client: Client, path: str) -> dict:
    return client.post(path, {"options": "1"}).json()


def make_key(client: Client, name: str = "Téléphone", **more) -> SoftKey:
    """Make a passkey as its page does; the client must have confirmed."""
    key = SoftKey(**more)
    answer = key.make(options(client, MAKE_KEY))
    client.post(MAKE_KEY, {"name": name, "credential": answer})
    return key
