"""Our own screens for writers: the checks of a page, « Publier quand même », starting points."""

from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from sites.delivery.furniture import furniture
from sites.teams.scope import scope_of

from ..scheduling.views import said_of
from .checks import Level, findings_of
from .starting import kept
from .starting.kept import StartingPoint

COMPLETE = "quartiers_complete_version"  # in the session: what a whole form was sent for


def _page_to_edit(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return page.get_latest_revision_as_object()


# Checks ------------------------------------------------------------------------------------------


@require_safe
def checks(request: HttpRequest, page_id: int) -> HttpResponse:
    """The findings of a page as it was saved last, for the panel beside its form."""
    findings = findings_of(_page_to_edit(request, page_id))
    return render(request, "wagtailadmin/writing/_findings.html", {"findings": findings})


@require_POST
def publish(request: HttpRequest, page_id: int) -> HttpResponse:
    """« Publier quand même »: the version whose form was whole, and no other."""
    page = _page_to_edit(request, page_id)
    rights = page.permissions_for_user(request.user)
    if not rights.can_publish() or rights.page_locked():
        raise Http404
    revision = page.latest_revision
    if revision is None or request.session.pop(COMPLETE, None) != revision.pk:
        messages.warning(request, _("La page a changé entre-temps : relisez-la, puis publiez."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    revision.publish(user=request.user)
    page.refresh_from_db()
    if page.live:
        messages.success(
            request,
            _("« %(title)s » est en ligne.") % {"title": page.title},
            buttons=[messages.button(page.full_url, _("Voir en ligne"), new_window=False)],
        )
    else:
        messages.success(request, said_of(page))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask once, when readers would meet something broken. The draft is saved by then."""
    broken = [one for one in findings_of(page) if one.level is Level.ERROR]
    if not broken:
        return None
    request.session[COMPLETE] = page.latest_revision_id
    above = [(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))]
    title = _("Avant de publier")
    return _screen(request, "before.html", title, above=above, findings=broken, page=page)


def after_publishing(request: HttpRequest, page: Page) -> None:
    """Say what would make the page better, now that it is there."""
    found = [one for one in findings_of(page) if one.level is Level.WARNING]
    if not found:
        return
    first = found[0]
    more = len(found) - 1
    words = f"{first.what}. {first.advice}"
    if more:
        words += " " + ngettext(
            "Et %(count)s autre remarque.", "Et %(count)s autres remarques.", more
        ) % {"count": more}
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    messages.warning(request, words, buttons=[messages.button(edit, _("Améliorer"))])


# Starting points ---------------------------------------------------------------------------------


class NameForm(ModelForm):
    class Meta:
        model = StartingPoint
        fields = ("name",)

    def _get_validation_exclusions(self) -> set[str]:
        """All but the content: whose it is counts for « named once »."""
        return {"content"}


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, page_id: int) -> HttpResponse:
    """« Enregistrer comme modèle »."""
    page = _page_to_edit(request, page_id)
    council_id = kept.council_of(page)
    if not kept.may_keep(scope_of(request), council_id):
        raise Http404
    new = StartingPoint(
        council_id=council_id,
        page_type=kept.type_of(type(page)),
        content=kept.content_of(page),
        name=page.title[:80],
    )
    form = NameForm(request.POST or None, instance=new)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(
            request,
            _("Le modèle « %(name)s » est proposé à toute l’équipe quand elle ajoute une page.")
            % {"name": new.name},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return _screen(
        request,
        "keep.html",
        _("Enregistrer comme modèle"),
        above=[(page.title, reverse("wagtailadmin_pages:edit", args=[page.pk]))],
        form=form,
        page=page,
    )


@require_safe
def starting_points(request: HttpRequest) -> HttpResponse:
    """What the reader's councils keep, to rename and delete."""
    mine = kept.theirs(scope_of(request))
    return _screen(request, "kept.html", _("Pages modèles"), rows=mine, above=[])


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or none any more."""
    one = get_object_or_404(kept.theirs(scope_of(request)), pk=pk)
    name = one.name
    form = NameForm(request.POST or None, instance=one)
    if request.method == "POST":
        if "delete" in request.POST:
            one.delete()
            messages.success(request, _("Le modèle « %(name)s » est supprimé.") % {"name": name})
            return redirect("quartiers_writing:starting_points")
        if form.is_valid():
            form.save()
            messages.success(request, _("C’est enregistré."))
            return redirect("quartiers_writing:starting_points")
    above = [(_("Pages modèles"), reverse("quartiers_writing:starting_points"))]
    return _screen(request, "rename.html", name, above=above, form=form)


def _screen(
    request: HttpRequest, template: str, title: str, *, above: list[tuple[str, str]], **context
) -> HttpResponse:
    around = furniture(title, icon="copy", above=above)
    return render(request, f"wagtailadmin/writing/{template}", around | context)
