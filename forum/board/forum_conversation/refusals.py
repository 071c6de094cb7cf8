"""Why a change to the forum is refused, in words for the person who asked; nothing is changed."""

from datetime import datetime
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.scope.closing import Closing
from forum.scope.rights import Rights
from sites.moderation import words


class Refused(Exception):
    """The change was not made. ``status`` is the HTTP status that says so."""

    status = 409

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class Forbidden(Refused):
    """The person may not do this here."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Vous ne pouvez pas faire cela dans ce forum."))


class Suspended(Refused):
    """The person is suspended here: it says until when, why, and where to contest."""

    status = 403


class Closed(Refused):
    """Nobody writes in the forum: it, or one above it, is locked or archived."""

    def __init__(self, closing: Closing):
        super().__init__(" ".join(filter(None, (closing.words, closing.note))))


def forbidden(rights: Rights, forum_id: int) -> Refused:
    """Why the person lacks a right in the forum: suspended, it is closed, or never had it."""
    if sanction := rights.sanction(forum_id):
        return Suspended(words.notice(sanction))
    closing = rights.closing(forum_id)
    return Closed(closing) if closing else Forbidden()


class Locked(Refused):
    """The topic takes no more posts."""

    def __init__(self) -> None:
        super().__init__(_("Ce sujet est fermé : il ne reçoit plus de message."))


class Masked(Refused):
    """Moderators have covered parts of the post."""

    def __init__(self) -> None:
        super().__init__(
            _("La modération a masqué une partie de ce message : il ne peut plus être modifié.")
        )


class Gone(Refused):
    """The topic or the post is no longer public."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Ce sujet n’est plus public."))


class TooLate(Refused):
    """What was published can no longer be taken back."""

    def __init__(self) -> None:
        message = _(
            "Il est trop tard pour retirer ce message : la minute est passée, ou quelqu’un y a "
            "déjà réagi. Vous pouvez encore le modifier."
        )
        super().__init__(message)


class Wait(Refused):
    """The same may be done in ``seconds``."""

    status = 429

    def __init__(self, message: str, seconds: int):
        super().__init__(message)
        self.seconds = seconds


class TooSoon(Wait):
    """The person has just written something."""

    def __init__(self, seconds: int):
        message = ngettext(
            "Vous venez d’envoyer un message. Attendez une seconde, puis renvoyez celui-ci.",
            "Vous venez d’envoyer un message. Attendez %(n)s secondes, puis renvoyez celui-ci.",
            seconds,
        )
        super().__init__(message % {"n": seconds}, seconds)


class DayFull(Wait):
    """A new account has written all that it may on its first day."""

    def __init__(self, ends_at: datetime, most: int, *, opens: bool):
        if opens:
            message = ngettext(
                "Un compte tout neuf ouvre un sujet le premier jour. Votre texte reste ici et dans "
                "vos brouillons : publiez-le %(when)s.",
                "Un compte tout neuf ouvre %(n)s sujets au plus le premier jour. Votre texte reste "
                "ici et dans vos brouillons : publiez-le %(when)s.",
                most,
            )
        else:
            message = ngettext(
                "Un compte tout neuf envoie une réponse le premier jour. Votre texte reste ici et "
                "dans vos brouillons : envoyez-la %(when)s.",
                "Un compte tout neuf envoie %(n)s réponses au plus le premier jour. Votre texte "
                "reste ici et dans vos brouillons : envoyez-le %(when)s.",
                most,
            )
        told = {"n": most, "when": _after(ends_at)}
        super().__init__(message % told, ceil((ends_at - timezone.now()).total_seconds()))


def _after(moment: datetime) -> str:
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    told = _("dès %(hour)s h %(minute)s") if is_today else _("demain, dès %(hour)s h %(minute)s")
    return told % {"hour": local.hour, "minute": f"{local:%M}"}


class TooManyLinks(Refused):
    """A new account links to elsewhere more often than it may."""

    status = 422

    def __init__(self, most: int, found: int):
        message = _(
            "Les premiers messages d’un compte mènent à %(most)s pages d’ailleurs au plus ; "
            "le vôtre mène à %(found)s. Retirez des liens, puis envoyez-le de nouveau."
        )
        super().__init__(message % {"most": most, "found": found})


class CharterFirst(Refused):
    """The person has not accepted the charter as it is now."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Acceptez la charte du forum pour publier votre message."))


class TooOften(Wait):
    """The person has done the same very often in a short time."""

    def __init__(self, seconds: int):
        minutes = ceil(seconds / 60)
        message = ngettext(
            "C’est beaucoup à la suite. Votre texte reste ici : renvoyez-le dans une minute.",
            "C’est beaucoup à la suite. Votre texte reste ici : renvoyez-le dans %(n)s minutes.",
            minutes,
        )
        super().__init__(message % {"n": minutes}, seconds)


class Slowed(Wait):
    """Moderators have slowed the topic down, and the person has just written in it."""

    def __init__(self, seconds: int):
        minutes = ceil(seconds / 60)
        message = ngettext(
            "Ce sujet est en mode lent. Vous pourrez y répondre dans une minute : votre texte "
            "reste ici.",
            "Ce sujet est en mode lent. Vous pourrez y répondre dans %(n)s minutes : votre texte "
            "reste ici.",
            minutes,
        )
        super().__init__(message % {"n": minutes}, seconds)
