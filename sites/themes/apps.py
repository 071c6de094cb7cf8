from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "sites.themes"
    label = "quartiers_themes"
    verbose_name = _("Thèmes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .check import rules  # noqa: F401  (it registers them)
