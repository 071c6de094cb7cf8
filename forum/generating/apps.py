from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GeneratingConfig(AppConfig):
    """A forum as large as wished, to measure with. Nothing of the product uses it."""

    name = "forum.generating"
    label = "quartiers_generating"
    verbose_name = _("Forum d’essai")
    default_auto_field = "django.db.models.BigAutoField"
