"""What these tables hold of persons: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold, impersonal
from sites.accounts.privacy.rows import told

from .models import Proposal

AUTHOR, DECIDER = "quartiers_meetings.Proposal.person", "quartiers_meetings.Proposal.decided_by"


def _written_by(user: User, addresses) -> Q:
    """By the account, or with an address that is known to be theirs."""
    theirs = Q(person=user.pk)
    for address in addresses:
        theirs |= Q(email__iexact=address)
    return theirs


def _proposals(user: User) -> Iterator[Part]:
    columns = {
        "at": _("date"),
        "meeting": _("séance"),
        "subject": _("sujet"),
        "text": _("texte"),
        "name": _("nom"),
        "email": _("adresse"),
        "state": _("état"),
        "answer": _("réponse"),
    }
    own = Proposal.objects.filter(_written_by(user, [user.email])).order_by("pk")
    rows = told(
        own,
        at="created_at",
        meeting="meeting__title",
        subject="subject",
        text="text",
        name="name",
        email="email",
        state="state",
        answer="answer",
    )
    yield Table("propositions", _("les points que vous avez proposés"), columns, rows)


def _erase_proposals(person: Person) -> None:
    Proposal.objects.filter(_written_by(person.user, person.addresses)).delete()


def _decisions(user: User) -> Iterator[Part]:
    """Not a word of what others wrote."""
    columns = {"at": _("date"), "state": _("décision"), "meeting": _("séance")}
    rows = Proposal.objects.filter(decided_by=user).order_by("decided_at")
    yield Table(
        "propositions-traitees",
        _("les propositions que vous avez traitées"),
        columns,
        told(rows, at="decided_at", state="state", meeting="meeting__title"),
    )


PROPOSALS = Holding(
    key="proposals",
    name=_("Les points que vous proposez pour une séance : texte, adresse, nom"),
    purpose=_("préparer la séance et vous répondre"),
    kept=_("%(time)s après la séance"),
    retention="proposals",
    links=(AUTHOR,),
    contributes=(AUTHOR,),
    export=_proposals,
    erase=_erase_proposals,
)
UNCONFIRMED = Holding(
    key="unconfirmed-proposals",
    name=_("Les points que vous proposez sans les confirmer"),
    purpose=_("vous laisser le temps d’ouvrir le courriel"),
    kept=_("%(time)s"),
    retention="unconfirmed_proposals",
    models=("quartiers_meetings.Proposal",),
)
DECISIONS = Holding(
    key="proposals-decided",
    name=_("Les propositions que vous traitez pour un conseil"),
    purpose=_("décider une fois, et savoir qui l’a fait"),
    kept=_("aussi longtemps que la proposition"),
    retention="proposals",
    links=(DECIDER,),
    contributes=(DECIDER,),
    export=_decisions,
)


def declare() -> None:
    hold(PROPOSALS, UNCONFIRMED, DECISIONS)
    impersonal(
        "what a council publishes in its own name",
        "quartiers_meetings.MeetingIndexPage",
        "quartiers_meetings.MeetingPage",
        "quartiers_meetings.AgendaItem",
        "quartiers_meetings.Decision",
        "quartiers_meetings.Official",
        "quartiers_meetings.Attachment",
        "quartiers_meetings.Erratum",
    )
