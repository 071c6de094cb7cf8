from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PermissionConfig(AppConfig):
    """Instead of machina's: its receivers count what ours count exactly."""

    name = "forum.board.forum_permission"
    label = "forum_permission"
    verbose_name = _("Droits dans les forums")
    default_auto_field = "django.db.models.AutoField"  # as machina's migrations were written
