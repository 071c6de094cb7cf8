"""Serving the real site in a theme that is being written, and looking at it in a browser."""

import socket
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.servers.basehttp import (
    ThreadedWSGIServer,
    WSGIRequestHandler,
    get_internal_wsgi_application,
)
from django.utils.translation import gettext as _
from wagtail.models import Site

from . import live
from .findings import Finding

ADDRESS = "127.0.0.1"
BROWSER_CHECK = "cms.gallery.browser_check"  # an upper floor's: found by name when it is asked for


class Handler(WSGIRequestHandler):
    """Says nothing of requests."""

    def log_message(self, format, *args) -> None:
        pass


def serve(folder: Path, site: Site, say: Callable[[str], None], path: str = "/") -> str:
    """Answer on the port of the sites, ``site`` in the theme of ``folder``, until Ctrl-C."""
    server = _server(site.port)
    bench = live.set_up(site.pk, folder)
    bench.look()
    for finding in bench.report.findings:
        place = f"{finding.level.label} {finding.code} {finding.place}"
        say(f"  {place} – {finding.what} {finding.mend}")
    say(_("Le thème de %(folder)s : %(url)s") % {"folder": folder, "url": f"{site.root_url}{path}"})
    say(_("La page se recharge quand vous enregistrez un fichier. Ctrl-C pour arrêter."))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return _("Arrêté. Rien n’a été installé ni changé sur le site.")
    finally:
        server.server_close()
        live.clear()
    return ""


def in_browser(folder: Path, site: Site) -> Iterator[Finding]:
    """What a browser finds on every whole page of the gallery (axe-core, sideways scroll)."""
    check = import_module(BROWSER_CHECK)
    server = _server(site.port)
    live.set_up(site.pk, folder)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        host = urlsplit(site.root_url).netloc
        base_url = f"http://{ADDRESS}:{site.port}"
        try:
            yield from check.browser_findings(base_url, host, check.page_paths())
        except check.BrowserMissing as error:
            raise ValidationError(str(error)) from error
    finally:
        server.shutdown()
        server.server_close()
        live.clear()


def _server(port: int) -> ThreadedWSGIServer:
    with socket.socket() as probe:
        if probe.connect_ex((ADDRESS, port)) == 0:
            message = _(
                "Le port %(port)d est déjà pris : arrêtez d’abord ce qui tourne (« make demo », "
                "« theme dev ») avec Ctrl-C, puis relancez cette commande."
            )
            raise ValidationError(message % {"port": port})
    server = ThreadedWSGIServer((ADDRESS, port), Handler)
    server.daemon_threads = True
    server.set_app(get_internal_wsgi_application())
    return server
