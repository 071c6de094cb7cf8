from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BinConfig(AppConfig):
    name = "cms.editing.bin"
    label = "quartiers_bin"
    verbose_name = _("Corbeille")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import deletions, privacy

        deletions.connect()
        privacy.declare()
