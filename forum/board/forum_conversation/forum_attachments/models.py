"""Files of posts: machina's table. No screen writes or serves them yet."""

from machina.apps.forum_conversation.forum_attachments.abstract_models import AbstractAttachment


class Attachment(AbstractAttachment):
    class Meta(AbstractAttachment.Meta):
        pass
