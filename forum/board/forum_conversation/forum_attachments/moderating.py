"""What moderators do to one image of a post: hide it, show it (or let go what is held).

Checked, logged and undone by the other, like every act of theirs (conversation's ``moderating``).
"""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.scope.rights import HIDE, rights_of
from sites.accounts.models import User

from .models import Attachment


@transaction.atomic
def hide_image(image_id: int, by: User, reason: str = "") -> Attachment:
    """Take one image from everybody's sight; its post stays."""
    return _set(image_id, by, reason, "forum.hide_image", public=False)


@transaction.atomic
def show_image(image_id: int, by: User, reason: str = "") -> Attachment:
    """Put a hidden image back, or let go one that is held."""
    return _set(image_id, by, reason, "forum.show_image", public=True)


def _set(image_id: int, by: User, reason: str, act: str, *, public: bool) -> Attachment:
    image = Attachment.objects.select_for_update(of=("self",)).filter(pk=image_id).first()
    if image is None or image.post_id is None:
        raise Forbidden
    topic = Topic.objects.get(posts=image.post_id)
    if not rights_of(by).may(HIDE, topic.forum_id):
        raise Forbidden
    is_done = image.is_public if public else image.hidden_on is not None
    if is_done:
        return image
    image.held = False
    image.hidden_on = None if public else timezone.now()
    image.save(update_fields=["held", "hidden_on"])
    facts = {"reason": reason, "post": image.post_id, "image": image.pk}
    log(topic, f"quartiers.{act}", user=by, title=topic.subject, data=facts)
    return image
