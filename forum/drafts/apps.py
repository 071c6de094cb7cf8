from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    name = "forum.drafts"
    label = "quartiers_drafts"
    verbose_name = _("Brouillons du forum")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.accounts.sections import Section, register

        from . import privacy

        label, path = _("Mes brouillons"), "/compte/brouillons/"
        register(Section("drafts", label, path, 35))
        privacy.declare()
