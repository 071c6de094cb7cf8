"""Who sees a case, decides on it, and answers an appeal.

- A case belongs to the council on whose site the thing lies; what lies on none is for
  administrators, who may decide everywhere.
- Nobody decides on what is theirs: what they wrote, what they reported. Whose decision somebody
  else took back, on an appeal, does not decide again, as long as there is anybody else.
- On an appeal decides another moderator of the council, or where there is no other one of any
  council; an administrator always may.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.councils.roles import ADMINISTRATOR, MODERATOR
from sites.moderation.models import Case, Decision, DecisionAppeal
from sites.moderation.rights import Circle


def holds(circle: Circle, case: Case) -> bool:
    """Whether the case is in their councils; what belongs to none is for administrators."""
    return circle.is_administrator or (
        case.council_id is not None and case.council_id in circle.councils
    )


def visible(circle: Circle) -> QuerySet[Case]:
    """The cases they may see: never one about themselves. Elsewhere, appeals they may answer."""
    rows = Case.objects.exclude(author=circle.user.pk) if circle else Case.objects.none()
    if circle.is_administrator or not circle:
        return rows
    asked = [one.decision.case_id for one in open_appeals() if may_judge(circle, one)]
    return rows.filter(Q(council__in=circle.councils) | Q(pk__in=asked))


def why_not(circle: Circle, case: Case) -> str:
    """Why they may not decide on the case; empty when they may."""
    if not circle or not holds(circle, case):
        return _("Vous ne modérez pas ce conseil.")
    if case.author_id == circle.user.pk:
        return _("C’est vous qui l’avez écrit : une autre personne décide.")
    if case.reports.filter(reporter=circle.user.pk).exists():
        return _("C’est vous qui l’avez signalé : une autre personne décide.")
    overruled = overruled_on(case)
    if circle.user.pk in overruled and _has_another(case, overruled):
        return _("Une autre personne a annulé votre décision : quelqu’un d’autre décide.")
    return ""


def overruled_on(case: Case) -> set[int]:
    """Whose decisions on the case, or on the same words in an earlier one, an appeal took back."""
    of_same = Q(decision__case=case.pk)
    if case.version:
        before = {"case__kind": case.kind, "case__key": case.key, "version": case.version}
        of_same |= Q(**{f"decision__{name}": value for name, value in before.items()})
    reversed_ = DecisionAppeal.objects.filter(of_same, state=DecisionAppeal.State.REVERSED)
    return set(reversed_.exclude(against=None).values_list("against", flat=True))


def _has_another(case: Case, overruled: set[int]) -> bool:
    """Whether somebody may decide on the case who has not been overruled on it."""
    reporters = case.reports.exclude(reporter=None).values_list("reporter", flat=True)
    out = [pk for pk in (*overruled, *reporters, case.author_id) if pk]
    others = _active(role=ADMINISTRATOR).exclude(pk__in=out)
    if case.council_id:
        others |= _active(role=MODERATOR, council=case.council_id).exclude(pk__in=out)
    return others.exists()


def moderators(council_id: int | None) -> QuerySet[User]:
    """Who looks after the cases of a council; administrators where nobody does."""
    if council_id:
        near = _active(role=MODERATOR, council=council_id)
        if near.exists():
            return near
    return _active(role=ADMINISTRATOR)


# Appeals ------------------------------------------------------------------------------------------


def judges(decision: Decision) -> QuerySet[User]:
    """Those to whom an appeal goes: other moderators of the council, else of any, else nobody."""
    if decision.case.council_id:
        near = _others(decision, _active(role=MODERATOR, council=decision.case.council_id))
        if near.exists():
            return near
        return _others(decision, _active(role=MODERATOR))
    return _others(decision, _active(role=ADMINISTRATOR))


def may_judge(circle: Circle, appeal: DecisionAppeal) -> bool:
    """Whether they may answer an open appeal."""
    decision = appeal.decision
    if circle.user.pk in _involved(decision):
        return False
    if circle.is_administrator:
        return True
    return bool(circle) and judges(decision).filter(pk=circle.user.pk).exists()


def open_appeals() -> QuerySet[DecisionAppeal]:
    return DecisionAppeal.objects.filter(state=DecisionAppeal.State.OPEN).select_related(
        "decision__case"
    )


def _others(decision: Decision, people: QuerySet[User]) -> QuerySet[User]:
    return people.exclude(pk__in=_involved(decision))


def _involved(decision: Decision) -> set[int]:
    """Who decided, who wrote it and who reported it."""
    reporters = decision.case.reports.exclude(reporter=None).values_list("reporter", flat=True)
    known = {decision.decided_by_id, decision.author_id, *reporters}
    return {pk for pk in known if pk}


def _active(**role) -> QuerySet[User]:
    where = {f"groups__role_group__{name}": value for name, value in role.items()}
    return User.objects.filter(is_active=True, **where).distinct()
