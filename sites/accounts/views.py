"""What a person sees of their account, and the way out."""

from copy import copy
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sites.councils.models import RoleGroup

from .forms import PseudonymForm
from .identities import leaving
from .identities.views import arriving
from .models import User


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """``/compte/deconnexion/``: ends the sign-in, on every host; a GET only shows the button."""
    if request.method != "POST":
        return redirect("accounts:profile")
    elsewhere = leaving.address(request)
    logout(request)
    return arriving.lead_on(request, elsewhere, "", is_leaving=True) if elsewhere else redirect("/")


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
    """``/compte/``: pseudonym, roles, the way out."""
    user: User = request.user  # type: ignore[assignment]
    # A form writes what was typed into its instance: not into the one the header shows.
    form = PseudonymForm(request.POST or None, instance=copy(user))
    if request.method == "POST" and form.is_valid() and _save(form):
        messages.success(request, _("Votre pseudonyme est enregistré."))
        return redirect("accounts:profile")
    context = {"form": form, "roles": roles_held(user), "email": user.email}
    return render(request, "accounts/profile.html", context)


def _save(form: PseudonymForm) -> bool:
    """Save; False when somebody took the pseudonym since the form was checked."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error("pseudonym", _("Ce pseudonyme est déjà pris."))
        return False
    return True
