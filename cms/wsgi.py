"""WSGI entry point for production servers (gunicorn cms.wsgi)."""

import sys

from django.core.wsgi import get_wsgi_application

from .settings.environment import choose_settings

CANNOT_START = 3  # gunicorn gives up at this code; at another it would try again for ever

choose_settings("cms.settings.production")
try:
    application = get_wsgi_application()
except SystemExit as stop:  # settings that miss a value say which
    print(stop.code, file=sys.stderr)  # noqa: T201
    raise SystemExit(CANNOT_START) from stop
