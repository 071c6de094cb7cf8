"""The steps of loading the demo; each makes one kind of thing from ``cms.demo.content``."""

from .accounts import make_accounts
from .boards import make_boards, make_talks
from .demo import Demo
from .documents import make_documents
from .events import make_events
from .files import make_files
from .forum import make_forum
from .history import make_history
from .homes import make_homes
from .looks import make_looks
from .meetings import make_meetings
from .news import make_galleries, make_news
from .notices import make_notices
from .pictures import open_studio
from .proposals import make_proposals
from .registrations import make_registrations
from .sites import make_sites
from .standing import make_pages
from .taxonomy import make_taxonomy

__all__ = [
    "Demo",
    "make_accounts",
    "make_boards",
    "make_documents",
    "make_events",
    "make_files",
    "make_forum",
    "make_galleries",
    "make_history",
    "make_homes",
    "make_looks",
    "make_meetings",
    "make_news",
    "make_notices",
    "make_pages",
    "make_proposals",
    "make_registrations",
    "make_sites",
    "make_talks",
    "make_taxonomy",
    "open_studio",
]
