"""The demo's web server: many readers at once, one process, no reloader."""

import errno
import signal
from pathlib import Path
from types import FrameType
from typing import NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.servers.basehttp import (
    ThreadedWSGIServer,
    WSGIRequestHandler,
    get_internal_wsgi_application,
)
from django.utils.translation import gettext as _

from . import upkeep

ADDRESS = "127.0.0.1"  # this machine only: the accounts' password is known to all
STOPS = (signal.SIGINT, signal.SIGTERM)
QUEUE = 128  # connections waiting; a browser opens several at once for each of seven hosts


class Handler(WSGIRequestHandler):
    """Says nothing of requests that went well."""

    def log_message(self, format, *args) -> None:
        if len(args) > 1 and str(args[1]).startswith("5"):
            super().log_message(format, *args)


class Server(ThreadedWSGIServer):
    request_queue_size = QUEUE


def listen(port: int) -> Server:
    """Take ``port`` of this machine. Raises ValidationError, in words, when that cannot be."""
    try:
        return Server((ADDRESS, port), Handler)
    except OSError as error:
        raise ValidationError(_why_not(error, port)) from error


def serve(server: Server) -> None:
    """Answer until KeyboardInterrupt."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
    server.set_app(get_internal_wsgi_application())
    try:
        with upkeep.beside():
            server.serve_forever()
    finally:
        server.server_close()


def stop_when_told() -> None:
    """Let SIGTERM end this process as Ctrl-C does: what is half done is undone.

    SIGINT too: a shell that starts us in the background tells us to ignore it.
    """
    for number in STOPS:
        signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """Once: a second Ctrl-C must not interrupt the tidying up that the first one began."""
    for each in STOPS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _why_not(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        message = _("Le port %(port)d est déjà pris. Choisissez-en un autre : make demo PORT=8001")
    elif error.errno == errno.EACCES:
        message = _("Le port %(port)d est réservé au système. Prenez-en un autre : PORT=8001")
    else:
        message = _("Le port %(port)d ne peut pas être ouvert.")
    return message % {"port": port}
