from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "sites.moderation"
    label = "quartiers_moderation"
    verbose_name = _("Modération")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.db.models.signals import post_delete

        from sites.accounts.sections import Section, register

        from . import addresses, changes, duties, parking, privacy, sanctions
        from .cases import keeping, letters

        label, path = _("Suspension"), "/compte/suspension/"
        register(Section("suspension", label, path, 60, concerns=sanctions.is_suspended))
        addresses.connect()
        changes.connect()
        duties.connect()
        parking.connect()
        privacy.declare()
        uid, kept = "quartiers_kept_pictures", self.get_model("KeptPicture")
        post_delete.connect(keeping.delete_file, sender=kept, dispatch_uid=uid)
        letters.declare()
