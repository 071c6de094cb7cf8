from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WordMinutesConfig(AppConfig):
    name = "cms.editing.minutes"
    label = "quartiers_word_minutes"
    verbose_name = _("Comptes rendus en attente")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import offering, privacy, waiting

        privacy.declare()
        waiting.connect()
        offering.connect()
