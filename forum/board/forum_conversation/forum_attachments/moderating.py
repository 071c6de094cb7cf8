"""What moderators let go from a topic's page: one image that is held.

Hiding one is a decision, with its reasons (``restricting``).
"""

from django.db import transaction
from wagtail.log_actions import log

from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.scope.rights import HIDE, rights_of
from sites.accounts.models import User

from .models import Attachment


@transaction.atomic
def show_image(image_id: int, by: User, reason: str = "") -> Attachment:
    """Show one image, held or hidden. Raises Forbidden."""
    image = Attachment.objects.select_for_update(of=("self",)).filter(pk=image_id).first()
    if image is None or image.post_id is None:
        raise Forbidden
    topic = Topic.objects.get(posts=image.post_id)
    if not rights_of(by).may(HIDE, topic.forum_id):
        raise Forbidden
    if image.is_public:
        return image
    image.held, image.hidden_on = False, None
    image.save(update_fields=["held", "hidden_on"])
    facts = {"reason": reason, "post": image.post_id, "image": image.pk}
    log(topic, "quartiers.forum.show_image", user=by, title=topic.subject, data=facts)
    return image
