from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "cms.translations"
    label = "quartiers_translations"
    verbose_name = _("Traductions")
    default_auto_field = "django.db.models.BigAutoField"
