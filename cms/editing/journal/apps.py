from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "cms.editing.journal"
    label = "quartiers_journal"
    verbose_name = _("Journal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import filing, sources

        filing.connect()
        sources.connect()
