"""What of a message is looked through: the index of words holds the very same expression."""

from django.db.models import Case, Expression, TextField, When

from sites.searching.matching import Plain


def public_words() -> Expression:
    """What everybody may read of a message.

    While a link of it waits that is what is kept rendered, in which it is not; else what was typed.
    """
    waits = When(is_held=True, then=Plain("_content_rendered"))
    return Case(waits, default="content", output_field=TextField())
