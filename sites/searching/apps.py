from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class SearchingConfig(AppConfig):
    name = "sites.searching"
    label = "quartiers_searching"
    verbose_name = _("Recherche")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import folding

        connection_created.connect(folding.teach, dispatch_uid="quartiers_searching")
