from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuickDocumentsConfig(AppConfig):
    name = "cms.editing.documents"
    label = "quartiers_quick_documents"
    verbose_name = _("Documents en attente")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import privacy, waiting

        privacy.declare()
        waiting.connect()
