"""What an install must do again and again, whoever calls: production's timer or the demo's server.

``settings.ROUTINE`` names the commands; each finds what is due, and does nothing twice.
"""

import logging
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, ProgrammingError

logger = logging.getLogger(__name__)


def run() -> list[str]:
    """Run every command of the routine; returns those that failed, which stop none of the others.

    What they print is not kept: once a minute, it would hide everything else in a journal. Without
    a database that is ready there is nothing to go on with: that error goes to the caller.
    """
    return [name for name in settings.ROUTINE if not _succeeds(name)]


def _succeeds(name: str) -> bool:
    try:
        call_command(name, stdout=StringIO())
    except (OperationalError, ProgrammingError, InterfaceError):
        raise
    except Exception:
        logger.exception("%s failed", name)
        return False
    return True
