"""``/compte/mon-quartier/``: one's home council, chosen by street or by name.

A street is searched for by POST: it must stand in no address, log or history.
"""

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from sites.accounts import home
from sites.accounts.journal import note
from sites.accounts.models import User
from sites.councils import streets
from sites.councils.hosts import Neighbour, table
from sites.councils.models import Council
from sites.delivery.forms import explain


class StreetForm(forms.Form):
    """The street where one lives, works or studies."""

    use_required_attribute = False
    street = forms.CharField(
        label=gettext_lazy("Votre rue"),
        help_text=gettext_lazy(
            "Sans le numéro : il n’est pas demandé. La rue n’est pas conservée, seulement le "
            "conseil que vous choisirez."
        ),
        max_length=streets.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        explain(self.fields["street"])


class CouncilForm(forms.Form):
    """The council one knows to be one's own."""

    use_required_attribute = False
    council = forms.ChoiceField(
        label=gettext_lazy("Votre conseil"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choisissez un conseil dans la liste."),
            "invalid_choice": gettext_lazy("Choisissez un conseil dans la liste."),
        },
    )

    def __init__(self, known: Iterable[Neighbour], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {neighbour.council.code: neighbour.council for neighbour in known}
        choices = [(code, one.name) for code, one in self.known.items()]
        self.fields["council"].choices = choices  # type: ignore[attr-defined]

    def clean_council(self) -> Council:
        return self.known[self.cleaned_data["council"]]


@never_cache
@login_required
def home_council(request: HttpRequest) -> HttpResponse:
    """One's council, and the two ways to choose it."""
    if request.method != "POST":
        return _page(request)
    if "leave" in request.POST:
        home.leave(request.user)  # type: ignore[arg-type]
        note("home", "left", request, request.user)
        return _done(request, _("Vous n’avez plus de conseil de quartier."))
    return _searched(request) if "street" in request.POST else _chosen(request)


def _searched(request: HttpRequest) -> HttpResponse:
    form = StreetForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    found = streets.find(form.cleaned_data["street"])
    return _page(request, form, streets=found, is_searched=True, credits=streets.credits_of(found))


def _chosen(request: HttpRequest) -> HttpResponse:
    form = CouncilForm(table().neighbours, request.POST)
    if not form.is_valid():
        return _page(request, form)
    council = form.cleaned_data["council"]
    try:
        home.choose(request.user, council)  # type: ignore[arg-type]
    except ValidationError as error:
        form.add_error("council", error)
        return _page(request, form)
    note("home", "chosen", request, request.user, council=council.code)
    return _done(request, _("Votre conseil : %(name)s.") % {"name": council.name})


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("accounts:home")


def _page(request: HttpRequest, sent: forms.Form | None = None, **more) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]
    street_form = sent if isinstance(sent, StreetForm) else StreetForm()
    council_form = sent if isinstance(sent, CouncilForm) else CouncilForm(table().neighbours)
    context = {
        "form": sent or street_form,
        "street_form": street_form,
        "council_form": council_form,
        "home_council": table().neighbour_by_id(user.home_council_id),
        "changes_on": home.changes_on(user),
        "corrected_until": home.corrected_until(user),
        **more,
    }
    return render(request, "accounts/home_council.html", context)
