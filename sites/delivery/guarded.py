"""Keeping machines out of forms without asking anything of people."""

from datetime import timedelta

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.forms import BaseForm

from sites.accounts.limits import Limit

from .forms import explain
from .network import network_of

LEAST_TIME = timedelta(seconds=2)  # nobody reads and fills a form faster
MESSAGES = Limit("forms", allowed=10, seconds=3600)  # of one network, all forms together
TRAP, STARTED = "site-web", "commence-le"  # hyphens: no field of an editor has such a name
_SALT = "quartiers.forms"


class GuardedForm(BaseForm):
    """A form with a field that people do not see and the moment at which it was shown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            explain(field)
        self.fields[TRAP] = forms.CharField(
            required=False, label=gettext_lazy("Ne remplissez pas ce champ")
        )
        self.fields[STARTED] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=_stamp
        )

    @property
    def is_trapped(self) -> bool:
        """Whether the field nobody sees was filled in."""
        return bool(self.cleaned_data.get(TRAP))

    def clean(self):
        cleaned = super().clean()
        started = cleaned.pop(STARTED, "")
        if not self.errors and not _took_time(started):  # one thing at a time
            self.data = self.data.copy()
            self.data[STARTED] = _stamp()
            raise ValidationError(
                _("C’était très rapide : relisez votre message, puis envoyez-le de nouveau.")
            )
        return cleaned

    def answers(self) -> dict[str, object]:
        """Labels and answers, without our own fields."""
        own = {TRAP, STARTED}
        return {
            str(self.fields[name].label): value
            for name, value in self.cleaned_data.items()
            if name not in own
        }

    def written(self) -> list[tuple[str, str]]:
        """Labels and answers as a mail tells them."""
        return [(label, in_words(value)) for label, value in self.answers().items()]

    def sender_address(self) -> str:
        """The address to answer to: the first e-mail field, empty without one.

        RFC 5321 lets a quoted name hold what mail headers break at, and some names have no form
        that mail could carry: those are nobody's address.
        """
        for name, field in self.fields.items():
            if isinstance(field, forms.EmailField):
                address = self.cleaned_data.get(name) or ""
                return address if can_be_written_to(address) else ""
        return ""

    def visible(self) -> list[forms.BoundField]:
        """The fields to show a reader, in order."""
        return [field for field in self if field.name not in (TRAP, STARTED)]

    @property
    def trap(self) -> forms.BoundField:
        return self[TRAP]

    @property
    def started(self) -> forms.BoundField:
        return self[STARTED]


def in_words(value: object) -> str:
    """An answer as people write it: yes or no, a list with commas, a French date."""
    if isinstance(value, bool):
        return str(_("oui") if value else _("non"))
    if isinstance(value, list | tuple):
        return ", ".join(map(in_words, value))
    return str(localize(value))


def can_be_written_to(address: str) -> bool:
    """Whether a mail header can hold ``address``."""
    try:
        address.rpartition("@")[2].encode("idna")
    except UnicodeError:
        return False
    return address.isprintable()


def _stamp() -> str:
    return signing.dumps("form", salt=_SALT)


def _took_time(stamp: str) -> bool:
    """Whether ``stamp`` is ours and old enough; a page left open all day is fine."""
    try:
        signing.loads(stamp, salt=_SALT)
    except signing.BadSignature:
        return False
    try:
        signing.loads(stamp, salt=_SALT, max_age=LEAST_TIME)
    except signing.SignatureExpired:
        return True
    return False


def too_many(request: HttpRequest) -> bool:
    """Count a message of this network; True when it has sent enough for this hour."""
    return MESSAGES.take(network_of(request)) > 0
