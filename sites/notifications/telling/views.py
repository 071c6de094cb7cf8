"""``/compte/notifications/``: what is new for somebody, and how they want to be told; the links of
mails, which any site answers.
"""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sites.accounts.entering.places import keeps_its_address
from sites.accounts.models import User

from . import choosing, links, reading, stopping
from .forms import SettingsForm


@never_cache
@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The list; what of it is gone by now loses its mark, which is the reader's own."""
    user: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    entries, gone = reading.entries(user)
    if gone and request.method == "GET":
        reading.mark_read(user, gone)
    context = {
        "notifications": entries,
        "has_unread": any(entry.is_unread for entry in entries),
        "until": now.isoformat(),
    }
    return render(request, "accounts/notifications.html", context)


@never_cache
@login_required
@require_POST
def mark_all(request: HttpRequest) -> HttpResponse:
    """« Tout marquer comme lu »: what the list showed, not what came since."""
    user: User = request.user  # type: ignore[assignment]
    reading.mark_all_read(user, _moment(request.POST.get("jusqua", "")))
    messages.success(request, _("Tout est marqué comme lu."))
    return redirect("telling:list")


def _moment(text: str) -> datetime:
    """When the list was shown; without a usable answer, now."""
    now = timezone.now()
    try:
        told = parse_datetime(text)
    except ValueError:
        return now
    return told if told and timezone.is_aware(told) and told < now else now


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """``…/reglages/``: one cadence for each kind."""
    user: User = request.user  # type: ignore[assignment]
    data = request.POST if request.method == "POST" else None
    form = SettingsForm(choosing.chosen_by(user), data)
    if data is not None and form.is_valid():
        choosing.choose(user.pk, form.cleaned_data)
        messages.success(request, _("Vos réglages sont enregistrés."))
        return redirect("telling:settings")
    context = {"form": form, "email": user.email}
    status = 422 if form.errors else 200
    return render(request, "accounts/notification_settings.html", context, status=status)


@csrf_exempt
@keeps_its_address
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """``/notifications/arreter/<key>/``: ends what made a mail come, without signing in.

    What mail programs post themselves (RFC 8058) has neither cookie nor token: the signature is the
    proof. Whatever the body says, it is done once and answered without a redirect.
    """
    try:
        person_id, what = links.read_stop(key)
    except links.Worthless:
        return render(request, "subscriptions/stop_notices.html", {"step": "forged"}, status=404)
    if request.method == "POST":
        stopping.stop(person_id, what)
    context = {
        "step": "done" if request.method == "POST" else "ask",
        "is_digest": what == links.DIGESTS,
        "subject": stopping.words(what),
        "settings_url": links.settings_url(),
    }
    return render(request, "subscriptions/stop_notices.html", context)
