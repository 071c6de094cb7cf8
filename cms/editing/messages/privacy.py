"""What a message's handling holds of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import told
from sites.accounts.privacy.scrubbing import Scrubber

from .models import Handling, Note


def _acts(user: User) -> Iterator[Part]:
    notes = told(Note.objects.filter(by=user).order_by("pk"), at="at", text="text")
    columns = {"at": _("date"), "text": _("texte")}
    yield Table("notes-sur-les-messages", _("vos notes sur des messages"), columns, notes)
    rows = Handling.objects.filter(by=user).order_by("at")
    handled = told(rows, at="at", form="submission__page__title")
    columns = {"at": _("date"), "form": _("formulaire")}
    yield Table("messages-traites", _("les messages que vous avez traités"), columns, handled)


def _erase(person: Person) -> None:
    Scrubber(person, own=True).rows(Note.objects.filter(by=person.user), "text")
    Scrubber(person).rows(Note.objects.all(), "text")


HANDLING = Holding(
    key="messages",
    name=_("Les messages que vous traitez pour un conseil, et vos notes"),
    purpose=_("répondre une fois, et savoir qui l’a fait"),
    kept=_("aussi longtemps que le message : la durée écrite sur chaque formulaire"),
    retention="form_answers",
    links=("quartiers_messages.Handling.by", "quartiers_messages.Note.by"),
    contributes=("quartiers_messages.Handling.by", "quartiers_messages.Note.by"),
    export=_acts,
    erase=_erase,
)


def declare() -> None:
    hold(HANDLING)
