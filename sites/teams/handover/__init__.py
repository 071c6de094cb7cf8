"""« Passation »: a team hands over its work and its roles, in several evenings if need be.

Upper floors say what work there is: ``register(Kind(...))`` from ``AppConfig.ready``, and
``remind(Reminder(...))`` for what the checklist should name (the export of a council, one day).
"""

from .checklist import Reminder, remind
from .registry import Kind, Thing, register

__all__ = ["Kind", "Reminder", "Thing", "register", "remind"]
