"""What of messages and subjects is looked through: their indexes hold the very same expressions."""

from django.db.models import Case, Expression, TextField, When

from sites.searching.matching import Plain, Words


def _public_words() -> Expression:
    """What everybody may read of a message.

    While a link of it waits that is what is kept rendered, in which it is not; else what was typed.
    """
    waits = When(is_held=True, then=Plain("_content_rendered"))
    return Case(waits, default="content", output_field=TextField())


POSTS = Words((_public_words(),))  # keys are given in the order of writing
TOPICS = Words(("subject",))
