"""Going to a provider and coming back.

The way there is a page of ours that leads on by itself, not a redirect: a browser that obeys our
``form-action 'self'`` refuses to be redirected elsewhere by a form (Chromium), and to name the
provider there would mean naming every host that the provider redirects to as well. So the policy
stays as it is on every page.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sites.accounts import journal
from sites.accounts.crossing import destinations
from sites.accounts.crossing.destinations import Destination
from sites.accounts.entering.places import entrance, portal_only
from sites.accounts.guard import MINUTE
from sites.accounts.limits import Limit
from sites.delivery.network import network_of

from .. import accounts, flows, leaving, pending, signing_in
from ..errors import Cancelled, IdentityError, Unreachable
from ..exchange import Identity
from ..flows import Flow
from ..providers import Provider

EVENT = signing_in.EVENT
STARTS = Limit("identity-start", 30, 15 * MINUTE)  # by network
STATUS = {"unreachable": 503, "lost": 400, "refused": 400, "too_weak": 403}
RETRY_AFTER = "60"  # seconds
TOO_MANY = "too_many"


@entrance
def start(request: HttpRequest, destination: Destination, name: str) -> HttpResponse:
    """``/compte/connexion/avec/<name>/``: off to the provider, to sign in. Only a form of ours
    begins it: a link elsewhere would sign somebody in unasked.
    """
    provider = flows.named(name)
    if request.method != "POST":
        return redirect(destination.address())
    return depart(request, provider, destination.query())


def depart(
    request: HttpRequest, provider: Provider, query: str, linking: int | None = None
) -> HttpResponse:
    """The page that leads to the provider, or the one that says why not."""
    if STARTS.take(network_of(request)):
        journal.note(EVENT, "limited", request, provider=provider.name)
        return trouble(request, provider, TOO_MANY, query, status=429)
    try:
        address = flows.begin(request, provider, query, linking)
    except IdentityError as error:
        return failed(request, provider, error, query)
    return lead_on(request, address, provider.label)


def lead_on(
    request: HttpRequest, address: str, label: str, *, is_leaving: bool = False
) -> HttpResponse:
    """A page that goes on to ``address`` by itself, at once (WCAG technique H76), and by a link."""
    context = {"url": address, "label": label, "is_leaving": is_leaving}
    response = render(request, "accounts/identities/departure.html", context)
    response["Refresh"] = f"0; url={address}"
    return response


@portal_only
@never_cache
@require_GET
def arrive(request: HttpRequest, name: str) -> HttpResponse:
    """``/compte/connexion/avec/<name>/retour/``: back from the provider."""
    provider = flows.named(name)
    query = ""
    try:
        flow = flows.resume(request, provider)
        query = flow.query
        return place(request, flow, flows.complete(request, flow))
    except Cancelled:
        return came_back(request, provider, query)
    except IdentityError as error:
        return failed(request, provider, error, query)


def place(request: HttpRequest, flow: Flow, identity: Identity) -> HttpResponse:
    """What becomes of whoever came back: their account, or the way to one."""
    if flow.linking is not None:
        return _linked(request, flow, identity)
    known = accounts.find(identity)
    if known is not None:
        accounts.used(known)
        return signing_in.by_identity(request, known.user, identity, flow.query)
    journal.note(EVENT, "new", request, provider=identity.provider)
    pending.put(request, identity, flow.query)
    is_in = request.user.is_authenticated
    return redirect("accounts:identity_join" if is_in else "accounts:identity_first")


def _linked(request: HttpRequest, flow: Flow, identity: Identity) -> HttpResponse:
    if request.user.pk != flow.linking:  # signed out meanwhile, or somebody else
        messages.error(request, _("Connectez-vous, puis recommencez."))
        return redirect("accounts:login")
    link(request, identity)
    return redirect("accounts:identities")


def link(request: HttpRequest, identity: Identity) -> None:
    """Give ``identity`` to whoever is signed in, and tell them."""
    label, facts = flows.label_of(identity.provider), {"provider": identity.provider}
    try:
        accounts.link(request.user, identity)  # type: ignore[arg-type]
    except accounts.Taken:
        journal.note("identity-link", "taken", request, request.user, **facts)
        words = _("Cette identité %(label)s est déjà reliée à un autre compte : déliez-la d’abord.")
        messages.error(request, words % {"label": label})
        return
    journal.note("identity-link", "ok", request, request.user, **facts)
    leaving.remember(request, identity)
    words = _("%(label)s est relié à votre compte : vous pouvez vous connecter avec.")
    messages.success(request, words % {"label": label})


def came_back(request: HttpRequest, provider: Provider, query: str) -> HttpResponse:
    """They changed their mind over there: where they came from, with a word."""
    journal.note(EVENT, "cancelled", request, provider=provider.name)
    if request.user.is_authenticated:
        words = _("Vous n’êtes pas allé au bout avec %(label)s : rien n’a changé.")
        messages.info(request, words % {"label": provider.label})
        return redirect("accounts:identities")
    words = _(
        "Vous n’êtes pas allé au bout avec %(label)s. Recommencez, ou connectez-vous par courriel."
    )
    messages.info(request, words % {"label": provider.label})
    return redirect(destinations.read(query).address())


def failed(
    request: HttpRequest, provider: Provider, error: IdentityError, query: str
) -> HttpResponse:
    """What to do, as far as the reason matters to the person; the reason itself is logged."""
    journal.note(EVENT, error.key, request, provider=provider.name, why=error.reason)
    response = trouble(request, provider, error.key, query, status=STATUS[error.key])
    if isinstance(error, Unreachable):
        response["Retry-After"] = RETRY_AFTER
    return response


def trouble(
    request: HttpRequest, provider: Provider, kind: str, query: str, *, status: int
) -> HttpResponse:
    is_in = request.user.is_authenticated
    back = reverse("accounts:identities") if is_in else destinations.read(query).address()
    context = {"label": provider.label, "trouble": kind, "url": back}
    return render(request, "accounts/identities/trouble.html", context, status=status)


@portal_only
@never_cache
@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """``/compte/deconnexion/retour/``: signed out at the provider as well; nothing happens here."""
    return redirect("/")
