"""« Suspendre un compte »: find the person, say why, see what it touches, then do it."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from sites.accounts.models import User
from sites.moderation import deciding, rights, touched
from sites.moderation.deciding import Outdated
from sites.moderation.models import Suspension
from sites.moderation.models.suspension import State
from sites.moderation.rights import Circle, NotAllowed
from sites.teams import members

from .forms import SearchForm, SuspensionForm
from .screens import TeamRequest, list_crumb, moderators, screen
from .showing import Row

MOST_FOUND = 20


@require_safe
@moderators
def find(request: TeamRequest, circle: Circle) -> HttpResponse:
    """Accounts by pseudonym, among those who take part where the reader moderates."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    people = []
    if form.is_bound and form.is_valid():
        people = list(_people(circle, form.cleaned_data["q"]))
    return screen(
        request,
        "find.html",
        _("Suspendre un compte"),
        above=(list_crumb(),),
        form=form,
        people=people,
        most=MOST_FOUND,
    )


def _people(circle: Circle, query: str):
    query = query.strip()
    known = Q(pseudonym__icontains=query)
    if circle.is_administrator:
        known |= Q(email__iexact=query)
    people = _theirs(circle).filter(known).exclude(pk=circle.user.pk)
    return people.order_by("pseudonym")[:MOST_FOUND]


def _theirs(circle: Circle):
    return touched.active_people(None if circle.is_administrator else circle.councils)


@require_http_methods(["GET", "HEAD", "POST"])
@moderators
def suspend(request: TeamRequest, circle: Circle, account_id: int) -> HttpResponse:
    """The form about one person. The first POST shows what it will touch, the second does it."""
    account = _theirs(circle).filter(pk=account_id).exclude(pk=circle.user.pk).first()
    if account is None:
        raise Http404
    form = SuspensionForm(circle, account, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, circle, account, form)
    if not _is_agreed(request, form):
        return _show(request, circle, account, form, is_preview=True)
    return _do(request, circle, account, form)


def _is_agreed(request: TeamRequest, form: SuspensionForm) -> bool:
    """Whether they saw what it touches there, and took note of the teams it leaves short."""
    if request.POST.get("vu") != form.cleaned_data["ou"] or "confirmer" not in request.POST:
        return False
    is_short = bool(members.teams_left_short(form.account, form.council))
    return not is_short or "compris" in request.POST


def _do(request: TeamRequest, circle: Circle, account: User, form: SuspensionForm) -> HttpResponse:
    try:
        suspension = deciding.suspend(
            circle,
            account,
            form.council,
            rule=form.cleaned_data["regle"],
            statement=form.cleaned_data["motif"],
            days=form.days,
        )
    except (NotAllowed, Outdated) as refusal:
        form.add_error(None, refusal.message)
        return _show(request, circle, account, form)
    messages.success(request, _outcome(suspension))
    return redirect("suspensions_admin:one", suspension.pk)


def _outcome(suspension: Suspension) -> str:
    if suspension.state() is State.PROPOSED:
        told = _("Proposé : %(who)s sera suspendu dès qu’une seconde personne aura confirmé.")
    else:
        told = _("%(who)s est suspendu, et prévenu par courriel.")
    return told % {"who": suspension.account.pseudonym}


def _show(
    request: TeamRequest,
    circle: Circle,
    account: User,
    form: SuspensionForm,
    *,
    is_preview: bool = False,
) -> HttpResponse:
    context: dict = {"account": account, "form": form, "is_preview": is_preview}
    if is_preview:
        context |= {
            "touches": touched.touched(account, form.council),
            "roles": touched.roles_touched(account, form.council),
            "left_short": members.teams_left_short(account, form.council),
            "needs_second": rights.needs_second(circle, form.council),
            "seen": form.cleaned_data["ou"],
        }
    earlier = rights.visible(circle).filter(account=account).select_related("account", "council")
    title = _("Suspendre %(who)s") % {"who": account.pseudonym}
    find_crumb = (_("Suspendre un compte"), reverse("suspensions_admin:find"))
    return screen(
        request,
        "suspend.html",
        title,
        above=(list_crumb(), find_crumb),
        short=account.pseudonym,
        earlier=[Row(one) for one in earlier.order_by("-pk")[:10]],
        **context,
    )
