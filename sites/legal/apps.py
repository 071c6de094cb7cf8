from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalConfig(AppConfig):
    name = "sites.legal"
    label = "quartiers_legal"
    verbose_name = _("Trace légale")
    default_auto_field = "django.db.models.BigAutoField"
