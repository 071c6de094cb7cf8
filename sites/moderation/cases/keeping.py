"""Pictures that their author takes out of a thing while a case about it is open or remembered: the
case keeps them, as it keeps the words, for whoever decides or answers an appeal.

Whoever has pictures calls ``keep`` in the transaction that deletes one, and leaves the files of
``still_kept`` where they are.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from sites.moderation.models import Case, Decision, KeptPicture
from sites.moderation.models.kept_picture import files


@dataclass(frozen=True)
class Taken:
    """A picture that goes. ``file`` is its name in the private storage, ``since`` when it came."""

    file: str
    alt: str
    width: int
    height: int
    since: datetime


def keep(kind: str, key: str, taken: Taken) -> None:
    """Keep it with every case that it was a part of. The thing's turn is held.

    What was only read because its account is new, and kept, was reported by nobody.
    """
    taking = Decision.objects.filter(case=OuterRef("pk"), undone_at=None)
    cases = Case.objects.filter(kind=kind, key=key, purged_at=None).filter(
        ~Q(origin=Case.Origin.NEWCOMER) | Exists(taking.exclude(outcome=Decision.Outcome.KEPT)),
        Q(decided_at=None) | Q(decided_at__gt=taken.since),
    )
    for case in cases.select_for_update(of=("self",)).order_by("pk"):
        KeptPicture.objects.get_or_create(
            case=case,
            file=taken.file,
            defaults={"alt": taken.alt, "width": taken.width, "height": taken.height},
        )


def still_kept(names: Collection[str]) -> set[str]:
    """The files among ``names`` that a case keeps."""
    return set(KeptPicture.objects.filter(file__in=names).values_list("file", flat=True))


def of_case(case: Case) -> list[KeptPicture]:
    """What a case has kept; nobody sees any more what the law forbids."""
    held = case.decisions.filter(undone_at=None, outcome=Decision.Outcome.ILLEGAL)
    return [] if held.exists() else list(case.kept_pictures.all())


def delete_file(sender, instance: KeptPicture, **kwargs) -> None:
    """Receiver of ``post_delete``: the file goes with the last row that names it."""
    transaction.on_commit(partial(_delete, str(instance.file.name)))


def _delete(name: str) -> None:
    if not still_kept([name]):
        files().delete(name)
