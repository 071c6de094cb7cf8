"""What accounts keep in the database."""

from .address_change import AddressChange
from .handoff import HandOff
from .kept_text import KeptText
from .proof import Proof
from .recovery import Confirmation, Recovery, RecoveryEvent
from .sign_in import HostSession, SignIn
from .tally import Tally
from .user import User, UserManager

__all__ = [
    "AddressChange",
    "Confirmation",
    "HandOff",
    "HostSession",
    "KeptText",
    "Proof",
    "Recovery",
    "RecoveryEvent",
    "SignIn",
    "Tally",
    "User",
    "UserManager",
]
