"""Why a change to the forum is refused, in words for the person who asked; nothing is changed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


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


class Locked(Refused):
    """The topic takes no more posts."""

    def __init__(self) -> None:
        super().__init__(_("Ce sujet est fermé : il ne reçoit plus de message."))


class Gone(Refused):
    """The topic or the post is no longer public."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Ce sujet n’est plus public."))


class TooSoon(Refused):
    """The person has just written something; ``seconds`` says how long to wait."""

    status = 429

    def __init__(self, seconds: int):
        super().__init__(
            ngettext(
                "Vous venez d’envoyer un message. Attendez une seconde, puis renvoyez celui-ci.",
                "Vous venez d’envoyer un message. Attendez %(n)s secondes, puis renvoyez celui-ci.",
                seconds,
            )
            % {"n": seconds}
        )
        self.seconds = seconds
