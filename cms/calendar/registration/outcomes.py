"""What became of a registration, in words: for the pages that links of mails lead to."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models.registration import UNPROVEN, Registration
from ..models.registration import RegistrationState as S
from . import letters


@dataclass(frozen=True)
class Told:
    """A title, a sentence, and the one button of the page, where there is something to do.

    ``level`` is that of a callout: info, success, warning.
    """

    title: str
    words: str
    button: str = ""
    level: str = "info"


def WORTHLESS() -> Told:
    return Told(
        _("Ce lien ne sert plus"),
        _(
            "Il n’est pas complet, ou l’inscription a été effacée. Ouvrez le lien du courriel le "
            "plus récent, ou inscrivez-vous de nouveau."
        ),
    )


def told_of(row: Registration) -> Told:
    """How things stand, without a button."""
    seats = ngettext("%(n)d place", "%(n)d places", row.seats) % {"n": row.seats}
    if row.state == S.REGISTERED:
        words = _("Nous vous gardons %(seats)s.") % {"seats": seats}
        return Told(_("Votre inscription est confirmée"), words, level="success")
    if row.state == S.WAITING:
        words = _(
            "Vous êtes sur la liste d’attente, pour %(seats)s. Un courriel vous préviendra "
            "dès qu’elles se libèrent."
        )
        return Told(_("Vous êtes sur la liste d’attente"), words % {"seats": seats})
    if row.state == S.OFFERED and row.offered_until:
        until = letters.moment_words(row.offered_until)
        words = _(
            "%(seats)s pour vous, à accepter avant le %(until)s : ouvrez le lien du courriel."
        )
        title = _("Une place s’est libérée")
        return Told(title, words % {"seats": seats, "until": until}, level="warning")
    return Told(*_ENDED.get(S(row.state), _no_words)())


def _no_words() -> tuple[str, str]:
    return _("À confirmer"), _("Ouvrez le lien du courriel pour confirmer votre inscription.")


_ENDED = {
    S.CANCELLED: lambda: (
        _("Votre inscription est annulée"),
        _("L’inscription est annulée, et vos places reviennent à d’autres. Ce lien a servi."),
    ),
    S.REMOVED: lambda: (
        _("Votre inscription est annulée"),
        _("L’équipe a annulé cette inscription. Écrivez-lui si c’est une erreur."),
    ),
    S.LAPSED: lambda: (
        _("La place est passée à quelqu’un d’autre"),
        _("Elle vous était proposée pour quelques heures, qui sont passées."),
    ),
}


def before_confirming(row: Registration) -> Told:
    if row.state not in UNPROVEN:
        return told_of(row)
    if _is_too_late(row):
        return _too_late()
    return Told(
        _("Confirmer votre inscription"),
        _("Un appui sur le bouton, et c’est fait."),
        _("Je confirme"),
    )


def before_accepting(row: Registration) -> Told:
    now = timezone.now()
    if row.state != S.OFFERED or not row.offered_until:
        return told_of(row)
    if row.offered_until <= now:
        return Told(*_ENDED[S.LAPSED]())
    if not row.gathering.takes_place(now):
        return _too_late()
    words = _("Elle est à vous jusqu’au %(until)s ; ensuite, elle passe à la personne suivante.")
    until = letters.moment_words(row.offered_until)
    return Told(_("Une place s’est libérée"), words % {"until": until}, _("Je la prends"))


def before_cancelling(row: Registration) -> Told:
    if not row.is_live:
        return told_of(row)
    if timezone.now() >= row.gathering.starts_at:
        return _too_late()
    return Told(
        _("Annuler votre inscription"),
        _("Vos places passent aussitôt à qui attend : vous ne pourrez pas les reprendre."),
        _("J’annule mon inscription"),
    )


def _is_too_late(row: Registration) -> bool:
    return not row.gathering.takes_place(timezone.now())


def _too_late() -> Told:
    return Told(
        _("Il est trop tard"),
        _("Cela a commencé, ou n’a pas lieu comme prévu : ce lien ne change plus rien."),
    )
