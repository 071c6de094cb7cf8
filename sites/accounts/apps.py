from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "sites.accounts"
    label = "quartiers_accounts"
    verbose_name = _("Comptes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.users.models import UserProfile

        from sites.councils.roles import MODERATOR, Rights, grant

        from . import language, portraits, renaming, sign_ins
        from .models import User
        from .sections import Section, register

        sign_ins.connect()
        register(Section("profile", _("Profil"), "/compte/", 10))
        register(Section("home", _("Mon quartier"), "/compte/mon-quartier/", 20))
        register(Section("contributions", _("Mes contributions"), "/compte/contributions/", 30))
        pre_save.connect(language.begin_wagtail_profile, sender=UserProfile)
        post_save.connect(language.follow_wagtail, sender=UserProfile)
        post_delete.connect(renaming.free_with_account, sender=User)
        post_delete.connect(portraits.remove_with_account, sender=User)
        grant(Rights(models=("quartiers_accounts.view_pseudonymchange",)), MODERATOR)
