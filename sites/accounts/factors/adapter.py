"""What allauth.mfa asks of us (settings.MFA_ADAPTER)."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

from sites.councils.hosts import table

from . import sealing


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed; what an app or a browser shows names the portal and the person."""

    error_messages = {
        "add_email_blocked": _("Retirez d’abord la deuxième étape de connexion."),
        "cannot_delete_authenticator": _("Ajoutez d’abord un autre moyen."),
        "cannot_generate_recovery_codes": _("Ajoutez d’abord une clé d’accès ou une application."),
        "incorrect_code": _("Ce code n’est pas le bon. Vérifiez-le, puis réessayez."),
        "unverified_email": _("Confirmez d’abord votre adresse électronique."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return portal_name()


def portal_name() -> str:
    """How apps and browsers call the place where one signs in."""
    portal = table().portal
    return portal.name if portal else "Quartiers"
