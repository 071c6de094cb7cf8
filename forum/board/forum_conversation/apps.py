from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConversationConfig(AppConfig):
    """Instead of machina's: its receivers count what ours count exactly."""

    name = "forum.board.forum_conversation"
    label = "forum_conversation"
    verbose_name = _("Sujets et messages")
    default_auto_field = "django.db.models.AutoField"  # as machina's migrations were written

    def ready(self):
        from .receivers import connect

        connect()
