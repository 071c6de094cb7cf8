"""Taking a pseudonym and changing it: who may, when, and what is written down.

- Nobody takes a name that looks like another's (skeletons.py), or one that would let them speak for
  a council or the town hall (reserved.py). The database settles races.
- It changes at most once in ``QUARTER`` days, counted from the last change. Not in calendar
  quarters: there, two names in two days would do on either side of a 1st of January.
- One change in the first day after sign-up corrects a slip and does not count.
- A name that was given up stays its owner's for ``KEPT``: nobody inherits what others said to it.
"""

import hashlib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import pseudonyms
from .models import FreedPseudonym, PseudonymChange, User
from .reserved import is_reserved
from .skeletons import skeleton

QUARTER = timedelta(days=90)
CORRECTION = timedelta(hours=24)
KEPT = timedelta(days=365)


def clean(text: str, account: User | None = None, *, any_name: bool = False) -> str:
    """``text`` as ``account`` (None: somebody who signs up) may take it as a pseudonym.

    Raises ValidationError with words for its field. ``any_name``: an administrator may also give
    reserved names. Somebody else may take it before it is saved: the database says so then.
    """
    text = pseudonyms.tidy(text)
    pseudonyms.validate(text)
    if not any_name and is_reserved(text):
        raise ValidationError(
            _("Ce nom est réservé aux conseils et à la mairie. Choisissez-en un autre."),
            code="reserved",
        )
    if not is_free(text, account):
        raise taken()
    return text


def taken() -> ValidationError:
    """What to say when somebody else has the name, or one that looks like it."""
    return ValidationError(
        _("Ce pseudonyme est déjà pris, ou ressemble trop à un autre. Choisissez-en un autre."),
        code="unique",
    )


def is_free(text: str, account: User | None = None) -> bool:
    """Whether nobody but ``account`` has, or lately had, a name that looks like ``text``."""
    looks = skeleton(text)
    # In this order: a name that is given up in between is found by the second question.
    holder = User.objects.filter(skeleton=looks).first()
    if holder and holder != account:
        return False
    held = FreedPseudonym.objects.filter(key=_key(looks), until__gt=timezone.now()).first()
    return held is None or (held.user_id is not None and held.user == account)


def changes_on(user: User) -> datetime | None:
    """From when ``user`` may change their pseudonym; None: now."""
    now = timezone.now()
    last = user.pseudonym_changes.filter(counts=True).order_by("-number").first()
    if last is None or last.at + QUARTER <= now:
        return None
    return last.at + QUARTER


def check_may_change(user: User) -> None:
    """Raise ValidationError, with the date, while ``user`` has to wait."""
    if when := changes_on(user):
        message = _(
            "Un pseudonyme se change une fois par trimestre : vous pourrez de nouveau le changer "
            "à partir du %(date)s."
        )
        day = date_format(timezone.localtime(when), "j F Y")
        raise ValidationError(message % {"date": day}, code="too_soon")


@transaction.atomic
def rename(user: User, text: str, *, by_administrator: bool = False) -> User:
    """Give ``user`` the pseudonym ``text`` (from ``clean``) and write the change down.

    Raises ValidationError when it is too soon, or when somebody took the name meanwhile. Returns
    the account as it is stored; asking for the name one has changes nothing.
    """
    account = User.objects.select_for_update().get(pk=user.pk)
    if account.pseudonym == text:
        return account
    if not by_administrator:
        check_may_change(account)
    note(account, text, counts=not (by_administrator or _is_correction(account)))
    account.pseudonym = text
    try:
        with transaction.atomic():
            account.save(update_fields=["pseudonym"])
    except IntegrityError:
        raise taken() from None
    return account


def note(account: User, new: str, *, counts: bool) -> None:
    """Write down that ``account`` (locked) is about to be called ``new``."""
    last = account.pseudonym_changes.order_by("-number").first()
    number = last.number + 1 if last else 1
    PseudonymChange.objects.create(
        user=account, number=number, old=account.pseudonym, new=new, counts=counts
    )
    free(account)
    FreedPseudonym.objects.filter(key=_key(skeleton(new)), user=account).delete()


def free(account: User) -> None:
    """Keep the name that ``account`` has from everybody else for ``KEPT``.

    For whoever is about to rename or erase an account; a deleted one frees its name by itself.
    """
    _hold(account.pseudonym, account)


def free_with_account(sender, instance: User, **kwargs) -> None:
    """An account was deleted: its name is nobody's for a while."""
    _hold(instance.pseudonym, None)


def _hold(name: str, owner: User | None) -> None:
    until = timezone.now() + KEPT
    FreedPseudonym.objects.update_or_create(
        key=_key(skeleton(name)), defaults={"user": owner, "until": until}
    )


def purge() -> int:
    """Forget names that everybody may take again; how many."""
    return FreedPseudonym.objects.filter(until__lte=timezone.now()).delete()[0]


def _is_correction(account: User) -> bool:
    is_new = account.date_joined + CORRECTION > timezone.now()
    return is_new and not account.pseudonym_changes.exists()


def _key(looks: str) -> str:
    secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(looks.encode(), key=secret, digest_size=16).hexdigest()
