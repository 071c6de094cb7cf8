"""Whoever reported what was kept asks that another person looks again (DSA, art. 20).

One for each decision: a second person who reported the same thing is told that somebody has asked.
It is answered like an appeal of the author (``appealing.decide``): confirmed, the decision holds;
reversed, the case waits again, and whoever answered takes care of it.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from sites.moderation.appealing import Refused
from sites.moderation.models import Decision, DecisionAppeal, Report

from . import appealing, letters, links


@transaction.atomic
def send(report: Report, decision_id: int, text: str) -> DecisionAppeal:
    """Ask for another look at a decision, once. Raises Refused."""
    decision = appealing.locked(decision_id)
    if refusal := why_not(report, decision):
        raise Refused(refusal)
    appeal = DecisionAppeal(
        decision=decision,
        report=report,
        reporter_id=report.reporter_id,
        author=decision.author,
        text=text,
        against_id=decision.decided_by_id,
    )
    # By nobody: who reported is told to nobody, moderators included.
    appealing.receive(appeal, None, _by_another())
    letters.tell_review_received(appeal)
    return appeal


def why_not(report: Report, decision: Decision) -> str:
    """Why no other look is asked for now; empty when one may be."""
    if decision.restricts or report.case_id != decision.case_id:
        return _("Votre signalement a été suivi : il n’y a rien à réexaminer.")
    appeal = DecisionAppeal.objects.filter(decision=decision.pk).first()
    if appeal is not None:
        return _already() if appeal.report_id == report.pk else _by_another()
    if decision.undone_at:
        return _("Cette décision est annulée : la modération relit déjà ce que vous avez signalé.")
    if not links.is_open(decision):
        return _("Le délai de six mois pour demander un nouvel examen est passé.")
    return ""


def _already() -> str:
    return _("Vous avez déjà demandé un nouvel examen : il y en a un par décision.")


def _by_another() -> str:
    return _("Une autre personne qui l’avait signalé a déjà demandé un nouvel examen.")
