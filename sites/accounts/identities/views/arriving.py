"""Going to a provider and coming back.

The way there is a page of ours that leads on by itself, not a redirect: a browser that follows our
``form-action 'self'`` refuses to be redirected elsewhere by a form (Chromium), and to name the
provider there would name every host that the provider redirects to as well. So the policy stays as
it is on every page.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sites.accounts import journal
from sites.accounts.guard import MINUTE
from sites.accounts.limits import Limit
from sites.delivery.network import network_of

from .. import accounts, flows, leaving, pending, signing_in
from ..errors import Cancelled, IdentityError, Unreachable
from ..exchange import Identity
from ..flows import Flow
from ..places import on_portal
from ..providers import Provider

EVENT = signing_in.EVENT
STARTS = Limit("identity-start", 30, 15 * MINUTE)  # by network
STATUS = {"unreachable": 503, "lost": 400, "refused": 400, "too_weak": 403, "closed": 403}
TOO_MANY = "too_many"


@on_portal
@require_POST
def start(request: HttpRequest, name: str) -> HttpResponse:
    """``/compte/connexion/avec/<name>/``: off to the provider, to sign in."""
    provider = flows.named(name)
    path = flows.local_path(request.POST.get("next", ""))
    if request.user.is_authenticated:
        return redirect(path or "accounts:profile")
    return depart(request, provider, path)


def depart(
    request: HttpRequest, provider: Provider, path: str, linking: int | None = None
) -> HttpResponse:
    """The page that leads to the provider, or the one that says why not."""
    if STARTS.take(network_of(request)):
        return trouble(request, provider, TOO_MANY, path, status=429)
    try:
        address = flows.begin(request, provider, path, linking)
    except IdentityError as error:
        return failed(request, provider, error, path)
    return lead_on(request, address, provider.label)


def lead_on(request: HttpRequest, address: str, label: str, *, is_leaving: bool = False):
    """A page that goes on to ``address`` by itself, at once (WCAG technique H76), and by a link."""
    context = {"url": address, "label": label, "is_leaving": is_leaving}
    response = render(request, "accounts/identities/departure.html", context)
    response["Refresh"] = f"0; url={address}"
    return response


@on_portal
@require_GET
def arrive(request: HttpRequest, name: str) -> HttpResponse:
    """``/compte/connexion/avec/<name>/retour/``: back from the provider."""
    provider = flows.named(name)
    path = ""
    try:
        flow = flows.resume(request, provider)
        path = flow.next
        identity = flows.complete(request, flow)
        return place(request, flow, identity)
    except Cancelled:
        return came_back(request, provider, path)
    except IdentityError as error:
        return failed(request, provider, error, path)


def place(request: HttpRequest, flow: Flow, identity: Identity) -> HttpResponse:
    """What becomes of whoever came back: their account, or the way to one."""
    if flow.linking is not None:
        return _linked(request, flow, identity)
    known = accounts.find(identity)
    if known is not None:
        accounts.used(known)
        return signing_in.by_identity(request, known.user, identity, flow.next)
    waiting = pending.put(request, identity, flow.next)
    if request.user.is_authenticated:
        return redirect("accounts:identity_join")
    return redirect(next_step(waiting))


def next_step(waiting: pending.Pending) -> str:
    """The page where somebody whom nobody here knows goes on. Until an address is proven, it is the
    same whether an account has it or not.
    """
    if not waiting.is_proven:
        return reverse("accounts:identity_address")
    is_known = accounts.owner_of(waiting.email) is not None
    return reverse("accounts:identity_known" if is_known else "accounts:identity_sign_up")


def _linked(request: HttpRequest, flow: Flow, identity: Identity) -> HttpResponse:
    if request.user.pk != flow.linking:  # signed out meanwhile, or somebody else
        messages.error(request, _("Connectez-vous, puis recommencez."))
        return redirect("accounts:login")
    return link(request, identity)


def link(request: HttpRequest, identity: Identity) -> HttpResponse:
    """Give ``identity`` to whoever is signed in, and say so on the list of identities."""
    label = flows.label_of(identity.provider)
    try:
        accounts.link(request.user, identity)  # type: ignore[arg-type]
    except accounts.Taken:
        journal.note("identity-link", "taken", request, request.user, provider=identity.provider)
        words = _("Cette identité %(label)s est déjà reliée à un autre compte : déliez-la d’abord.")
        messages.error(request, words % {"label": label})
    else:
        journal.note("identity-link", "ok", request, request.user, provider=identity.provider)
        leaving.remember(request, identity)
        words = _("%(label)s est relié à votre compte : vous pouvez vous connecter avec.")
        messages.success(request, words % {"label": label})
    return redirect("accounts:identities")


def came_back(request: HttpRequest, provider: Provider, path: str) -> HttpResponse:
    """They changed their mind over there: the sign-in page, with a word."""
    journal.note(EVENT, "cancelled", request, provider=provider.name)
    if request.user.is_authenticated:
        words = _("Vous n’êtes pas allé au bout avec %(label)s : rien n’a changé.")
        messages.info(request, words % {"label": provider.label})
        return redirect("accounts:identities")
    words = _(
        "Vous n’êtes pas allé au bout avec %(label)s. Recommencez, ou connectez-vous autrement."
    )
    messages.info(request, words % {"label": provider.label})
    return redirect(sign_in_url(path))


def failed(
    request: HttpRequest, provider: Provider, error: IdentityError, path: str
) -> HttpResponse:
    """Why it did not work, as far as it matters to the person, and what to do; all in the journal."""
    journal.note(EVENT, error.key, request, provider=provider.name, why=error.reason)
    response = trouble(request, provider, error.key, path, status=STATUS[error.key])
    if isinstance(error, Unreachable):
        response["Retry-After"] = "60"
    return response


def trouble(
    request: HttpRequest, provider: Provider, kind: str, path: str, *, status: int
) -> HttpResponse:
    context = {"label": provider.label, "trouble": kind, "url": sign_in_url(path)}
    return render(request, "accounts/identities/trouble.html", context, status=status)


def sign_in_url(path: str) -> str:
    address = reverse("accounts:login")
    return f"{address}?{urlencode({'next': path})}" if path else address


@on_portal
@require_GET
def left(request: HttpRequest) -> HttpResponse:
    """``/compte/deconnexion/retour/``: signed out at the provider as well; nothing happens here."""
    return redirect("/")
