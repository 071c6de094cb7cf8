from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "sites.moderation"
    label = "quartiers_moderation"
    verbose_name = _("Modération")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import changes, parking, privacy

        changes.connect()
        parking.connect()
        privacy.declare()
