from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "sites.teams"
    label = "quartiers_teams"
    verbose_name = _("Équipes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import pausing, privacy, telling, waiting

        pausing.connect()
        privacy.declare()
        telling.connect()
        waiting.connect()
