"""Open requests, one request to confirm, and (for administrators) the log."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from sites.accounts.models import Recovery, RecoveryEvent, User
from sites.delivery.furniture import furniture

from .. import recovery
from ..places import View

LINES = 50


def is_concerned(user: User) -> bool:
    """Whether requests can come to ``user``: they lead a council or administer."""
    return recovery.is_administrator(user) or bool(recovery.led_by(user))


def concerned(view: View) -> View:
    """For everybody else there is nothing at the address."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not is_concerned(request.user):  # type: ignore[arg-type]
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def screen(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    index = (_("Accès perdus"), reverse("recoveries:index"))
    around = furniture(title, icon="key", above=[index] if title != index[0] else [])
    return render(request, f"wagtailadmin/recoveries/{template}", around | context)


@concerned
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    rows = [(row, _voices(row)) for row in recovery.open_for(user)]
    is_administrator = recovery.is_administrator(user)
    return screen(
        request, "index.html", _("Accès perdus"), rows=rows, may_read_log=is_administrator
    )


def _voices(row: Recovery) -> list[str]:
    return [str(one.by) for one in row.confirmations.select_related("by").order_by("at")]


@concerned
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What to check before, then the confirmation."""
    user: User = request.user  # type: ignore[assignment]
    row = Recovery.objects.select_related("person").filter(pk=pk).first()
    if row is None or not row.is_open() or not recovery.may_confirm(user, row):
        raise Http404
    if request.method == "POST":
        return _confirm(request, user, row)
    return screen(
        request,
        "one.html",
        _("Rendre l’accès à %(name)s") % {"name": row.person},
        row=row,
        voices=_voices(row),
        has_confirmed=row.confirmations.filter(by=user).exists(),
        is_administrator=recovery.is_administrator(user),
    )


def _confirm(request: HttpRequest, user: User, row: Recovery) -> HttpResponse:
    try:
        row = recovery.confirm(row.pk, user, request)
    except recovery.NotTheirs:
        raise Http404 from None
    if row.outcome:
        messages.success(request, _("L’accès est rendu. La personne vient de recevoir un message."))
    else:
        messages.success(request, _("Votre confirmation est enregistrée."))
    return redirect("recoveries:index")


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Who, when, what, the newest first."""
    if not recovery.is_administrator(request.user):  # type: ignore[arg-type]
        raise Http404
    rows = RecoveryEvent.objects.select_related("person", "by")
    lines = WagtailPaginator(rows, LINES).get_page(request.GET.get("p"))
    pages = lines.paginator.get_elided_page_range(lines.number)
    return screen(request, "log.html", _("Journal des accès perdus"), lines=lines, page_range=pages)
