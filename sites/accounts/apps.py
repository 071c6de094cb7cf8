from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "sites.accounts"
    label = "quartiers_accounts"
    verbose_name = _("Comptes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import sign_ins
        from .factors import listening

        sign_ins.connect()
        listening.connect()
        from .privacy import own

        sign_ins.connect()
        own.declare()
