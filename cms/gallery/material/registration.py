"""Registration in every state: what a page says, the form, what links of mails lead to."""

from types import SimpleNamespace

from cms.calendar.registration.forms import RegistrationForm
from cms.calendar.registration.outcomes import Told
from cms.calendar.registration.telling import Standing

from . import agenda

PLACES = Standing("places", "Il reste 4 places")
FREE = Standing("free", "Entrée libre, inscription conseillée")
FULL = Standing("full", "Complet (+4) – liste d’attente", "Complet (+4)")
CLOSED = Standing("closed", "Inscriptions closes")
REGISTERED = Told("Votre inscription est confirmée", "Nous vous gardons 2 places.", level="success")
TO_CONFIRM = Told(
    "Confirmer votre inscription", "Un appui sur le bouton, et c’est fait.", "Je confirme"
)
WORTHLESS = Told(
    "Ce lien ne sert plus", "Ouvrez le lien du courriel le plus récent, ou inscrivez-vous."
)
FULL_FACTS = {
    "state": "planned",
    "registration": {
        "mode": "required",
        "closes": agenda.FIRST.isoformat(),
        "capacity": 20,
        "left": 0,
        "taken": 24,
        "over": 4,
    },
}


def full(**fields) -> SimpleNamespace:
    """A row of a list in which nothing is free any more."""
    return agenda.dated(title="Visite du château d’eau", facts=FULL_FACTS, **fields)


def component(standing: Standing) -> dict:
    """What components/registration.html is given."""
    return {
        "registration": standing,
        "registration_path": "/agenda/x/inscription/" if standing.is_open else "",
        "registration_seats": 4,
        "registration_closes": None,
    }


def form(data: dict | None = None) -> RegistrationForm:
    made = RegistrationForm(data, most_seats=4)
    if data is not None:
        made.is_valid()
    return made


def thing() -> SimpleNamespace:
    return agenda.dated(title="Visite du château d’eau", when="mardi 10 décembre 2030, 18 h 30")
