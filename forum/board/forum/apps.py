from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    """Instead of machina's: its receivers count what ours count exactly."""

    name = "forum.board.forum"
    label = "forum"
    verbose_name = _("Forums")
    default_auto_field = "django.db.models.AutoField"  # as machina's migrations were written
