from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "sites.moderation"
    label = "quartiers_moderation"
    verbose_name = _("Modération")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.accounts.sections import Section, register

        from . import addresses, changes, duties, parking, privacy, sanctions
        from .cases import letters

        label, path = _("Suspension"), "/compte/suspension/"
        register(Section("suspension", label, path, 60, concerns=sanctions.is_suspended))
        addresses.connect()
        changes.connect()
        duties.connect()
        parking.connect()
        privacy.declare()
        letters.declare()
