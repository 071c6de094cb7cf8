from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AttachmentsConfig(AppConfig):
    """Instead of machina's: its receivers count what ours count exactly."""

    name = "forum.board.forum_conversation.forum_attachments"
    label = "forum_attachments"
    verbose_name = _("Images des messages")
    default_auto_field = "django.db.models.AutoField"  # as machina's migrations were written

    def ready(self):
        from django.db.models.signals import post_delete

        from forum.signals import post_written

        from . import posting, waiting

        uid, images = "quartiers_images", self.get_model("Attachment")
        post_delete.connect(waiting.delete_files, sender=images, dispatch_uid=uid)
        post_written.connect(posting.release_with_post, dispatch_uid=uid)
