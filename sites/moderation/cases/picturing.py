"""Hiding one picture of the thing that a case is about, and putting it back.

Each function is one transaction. What is done is the kind's own act on a picture; the case writes
it down. Raises NotAllowed, Outdated (the case is decided) and NoSuchPicture.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from sites.moderation import journal
from sites.moderation.deciding import Outdated
from sites.moderation.models import Act, Case
from sites.moderation.rights import Circle, NotAllowed
from sites.moderation.subjects import Illustrated, NoSuchPicture

from . import deciding, rights


@transaction.atomic
def hide(circle: Circle, pk: int, picture: int) -> None:
    """Hide one picture; the thing stays, and its case waits."""
    case, kind = _open(circle, pk)
    kind.hide_picture(case.key, picture, circle.user, _reason(case))
    journal.note_case(Act.PICTURE_HIDDEN, case, circle.user, picture=picture)


@transaction.atomic
def show(circle: Circle, pk: int, picture: int) -> None:
    """Put one back."""
    case, kind = _open(circle, pk)
    kind.show_picture(case.key, picture, circle.user, _reason(case))
    journal.note_case(Act.PICTURE_SHOWN, case, circle.user, picture=picture)


def _open(circle: Circle, pk: int) -> tuple[Case, Illustrated]:
    case, kind = deciding.locked(pk)
    if not case.is_open:
        raise Outdated(_("Ce dossier n’attend plus de décision."))
    if refusal := rights.why_not(circle, case):
        raise NotAllowed(refusal)
    if not isinstance(kind, Illustrated):
        raise NoSuchPicture
    return case, kind


def _reason(case: Case) -> str:
    return _("Dossier n° %(n)s") % {"n": case.pk}
