from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MemberConfig(AppConfig):
    """Instead of machina's: its receivers count what ours count exactly."""

    name = "forum.board.forum_member"
    label = "forum_member"
    verbose_name = _("Profils du forum")
    default_auto_field = "django.db.models.AutoField"  # as machina's migrations were written
