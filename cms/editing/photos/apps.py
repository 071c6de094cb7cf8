from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PhotosConfig(AppConfig):
    name = "cms.editing.photos"
    label = "quartiers_photos"
    verbose_name = _("Photos en attente")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import privacy, waiting

        privacy.declare()
        waiting.connect()
