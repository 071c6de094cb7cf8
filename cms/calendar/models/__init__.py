"""The agenda of a site, what takes place, days of a series that differ, and who registered."""

from .event import EventPage
from .exception import EventException
from .gathering import Gathering
from .index import EventIndexPage
from .place import Whereabouts
from .registrable import Registrable, RegistrationMode
from .registration import Registration, RegistrationState

__all__ = [
    "EventException",
    "EventIndexPage",
    "EventPage",
    "Gathering",
    "Registrable",
    "Registration",
    "RegistrationMode",
    "RegistrationState",
    "Whereabouts",
]
