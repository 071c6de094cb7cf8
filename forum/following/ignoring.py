"""Whom somebody has stopped reading: their posts are folded, and nothing of theirs is told."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef

from sites.accounts.models import User

from .models import Ignored


def ignored_by(user, authors: Iterable[int | None]) -> set[int]:
    """Those of ``authors`` whom the person does not read."""
    wanted = {pk for pk in authors if pk} - {user.pk}
    if not wanted:
        return set()
    rows = Ignored.objects.filter(person=user, whom__in=wanted)
    return set(rows.values_list("whom", flat=True))


def is_author_ignored(user) -> Exists:
    """For a query of posts: whether the person does not read who wrote it."""
    return Exists(Ignored.objects.filter(person=user, whom=OuterRef("poster")))


def who_ignores(author_id: int | None, people: Collection[int]) -> set[int]:
    """Those of ``people`` who do not read the author."""
    if author_id is None:
        return set()
    rows = Ignored.objects.filter(whom=author_id, person__in=people)
    return set(rows.values_list("person", flat=True))


def ignore(user: User, whom: User) -> None:
    """Read ``whom`` no more. Oneself one goes on reading."""
    if user.pk != whom.pk:
        Ignored.objects.get_or_create(person=user, whom=whom)


def read_again(user: User, whom_id: int) -> None:
    Ignored.objects.filter(person=user, whom=whom_id).delete()
