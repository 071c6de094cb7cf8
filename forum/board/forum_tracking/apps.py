from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackingConfig(AppConfig):
    """Instead of machina's: its receivers count what ours count exactly."""

    name = "forum.board.forum_tracking"
    label = "forum_tracking"
    verbose_name = _("Suivi de lecture")
    default_auto_field = "django.db.models.AutoField"  # as machina's migrations were written
