"""The agenda of a site, what takes place, and days of a series that are different."""

from .event import EventPage
from .exception import EventException
from .index import EventIndexPage
from .place import Whereabouts

__all__ = ["EventException", "EventIndexPage", "EventPage", "Whereabouts"]
