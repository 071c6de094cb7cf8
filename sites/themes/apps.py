from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "sites.themes"
    label = "quartiers_themes"
    verbose_name = _("Thèmes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from .check import package, styles, values, weights  # noqa: F401  (they register their rules)
