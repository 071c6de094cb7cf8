from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    """Instead of machina's: its receivers count what ours count exactly."""

    name = "forum.board.forum_conversation.forum_attachments"
    label = "forum_attachments"
    verbose_name = _("Fichiers joints")
    default_auto_field = "django.db.models.AutoField"  # as machina's migrations were written
