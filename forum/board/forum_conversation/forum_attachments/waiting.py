"""Images that were sent with a form and have no post yet.

They are nobody's but their sender's, for the form whose mark they carry: a refusal of the text
loses none of them, and no other form and no other person can have them.
"""

from collections import Counter
from collections.abc import Collection
from datetime import timedelta
from functools import partial
from secrets import token_hex
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.board.forum_conversation.pace import NEWCOMER, Allowance
from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.moderation.cases.keeping import still_kept

from .models import LARGE, Attachment, files, name_of
from .receiving import NotTaken, Received, receive

MOST = 4  # images of a post; of a new account's: see pace
MOST_WAITING = 12  # of one account, in all its forms: what is beyond makes room
UPLOADS = Limit("forum-images", allowed=40, seconds=3600)  # decoding is work


def most_for(allowance: Allowance) -> int:
    """How many images a post may have."""
    return MOST if allowance.images is None else allowance.images


def of_form(owner: User, form: UUID) -> QuerySet[Attachment]:
    """The images that wait for this very form."""
    since = timezone.now() - lifetime()
    waiting = Attachment.objects.filter(post=None, owner=owner, form=form, created__gt=since)
    return waiting.order_by("pk")


def add(owner: User, form: UUID, upload: File, *, most: int = MOST, beside: int = 0) -> Attachment:
    """Keep an image for a form, whose post may have ``most`` and has ``beside`` already.

    Raises NotTaken, and nothing stays of the file.
    """
    _check_room(owner, form, beside, most)  # before the work
    if UPLOADS.take(str(owner.pk)):
        raise NotTaken(_("Trop d’images en peu de temps. Réessayez dans une heure."))
    image = _noted(owner, form, receive(upload), beside, most)
    transaction.on_commit(partial(_make_room, owner, form))
    return image


def _noted(owner: User, form: UUID, received: Received, beside: int, most: int) -> Attachment:
    """The row comes first: whatever happens to the files, the row knows their names."""
    token = token_hex(16)
    with transaction.atomic():
        _lock(owner)
        _check_room(owner, form, beside, most)
        image = Attachment.objects.create(
            owner=owner,
            form=form,
            token=token,
            file=name_of(token, LARGE, "webp"),
            width=received.width,
            height=received.height,
        )
    try:
        for (side, kind), content in received.sizes.items():
            files().save(name_of(token, side, kind), ContentFile(content))
    except Exception:
        image.delete()
        raise
    return image


def _lock(owner: User) -> None:
    rows = User.objects.select_for_update(no_key=True).only("pk", "is_active")
    if not rows.get(pk=owner.pk).is_active:
        raise NotTaken(_("Ce compte est fermé."))


def _check_room(owner: User, form: UUID, beside: int, most: int) -> None:
    if beside + of_form(owner, form).count() >= most:
        raise too_many(most)


def too_many(most: int) -> NotTaken:
    if most == NEWCOMER.images:
        return NotTaken(_("Une seule image par message tant que votre compte est récent."))
    message = ngettext("%(n)s image par message.", "%(n)s images par message au plus.", most)
    return NotTaken(message % {"n": most})


def _make_room(owner: User, form: UUID) -> None:
    """The oldest of other forms go when an account leaves many behind."""
    own = Attachment.objects.filter(post=None, owner=owner)
    beyond = own.order_by("-pk").values_list("pk", flat=True)[MOST_WAITING:]
    own.filter(pk__in=list(beyond)).exclude(form=form).delete()


def let_go(owner: User, form: UUID) -> None:
    """The form was given up: nothing of it stays."""
    Attachment.objects.filter(post=None, owner=owner, form=form).delete()


def counted(owner: User, forms: Collection[UUID]) -> Counter[UUID]:
    """How many images wait for each of these forms: one query, none without forms."""
    if not forms:
        return Counter()
    since = timezone.now() - lifetime()
    rows = Attachment.objects.filter(post=None, owner=owner, form__in=forms, created__gt=since)
    return Counter(form for form in rows.values_list("form", flat=True) if form)


def wait_again(owner: User, form: UUID, images: QuerySet[Attachment]) -> None:
    """Their post is taken back: they wait for the form that it becomes."""
    images.update(post=None, owner=owner, form=form, held=False, created=timezone.now())


def lifetime() -> timedelta:
    return timedelta(days=settings.RETENTION["waiting_images"]["days"])


def purge() -> int:
    """Forget images whose form nobody sent in time; how many."""
    before = timezone.now() - lifetime()
    old = Attachment.objects.filter(post=None, created__lte=before)
    return old.delete()[1].get(Attachment._meta.label, 0)


def delete_files(sender, instance: Attachment, **kwargs) -> None:
    """Receiver of ``post_delete``: files go with their row, once the transaction is through, but
    for one that a case keeps."""
    transaction.on_commit(partial(_delete, instance.names()))


def _delete(names: list[str]) -> None:
    for name in set(names) - still_kept(names):
        files().delete(name)
