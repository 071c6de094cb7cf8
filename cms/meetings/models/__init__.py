"""Meetings, their agenda, minutes and decisions; one file per concept."""

from .agenda import AgendaItem, ItemKind
from .decision import BudgetLine, Decision, Result
from .index import MeetingIndexPage
from .meeting import MeetingKind, MeetingPage, MinutesState, Status
from .minutes import Attachment, Erratum, Official
from .proposal import Proposal

__all__ = [
    "AgendaItem",
    "Attachment",
    "BudgetLine",
    "Decision",
    "Erratum",
    "ItemKind",
    "MeetingIndexPage",
    "MeetingKind",
    "MeetingPage",
    "MinutesState",
    "Official",
    "Proposal",
    "Result",
    "Status",
]
