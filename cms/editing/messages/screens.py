"""The inbox, one message, and what is done there. Nothing is here for who reads no messages."""

from functools import wraps

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages as notices
from wagtail.admin.paginator import WagtailPaginator
from wagtail.contrib.forms.models import FormSubmission

from cms.editing.teams_only import View, for_teams
from cms.pages.models import FormPage
from sites.delivery.furniture import furniture
from sites.teams.page_rights import Owner, code_of
from sites.teams.requests import TeamRequest

from . import acts, reach
from .forms import NoteForm
from .reading import Message, fields_of
from .spreadsheet import as_csv

A_PAGE = 30
ICON = "mail"
STATES = (
    ("a-traiter", gettext_lazy("À traiter"), reach.waiting),
    ("traites", gettext_lazy("Traités"), reach.handled),
    ("tous", gettext_lazy("Tous"), lambda rows: rows),
)


def of_theirs(view: View) -> View:
    """Only for who reads the message of the address, which the view gets."""

    @for_teams
    @wraps(view)
    def guarded(request: TeamRequest, owners: list[Owner], pk: int) -> HttpResponse:
        rows = reach.messages_of(owners).select_related("page", "handling__by")
        message = rows.filter(pk=pk).first()
        if message is None:
            raise Http404
        return view(request, message)

    return guarded


# The list ---------------------------------------------------------------------------------------


@require_safe
@for_teams
def inbox(request: TeamRequest, owners: list[Owner]) -> HttpResponse:
    """What was sent to the forms of the reader's sites; what waits longest comes first."""
    choice = Choice(request, owners)
    order = "submit_time" if choice.state == STATES[0][0] else "-submit_time"
    rows = choice.rows.select_related("page", "handling__by").order_by(order, "pk")
    page = WagtailPaginator(rows, A_PAGE).get_page(request.GET.get("p"))
    fields = fields_of(page)
    return _screen(
        request,
        "inbox.html",
        _("Messages"),
        choice=choice,
        lines=[(Message(row, fields), reach.owner_at(row.page.path, owners)) for row in page],
        page=page,
        page_range=page.paginator.get_elided_page_range(page.number),
        show_site=len(owners) > 1 and not choice.owner,
    )


@require_safe
@for_teams
def export(request: TeamRequest, owners: list[Owner]) -> HttpResponse:
    """The same list as a table for a spreadsheet."""
    rows = Choice(request, owners).rows.select_related("page", "handling__by")
    return as_csv(rows.order_by("submit_time", "pk"), owners)


class Choice:
    """What the reader asks to see: ``?etat=``, ``?conseil=``, ``?formulaire=``.

    What does not exist, or is not theirs, narrows nothing.
    """

    def __init__(self, request: HttpRequest, owners: list[Owner]):
        told = request.GET
        known = {key for key, _label, _narrow in STATES}
        self.state = told["etat"] if told.get("etat") in known else STATES[0][0]
        self.states = [(key, label, key == self.state) for key, label, _narrow in STATES]
        self.owners = [(owner, code_of(owner)) for owner in owners]
        code = told.get("conseil", "")
        self.owner = next((owner for owner, own in self.owners if own == code), None)
        self.code = code if self.owner else ""
        within = reach.messages_of([self.owner] if self.owner else owners)
        self.forms = list(
            FormPage.objects.filter(pk__in=within.order_by().values("page")).order_by("path")
        )
        asked = told.get("formulaire", "")
        self.form = next((form for form in self.forms if str(form.pk) == asked), None)
        if self.form:
            within = within.filter(page=self.form)
        narrow = {key: narrow for key, _label, narrow in STATES}[self.state]
        self.rows: QuerySet[FormSubmission] = narrow(within)

    @property
    def query(self) -> str:
        """The address's query without the state."""
        parts = [f"conseil={self.code}"] if self.code else []
        parts += [f"formulaire={self.form.pk}"] if self.form else []
        return "".join(f"&{part}" for part in parts)

    @property
    def has_selects(self) -> bool:
        return len(self.owners) > 1 or len(self.forms) > 1


# One --------------------------------------------------------------------------------------------


@require_safe
@of_theirs
def one(request: TeamRequest, message: FormSubmission) -> HttpResponse:
    return _one(request, message, NoteForm())


@require_POST
@of_theirs
def handle(request: TeamRequest, message: FormSubmission) -> HttpResponse:
    if acts.handle(message, request.user):
        notices.success(request, _("Le message est marqué comme traité."))
    else:
        notices.info(request, _("Quelqu’un de l’équipe l’avait déjà traité."))
    return redirect("messages_admin:inbox")


@require_POST
@of_theirs
def reopen(request: TeamRequest, message: FormSubmission) -> HttpResponse:
    acts.reopen(message, request.user)
    notices.success(request, _("Le message attend de nouveau une réponse."))
    return redirect("messages_admin:one", message.pk)


@require_POST
@of_theirs
def note(request: TeamRequest, message: FormSubmission) -> HttpResponse:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _one(request, message, form, status=422)
    acts.write_note(message, form.cleaned_data["text"], request.user)
    notices.success(request, _("La note est ajoutée."))
    return redirect("messages_admin:one", message.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_theirs
def delete(request: TeamRequest, message: FormSubmission) -> HttpResponse:
    if request.method == "POST":
        acts.delete(message, request.user)
        notices.success(request, _("Le message est supprimé."))
        return redirect("messages_admin:inbox")
    read = Message(message, fields_of([message]))
    return _screen(
        request, "delete.html", _("Supprimer ce message ?"), above=_above(read), message=read
    )


def _one(request: TeamRequest, message: FormSubmission, form: NoteForm, status: int = 200):
    read = Message(message, fields_of([message]))
    return _screen(
        request,
        "one.html",
        read.title,
        status=status,
        message=read,
        notes=message.notes.select_related("by"),
        note_form=form,
    )


def _above(read: Message) -> tuple[str, str]:
    return read.title, reverse("messages_admin:one", args=[read.pk])


def _screen(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[str, str] | None = None,
    status: int = 200,
    **context,
) -> HttpResponse:
    inbox = (_("Messages"), reverse("messages_admin:inbox"))
    steps = [inbox] if title != inbox[0] else []
    around = furniture(title, icon=ICON, above=[*steps, above] if above else steps)
    names = f"wagtailadmin/messages/{template}"
    return render(request, names, around | context, status=status)
