from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from sites.councils.roles import COORDINATOR, INTEGRATOR, LEAD, Rights, grant

DRESS = "quartiers_themes.change_look"  # choose among installed themes, adjust, go back
INSTALL = tuple(
    f"quartiers_themes.{right}" for right in ("add_release", "view_release", "view_change")
)


class ThemesConfig(AppConfig):
    name = "sites.themes"
    label = "quartiers_themes"
    verbose_name = _("Thèmes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import journal, privacy, starts
        from .check import rules  # noqa: F401  (it registers them)

        privacy.declare()
        journal.connect()
        starts.connect()
        grant(Rights(settings=(DRESS,)), LEAD, COORDINATOR)
        grant(Rights(models=(DRESS, *INSTALL)), INTEGRATOR)
