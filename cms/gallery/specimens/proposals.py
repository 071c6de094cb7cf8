"""Proposing a point for a meeting: the form, the page of its link, what its author is told."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.meetings.proposals.forms import ProposalForm
from cms.pages.chrome import Entry

from ..material import meetings, people, things
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from .forms import FOCUS_ON_ERRORS
from .mails import mail

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
HOME = [Entry("Accueil", "/"), Entry("Séances", "/seances/")]
PATH = "/seances/2030/pleniere/"
TYPED = {"subject": "La traversée devant l’école", "text": "On attend trop.", "email": "lilas@"}
Context = Callable[[Scene], dict[str, Any]]


def wrong() -> ProposalForm:
    """Sent with an address that is none, and nothing in the text."""
    form = ProposalForm({"subject": things.LONG_WORD * 4, "email": "lilas@"})
    form.is_valid()
    return form


def asked(**more) -> Context:
    """Values that are functions are asked when the specimen is shown."""

    def context(scene: Scene) -> dict[str, Any]:
        given = {name: value() if callable(value) else value for name, value in more.items()}
        return {
            "page": meetings.page(),
            "breadcrumbs": [*HOME, Entry("Séance plénière", PATH)],
            "form": None,
            "call": None,
            "sent": "",
            "is_closed": False,
            "closed_on": "mercredi 18 novembre 2030, 23 h 59",
            "following": None,
            "typed": {},
            "days": 180,
            "meeting_url": PATH,
            "privacy_url": "/donnees-personnelles/",
            **given,
        }

    return context


page, label = "pages/proposal_form.html", _("Proposer un point")
at: dict = {"path": f"{PATH}proposer/"}
shelf(page, label, asked(form=ProposalForm, call=meetings.call), **at)
shelf(
    page,
    label,
    asked(form=wrong, call=meetings.call),
    _("erreurs"),
    "wrong",
    notes=(FOCUS_ON_ERRORS,),
    **at,
)
shelf(page, label, asked(sent="1"), _("à confirmer"), "sent", **at)
shelf(page, label, asked(sent="recu"), _("reçue"), "received", **at)
shelf(page, label, asked(is_closed=True, following=meetings.call), _("trop tard"), "closed", **at)
shelf(
    page,
    label,
    asked(
        is_closed=True,
        following=meetings.call,
        typed=lambda: TYPED,
        form=lambda: ProposalForm(initial=TYPED),
    ),
    _("trop tard, le texte est repris"),
    "late",
    **at,
)
shelf(
    page,
    label,
    asked(is_closed=True, typed=lambda: TYPED),
    _("trop tard, sans autre séance"),
    "alone",
    **at,
)


def told(step: str, **more) -> Context:
    return lambda scene: {
        "step": step,
        "breadcrumbs": HOME,
        "proposal": meetings.proposal() if step in ("ask", "over") else None,
        "meeting": meetings.open_row(),
        "following": meetings.call() if step in ("over", "forged") else None,
        "until": "samedi 3 décembre 2030, 19 h",
        **more,
    }


page, label = "pages/proposal_confirm.html", _("Confirmer une proposition")
at = {"path": "/seances/proposition/abc/"}
shelf(page, label, told("ask"), **at)
shelf(page, label, told("now"), _("confirmée"), "now", **at)
shelf(page, label, told("already"), _("une deuxième fois"), "already", **at)
shelf(page, label, told("over"), _("trop tard"), "over", **at)
shelf(page, label, told("forged", meeting=None), _("un lien qui n’est pas de nous"), "forged", **at)

WHOSE = {"about": "La traversée devant l’école", "pseudonym": people.RIGHT_TO_LEFT}
MEETING = {
    "meeting_title": "Séance plénière de décembre",
    "meeting_day": "jeudi 3 décembre 2026, 19 h",
    "meeting_url": "http://conseil0.exemple.fr/seances/2026/pleniere-de-decembre/",
}
AGENDA = {name.replace("meeting", "agenda"): value for name, value in MEETING.items()}
NO_AGENDA = dict.fromkeys(AGENDA, "")
ASKED = {
    "until": "samedi 21 novembre 2026, 18 h 30",
    "link": "http://conseil0.exemple.fr/seances/proposition/2f1c:Zm9uZHM/",
}
ITEM = {"item_title": "Traverser devant l’école de l’Aqueduc", "joined": False}
mail("proposal_confirm", _("Confirmer une proposition"), MEETING | ASKED)
mail("proposal_received", _("Une proposition est reçue"), WHOSE | MEETING)
label = _("Une proposition est à l’ordre du jour")
mail("proposal_taken", label, WHOSE | AGENDA | ITEM)
mail("proposal_taken", label, WHOSE | AGENDA | ITEM | {"joined": True}, _("regroupée"), "joined")
label = _("Une proposition en rejoint une autre")
mail("proposal_merged", label, WHOSE | NO_AGENDA | {"item_title": ""})
mail("proposal_merged", label, WHOSE | AGENDA | ITEM, _("déjà à l’ordre du jour"), "taken")
label = _("Une réponse à une proposition")
ANSWER = {"answer": "La voirie relève de la Ville.\n\nNous lui écrivons.", "joined": False}
mail("proposal_answered", label, WHOSE | ANSWER)
mail("proposal_answered", label, WHOSE | ANSWER | {"joined": True}, _("regroupée"), "joined")
QUEUE = {"link": "https://admin.exemple.fr/admin/propositions/"}
mail("proposal_team", _("Une proposition attend l’équipe"), MEETING | QUEUE)
