"""Forms of editors, kept from machines as every form of ours is (sites/delivery/guarded.py)."""

from wagtail.contrib.forms.forms import FormBuilder

from sites.delivery.guarded import (
    MESSAGES,
    STARTED,
    TRAP,
    GuardedForm,
    _stamp,
    can_be_written_to,
    in_words,
    too_many,
)

__all__ = [
    "MESSAGES",
    "STARTED",
    "TRAP",
    "GuardedForm",
    "GuardedFormBuilder",
    "_stamp",
    "can_be_written_to",
    "in_words",
    "too_many",
]

LONGEST_TEXT = 5000


class GuardedFormBuilder(FormBuilder):
    """Forms of editors, with the guard and with a length for every text."""

    def create_multiline_field(self, field, options):
        options.setdefault("max_length", LONGEST_TEXT)
        return super().create_multiline_field(field, options)

    def create_singleline_field(self, field, options):
        options.setdefault("max_length", 255)
        return super().create_singleline_field(field, options)

    def get_form_class(self):
        return type("GuardedForm", (GuardedForm,), self.formfields)
