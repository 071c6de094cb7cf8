from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    name = "cms.editing.writing"
    label = "quartiers_writing"
    verbose_name = _("Écriture")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.pages.models import BasePage
        from sites.accounts.privacy.registry import impersonal

        from . import panels, wording
        from .starting import filling
        from .starting.panel import StartingPanel

        wording.connect()
        panels.connect()
        filling.connect()
        BasePage.opening_panels.append(StartingPanel())
        impersonal("texts to begin pages with; no person", "quartiers_writing.StartingPoint")
