"""What mails hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.db.transaction import on_commit
from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.proof.storage import saved_mails
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import told
from sites.accounts.privacy.scrubbing import Scrubber

from . import outbox
from .models import Mail


def _mails(user: User) -> Iterator[Part]:
    """When and about what; the texts are emptied once they have been sent."""
    columns = {"at": _("date"), "kind": _("sorte"), "sent": _("envoyé le")}
    rows = Mail.objects.filter(person=user, to__iexact=user.email).order_by("pk")
    own = told(rows, at="created_at", kind="kind", sent="sent_at")
    yield Table("courriels", _("les courriels envoyés à votre adresse"), columns, own)


def _erase_mails(person: Person) -> None:
    """Theirs go; from those of others that wait, only the name. A demo's saved mails go too."""
    outbox.forget(person.user, *person.addresses)
    Scrubber(person, own=True).rows(Mail.objects.all(), "subject", "text", "html")
    on_commit(lambda: _delete_saved(list(person.terms)))


def _delete_saved(terms: list[str]) -> None:
    for path in saved_mails(terms):
        path.unlink(missing_ok=True)


MAILS = Holding(
    key="mails",
    name=_("Les courriels que nous vous envoyons : adresse, sorte, date"),
    purpose=_("les faire arriver, une fois"),
    kept=_("%(time)s ; leur texte est effacé dès l’envoi"),
    retention="mails",
    links=("quartiers_notifications.Mail.person",),
    export=_mails,
    erase=_erase_mails,
)


def declare() -> None:
    hold(MAILS)
