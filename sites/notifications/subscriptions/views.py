"""Pages of subscriptions that any site shows: the links of mails, and « Mes abonnements ».

Mail programs open links by themselves: a GET shows a page with one button and changes nothing.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sites.accounts.entering.places import keeps_its_address
from sites.accounts.models import User

from . import links, subscribing
from .forms import ChoiceForm
from .kinds import known_subjects
from .models import Demand, Event, Subscriber

View = Callable[..., HttpResponse]


def _link(view: View) -> View:
    """A page that a link of a mail opens: kept nowhere, named to nobody."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    return keeps_its_address(never_cache(methods(view)))


# Confirming -------------------------------------------------------------------------------------


@_link
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """``/abonnements/confirmer/<key>/``: whoever reads the mail of the address says yes."""
    try:
        pk = links.read_confirm(key)
    except links.TooOld:
        return _confirmed(request, "late", status=410)
    except links.Worthless:
        return _confirmed(request, "forged", status=404)
    if request.method == "POST":
        subscriber, is_new = subscribing.confirm(pk)
        if subscriber is None and is_new is False:
            known = Demand.objects.filter(pk=pk).exists()
            return _confirmed(request, "ended" if known else "late", status=410)
        return _confirmed(request, "done" if is_new else "again", subscriber)
    demand = Demand.objects.filter(pk=pk).first()
    if demand is None:
        return _confirmed(request, "late", status=410)
    if demand.confirmed_at:
        known_one = Subscriber.objects.filter(address=demand.address).first()
        return _confirmed(request, "again" if known_one else "ended", known_one)
    return _confirmed(request, "ask", subjects=_labels(demand.subjects))


def _confirmed(
    request: HttpRequest,
    step: str,
    subscriber: Subscriber | None = None,
    *,
    subjects: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    followed = subscribing.followed_by(subscriber)
    context = {
        "step": step,
        "subjects": subjects if subjects is not None else _labels(followed),
        "manage_url": links.manage_path(subscriber) if subscriber else "",
    }
    return render(request, "subscriptions/confirming.html", context, status=status)


# Ending -----------------------------------------------------------------------------------------


@csrf_exempt
@_link
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """``/abonnements/arreter/<key>/``: ends what made a mail come.

    What mail programs post themselves (RFC 8058) has neither cookie nor token: the signature is the
    proof. Whatever the body says, it is done once and answered without a redirect.
    """
    try:
        subscriber_id, event_id = links.read_stop(key)
    except links.Worthless:
        return _stopped(request, "forged", status=404)
    event = Event.objects.filter(pk=event_id).first()
    subjects = None if event is None else event.subjects
    if request.method == "POST":
        subscribing.end(subscriber_id, subjects)
        return _stopped(request, "done", Subscriber.objects.filter(pk=subscriber_id).first())
    subscriber = Subscriber.objects.filter(pk=subscriber_id).first()
    followed = subscribing.followed_by(subscriber)
    ending = followed if subjects is None else [s for s in subjects if s in followed]
    step = "ask" if ending else "none"
    return _stopped(request, step, subscriber, subjects=_labels(ending))


def _stopped(
    request: HttpRequest,
    step: str,
    subscriber: Subscriber | None = None,
    *,
    subjects: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    manage_url = links.manage_path(subscriber) if subscriber else ""
    context = {"step": step, "subjects": subjects or [], "manage_url": manage_url}
    return render(request, "subscriptions/stopping.html", context, status=status)


# Changing ---------------------------------------------------------------------------------------


@_link
def manage(request: HttpRequest, key: str) -> HttpResponse:
    """``/abonnements/gerer/<key>/``: what an address follows, for whoever reads its mail."""
    try:
        subscriber = Subscriber.objects.filter(pk=links.read_manage(key)).first()
    except links.Worthless:
        return _managed(request, "forged", status=404)
    if subscriber is None:
        return _managed(request, "none", status=410)
    form = _choice(request, subscriber)
    if request.method == "POST" and form.is_valid():
        left = subscribing.choose(subscriber.pk, _wanted(request, form))
        if left is None:
            return _managed(request, "ended")
        form = ChoiceForm(subscribing.followed_by(left))
        return _managed(request, "saved", left, form)
    return _managed(request, "choose", subscriber, form, status=422 if form.errors else 200)


def _managed(
    request: HttpRequest,
    step: str,
    subscriber: Subscriber | None = None,
    form: ChoiceForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    address = veiled(subscriber.address) if subscriber else ""
    context = {"step": step, "address": address, "form": form}
    return render(request, "subscriptions/managing.html", context, status=status)


@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """``/compte/abonnements/``: the same for an account."""
    user: User = request.user  # type: ignore[assignment]
    is_proven = subscribing.is_proven(user)
    form = _choice(request, subscribing.of_account(user))
    if request.method == "POST" and is_proven and form.is_valid():
        subscribing.choose_for(user, _wanted(request, form))
        messages.success(request, _("Vos abonnements sont enregistrés."))
        return redirect("my_subscriptions")
    context = {"form": form, "is_proven": is_proven, "email": user.email}
    status = 422 if form.errors else 200
    return render(request, "accounts/subscriptions.html", context, status=status)


def _choice(request: HttpRequest, subscriber: Subscriber | None) -> ChoiceForm:
    data = request.POST if request.method == "POST" else None
    return ChoiceForm(subscribing.followed_by(subscriber), data)


def _wanted(request: HttpRequest, form: ChoiceForm) -> set[str]:
    return set() if "stop" in request.POST else form.chosen()


def veiled(address: str) -> str:
    """« s…@exemple.fr »: its owner knows it again, whoever was forwarded the link does not."""
    name, _at, domain = address.partition("@")
    return f"{name[:1]}…@{domain}"


def _labels(keys) -> list[str]:
    return [subject.label for key, subject in known_subjects().items() if key in keys]
