"""What was decided and what became of it, in words."""

from django.utils.translation import gettext_lazy as _

from cms.meetings.notices import sending
from cms.meetings.notices.calling import What
from sites.notifications.subscriptions import fanning
from sites.notifications.subscriptions.models import Event
from sites.teams.journal_sources import say

ACTS = {
    sending.QUEUED: _("%(who)s a décidé d’envoyer la convocation à « %(what)s »"),
    sending.STOPPED: _("%(who)s a annulé l’envoi de la convocation à « %(what)s »"),
}
DROPPED = {
    sending.HIDDEN: _("pas parti : la séance n’était plus en ligne"),
    sending.PAST: _("pas parti : la séance avait commencé"),
    sending.CHANGED: _("pas parti : la séance avait changé entre-temps"),
    fanning.GONE: _("pas parti"),
}
STATES = {
    Event.State.WAITING: _("va partir"),
    Event.State.SENDING: _("est en train de partir"),
    Event.State.DONE: _("envoyé"),
    Event.State.STOPPED: _("annulé avant le départ"),
}
# What the button of each sort says it does.
TITLES = {
    What.CALL: _("Envoyer la convocation"),
    What.AGENDA: _("Prévenir que l’ordre du jour a changé"),
    What.MOVED: _("Prévenir du changement de date ou de lieu"),
    What.POSTPONED: _("Prévenir du report"),
    What.CANCELLED: _("Prévenir de l’annulation"),
    What.HELD: _("Dire que la séance a lieu"),
}


def state_of(event: Event) -> str:
    if event.state == Event.State.DROPPED:
        return str(DROPPED.get(event.reason, DROPPED[fanning.GONE]))
    return str(STATES[Event.State(event.state)])


def sort_of(event: Event) -> str:
    return str(What(event.what).label) if event.what in What.values else event.what


def connect() -> None:
    say(ACTS)
