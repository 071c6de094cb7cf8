from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GalleryConfig(AppConfig):
    name = "cms.gallery"
    label = "quartiers_gallery"
    verbose_name = _("Galerie")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from sites.themes import check

        from .checks.rendering import rendered

        check.rule(rendered, renders=True)
