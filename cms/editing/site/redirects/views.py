"""« Renvois »: old addresses of one's own site and where they lead.

Wagtail's screen of the same kind knows no sites; administrators keep it, for what concerns several.
"""

from dataclasses import dataclass

from django.core.paginator import Page as ListPage
from django.db import transaction
from django.db.utils import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect as go
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from sites.councils.models import Council, Portal

from ..own import TeamRequest, of_own_site
from ..screens import REDIRECTS_ICON, Crumb, screen, settings_crumb, settings_url
from .forms import RedirectForm

A_PAGE = 30
Owner = Council | Portal


@dataclass(frozen=True)
class Line:
    """A redirect as the list shows it."""

    redirect: Redirect
    root_url: str

    @property
    def target(self) -> str:
        """The title of a page that everybody may read, else the address."""
        page = self.redirect.redirect_page
        if page:
            return page.title if hasattr(page, "publication") else _("une page retirée")
        return self.redirect.redirect_link.removeprefix(self.root_url)

    @property
    def is_dead(self) -> bool:
        page = self.redirect.redirect_page
        return bool(page and not hasattr(page, "publication"))


@require_safe
@of_own_site
def index(request: TeamRequest, owner: Owner) -> HttpResponse:
    """Those of the site, by address; ``?q=`` narrows them."""
    query = request.GET.get("q", "").strip()[:100]
    rows = Redirect.objects.filter(site=owner.site).select_related("redirect_page__publication")
    if query:
        rows = rows.filter(old_path__icontains=query)
    ordered = rows.order_by("automatically_created", "old_path", "pk")
    page: ListPage = WagtailPaginator(ordered, A_PAGE).get_page(request.GET.get("p"))
    return screen(
        request,
        "site/redirects.html",
        _("Renvois : %(site)s") % {"site": owner.name},
        icon=REDIRECTS_ICON,
        above=_above(owner),
        short=_("Renvois"),
        owner=owner,
        query=query,
        lines=[Line(one, owner.site.root_url) for one in page],
        page=page,
        page_range=page.paginator.get_elided_page_range(page.number),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_site
def add(request: TeamRequest, owner: Owner) -> HttpResponse:
    """A new one, for this site whatever is posted."""
    form = RedirectForm(owner.site, None, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = Redirect(site=owner.site, old_path=form.cleaned_data["ancienne"], **form.target)
        return _keep(request, owner, form, made, "wagtail.create")
    return _form(request, owner, form, _("Nouveau renvoi"))


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_site
def edit(request: TeamRequest, owner: Owner, pk: int) -> HttpResponse:
    """Another way from the same address, or from another."""
    kept = _one(owner, pk)
    told = {
        "ancienne": kept.old_path,
        "page": kept.redirect_page_id if not Line(kept, "").is_dead else None,
        "chemin": kept.redirect_link.removeprefix(owner.site.root_url),
    }
    data = request.POST if request.method == "POST" else None
    form = RedirectForm(owner.site, kept, data, initial=told)
    if request.method == "POST" and form.is_valid():
        kept.old_path = form.cleaned_data["ancienne"]
        for name, value in form.target.items():
            setattr(kept, name, value)
        return _keep(request, owner, form, kept, "wagtail.edit")
    return _form(request, owner, form, _("Modifier le renvoi"), kept)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_site
def delete(request: TeamRequest, owner: Owner, pk: int) -> HttpResponse:
    """Ask, then let the old address answer nothing again."""
    kept = _one(owner, pk)
    if request.method == "POST":
        with transaction.atomic():
            log(instance=kept, action="wagtail.delete")
            kept.delete()
        words = _("Le renvoi depuis « %(path)s » est supprimé.")
        messages.success(request, words % {"path": kept.old_path})
        return go("site_admin:redirects", owner.site_id)
    return screen(
        request,
        "site/delete_redirect.html",
        _("Supprimer le renvoi"),
        icon=REDIRECTS_ICON,
        above=(*_above(owner), _list_crumb(owner)),
        owner=owner,
        redirect=kept,
    )


def _one(owner: Owner, pk: int) -> Redirect:
    """One of the site, made by hand: those that a renamed page leaves are kept for ever."""
    rows = Redirect.objects.filter(site=owner.site, automatically_created=False)
    kept = rows.select_related("redirect_page__publication").filter(pk=pk).first()
    if kept is None:
        raise Http404
    return kept


def _keep(
    request: TeamRequest, owner: Owner, form: RedirectForm, kept: Redirect, action: str
) -> HttpResponse:
    try:
        with transaction.atomic():
            kept.save()
            log(instance=kept, action=action)
    except IntegrityError:  # somebody else was quicker
        form.add_error("ancienne", _("Cette adresse renvoie déjà quelque part."))
        return _form(request, owner, form, _("Renvoi"), kept if kept.pk else None)
    words = _("« %(path)s » mène maintenant au bon endroit.")
    messages.success(request, words % {"path": kept.old_path})
    return go("site_admin:redirects", owner.site_id)


def _form(
    request: TeamRequest,
    owner: Owner,
    form: RedirectForm,
    title: str,
    kept: Redirect | None = None,
) -> HttpResponse:
    return screen(
        request,
        "site/redirect.html",
        title,
        icon=REDIRECTS_ICON,
        above=(*_above(owner), _list_crumb(owner)),
        owner=owner,
        form=form,
        kept=kept,
        media=form.media,
    )


def _above(owner: Owner) -> tuple[Crumb, ...]:
    return settings_crumb(), (owner.name, settings_url(owner.site_id))


def _list_crumb(owner: Owner) -> Crumb:
    return _("Renvois"), reverse("site_admin:redirects", args=[owner.site_id])
