"""Pages of the demo's start host: the list of sites, the mails nobody received."""

from csp.constants import HEADER, SELF
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sites.councils.hosts import table
from sites.notifications.models import Mail

from . import loading
from . import mail as mails_saved
from .start import Start

# A mail's own look (inline styles), and nothing that runs or is fetched; its links open elsewhere.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """``http://localhost:8000/``: the seven sites, the accounts, what to try."""
    check_demo()
    known = table()
    context = {"start": Start(known), "is_loaded": loading.is_loaded()}
    return render(request, "demo/start.html", context)


@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """``/dev/mail/``: what would have been sent, the newest first."""
    check_demo()
    return render(request, "demo/mails.html", {"mails": mails_saved.saved()})


@require_safe
@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail as text, and as it looks in a frame that may do nothing."""
    response = render(request, "demo/mail.html", {"mail": found(pk)})
    response._csp_update = {"frame-src": [SELF]}
    return response


@require_safe
@never_cache
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a mail alone, for that frame."""
    one = found(pk)
    if not one.html:
        raise Http404
    response = HttpResponse(one.html.replace("<head>", '<head><base target="_blank">', 1))
    response[HEADER] = MAIL_POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def found(pk: int) -> Mail:
    check_demo()
    one = mails_saved.find(pk)
    if one is None:
        raise Http404
    return one


def check_demo() -> None:
    """Neither page exists where the demo is not allowed, whatever the hosts say."""
    if not settings.DEMO_ALLOWED:
        raise Http404
