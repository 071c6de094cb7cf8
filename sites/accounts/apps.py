from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "sites.accounts"
    label = "quartiers_accounts"
    verbose_name = _("Comptes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sites.councils.roles import MODERATOR, Rights, grant

        from . import sign_ins
        from .factors import duties, listening
        from .privacy import own, own_profile

        sign_ins.connect()
        listening.connect()
        duties.connect()
        own.declare()
        own_profile.declare()
        self.follow_accounts()
        self.list_sections()
        grant(Rights(models=("quartiers_accounts.view_pseudonymchange",)), MODERATOR)

    def follow_accounts(self) -> None:
        from wagtail.users.models import UserProfile

        from . import language, portraits, renaming
        from .models import User

        pre_save.connect(language.begin_wagtail_profile, sender=UserProfile)
        post_save.connect(language.follow_wagtail, sender=UserProfile)
        post_delete.connect(renaming.free_with_account, sender=User)
        post_delete.connect(portraits.remove_with_account, sender=User)

    def list_sections(self) -> None:
        from .sections import Section, register

        register(Section("profile", _("Profil"), "/compte/", 10))
        register(Section("home", _("Mon quartier"), "/compte/mon-quartier/", 20))
        register(Section("contributions", _("Mes contributions"), "/compte/contributions/", 30))
        register(Section("data", _("Mes données"), "/compte/donnees/", 40))
        register(Section("security", _("Sécurité"), "/compte/securite/", 50, portal_only=True))
