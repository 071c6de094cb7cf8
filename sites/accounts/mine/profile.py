"""``/compte/``: pseudonym, picture, what ties one to the neighbourhood, language, roles."""

from copy import copy
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from sites.accounts import portraits, renaming
from sites.accounts.journal import note
from sites.accounts.models import User
from sites.councils.models import RoleGroup

from .profile_forms import AboutForm, ChangePseudonymForm, PortraitForm


@dataclass(frozen=True)
class Held:
    """A role somebody holds; ``council`` is empty for a role of the whole install."""

    role: str
    council: str


def roles_held(user: User) -> list[Held]:
    """The roles of ``user``, by council in the order councils are listed, the install's first."""
    groups = RoleGroup.objects.filter(group__user=user).select_related("council")
    ordered = groups.order_by("council__position", "council__name", "pk")
    held = [Held(g.get_role_display(), g.council.name if g.council else "") for g in ordered]
    return sorted(held, key=lambda one: bool(one.council))


@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """The page, and the form of the pseudonym."""
    user: User = request.user  # type: ignore[assignment]
    if request.method != "POST":
        return _page(request)
    # A form writes what was typed into its instance: not into the one the header shows.
    form = ChangePseudonymForm(request.POST, instance=copy(user))
    if form.is_valid() and _renamed(form):
        note("pseudonym", "changed", request, user)
        return _saved(request, _("Votre pseudonyme est enregistré."))
    return _page(request, form)


@never_cache
@login_required
@require_POST
def picture(request: HttpRequest) -> HttpResponse:
    """``/compte/image/``: take the picture that was sent."""
    form = PortraitForm(request.user, request.POST, request.FILES)  # type: ignore[arg-type]
    if not form.is_valid():
        return _page(request, form)
    portraits.put(request.user, form.cleaned_data["picture"])  # type: ignore[arg-type]
    return _saved(request, _("Votre image est enregistrée."))


@never_cache
@login_required
@require_POST
def remove_picture(request: HttpRequest) -> HttpResponse:
    """``/compte/image/retirer/``: one's own, whatever was sent."""
    portraits.remove(request.user)  # type: ignore[arg-type]
    return _saved(request, _("Votre image est supprimée."))


@never_cache
@login_required
@require_POST
def about(request: HttpRequest) -> HttpResponse:
    """``/compte/preferences/``: ties to the neighbourhood, language."""
    form = AboutForm(request.user, request.POST)  # type: ignore[arg-type]
    if not form.is_valid():
        return _page(request, form)
    form.save()
    chosen = form.cleaned_data["language"]
    with translation.override(chosen or settings.LANGUAGE_CODE):  # said in the new language
        return _saved(request, _("Vos préférences sont enregistrées."))


def _renamed(form: ChangePseudonymForm) -> bool:
    """Rename; False, with words in the form, when another request came first."""
    try:
        form.save()
    except ValidationError as error:
        form.add_error("pseudonym", error)
        return False
    return True


def _saved(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("accounts:profile")


def _page(request: HttpRequest, sent: forms.BaseForm | None = None) -> HttpResponse:
    """The profile; ``sent`` is the form in which something is wrong."""
    user: User = request.user  # type: ignore[assignment]
    made = (ChangePseudonymForm(instance=copy(user)), PortraitForm(user), AboutForm(user))
    pseudonym, portrait, about = (sent if type(sent) is type(one) else one for one in made)
    context = {
        "form": sent or pseudonym,
        "pseudonym_form": pseudonym,
        "portrait_form": portrait,
        "about_form": about,
        "portrait_url": portraits.url(user),
        "changes_on": renaming.changes_on(user),
        "roles": roles_held(user),
        "roles_wait": not getattr(user, "acts_with_roles", True),
        "email": user.email,
    }
    return render(request, "accounts/profile.html", context)
