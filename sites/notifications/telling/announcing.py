"""What features call when something has happened; each writes in the caller's transaction.

Nobody is told within the request: what is written here is picked up after the commit (fanning.py).
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from sites.accounts.models import User
from sites.notifications import waking

from . import kinds
from .cadence import Cadence, mail_of
from .choosing import cadences_of
from .models import LONGEST_ABOUT, Happening, Notice

DIRECT = "direct"  # the source of what tell() says


def announce(
    key: str, *, source: str, about: str, thing: int, position: int = 0, by: User | None = None
) -> None:
    """Say that something has happened; a second time, nothing happens. One query."""
    now = timezone.now()
    Happening.objects.bulk_create(
        [
            Happening(
                key=key,
                source=source,
                about=about,
                thing=thing,
                position=position,
                by=by,
                at=now,
                due_at=now,
            )
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(waking.tell, robust=True)


@transaction.atomic
def tell(
    person: User,
    kind: str,
    *,
    key: str,
    title: str,
    text: str = "",
    path: str,
    site: Site | None = None,
    by: User | None = None,
    is_mailed: bool = False,
) -> bool:
    """Tell one person something that concerns them; whether it is new (``key`` names it for ever).

    ``title`` is a sentence in the person's language, ``text`` a few more, ``path`` where it leads
    on ``site`` (None: the portal). ``is_mailed``: a mail of its own says it already. Never to who
    did it themselves, nor to a closed account.
    """
    cadence = cadences_of([person.pk], kind)[person.pk]
    is_kept = cadence != Cadence.NEVER and person.pk != getattr(by, "pk", None)
    # Held until the end: who closes the account at this moment comes before or after.
    rows = User.objects.select_for_update(no_key=True).filter(pk=person.pk, closed_at=None)
    if not is_kept or not rows.exists():
        return False
    now = timezone.now()
    happening, is_new = Happening.objects.get_or_create(
        key=key,
        defaults={
            "source": DIRECT,
            "about": key[:LONGEST_ABOUT],
            "thing": person.pk,
            "by": by,
            "told": {"title": title, "text": text, "path": path, "site": site and site.pk},
            "at": now,
            "due_at": now,
            "state": Happening.State.DONE,
            "reached": 1,
        },
    )
    if is_new:
        mail = "" if is_mailed else mail_of(cadence)
        Notice.objects.create(
            person=person,
            happening=happening,
            kind=kinds.find(kind).key,
            about=happening.about,
            at=now,
            mail=mail,
        )
        transaction.on_commit(waking.tell, robust=True)
    return is_new


def withdraw(keys: Iterable[str]) -> None:
    """Something is hidden: nobody is told of it any more, wherever it had come."""
    Happening.objects.filter(key__in=list(keys)).update(is_withdrawn=True)


def restore(keys: Iterable[str]) -> None:
    """It may be seen again: it stands where it stood, read or not."""
    Happening.objects.filter(key__in=list(keys)).update(is_withdrawn=False)


def withdraw_about(source: str, about: str) -> None:
    """All that belongs to ``about`` is gone for good."""
    Happening.objects.filter(source=source, about=about).delete()


@transaction.atomic
def regroup(source: str, places: Mapping[int, tuple[str, int]]) -> None:
    """Things were moved: by ``thing``, what each belongs to now and its position there."""
    found = list(Happening.objects.filter(source=source, thing__in=list(places)))
    for happening in found:
        happening.about, happening.position = places[happening.thing or 0]
    Happening.objects.bulk_update(found, ["about", "position"], batch_size=500)
    for about in {happening.about for happening in found}:
        there = [happening.pk for happening in found if happening.about == about]
        Notice.objects.filter(happening__in=there).update(about=about)
