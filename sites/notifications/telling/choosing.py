"""How often each person wants to be told of each kind."""

from collections.abc import Collection, Mapping

from django.db import transaction

from sites.accounts.models import User

from . import kinds
from .cadence import DIGESTS, Cadence, mail_of
from .models import KindChoice, Notice


def cadences_of(people: Collection[int], kind: str) -> dict[int, str]:
    """By account, what each of them chose for one kind."""
    default = str(kinds.find(kind).default)
    chosen = KindChoice.objects.filter(person__in=people, kind=kind)
    return dict.fromkeys(people, default) | dict(chosen.values_list("person", "cadence"))


def chosen_by(user: User) -> dict[str, str]:
    """By kind, what one person chose."""
    made = {kind.key: str(kind.default) for kind in kinds.all_kinds()}
    chosen = KindChoice.objects.filter(person=user, kind__in=made)
    return made | dict(chosen.values_list("kind", "cadence"))


@transaction.atomic
def choose(user_id: int, wanted: Mapping[str, str]) -> None:
    """Keep a choice for some kinds; what waits to be mailed goes by it too."""
    User.objects.select_for_update(no_key=True).get(pk=user_id)
    for kind in kinds.all_kinds():
        cadence = wanted.get(kind.key)
        if cadence is None or cadence not in kind.cadences:
            continue
        KindChoice.objects.update_or_create(
            person_id=user_id, kind=kind.key, defaults={"cadence": cadence}
        )
        waiting = Notice.objects.filter(person=user_id, kind=kind.key, mailed_at=None)
        waiting.exclude(mail="").update(mail=mail_of(cadence))


def stop_digests(user_id: int) -> None:
    """No digest any more: what came in one is shown on the site only."""
    user = User.objects.filter(pk=user_id).first()
    if user:
        wanted = {key: Cadence.SITE for key, one in chosen_by(user).items() if one in DIGESTS}
        choose(user_id, wanted)
