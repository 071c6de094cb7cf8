"""Wagtail's screens that delete: they say that the bin keeps it, and offer to take it back.

What they delete goes to the bin by the actions (deletions.py); two of Wagtail's views delete
pictures and files without one, and are given one here. Loaded with the admin's hooks, not before:
Wagtail's views look for their models' policies when they are imported.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic import multiple_upload
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction as DeletePages
from wagtail.admin.views.pages.delete import DeleteView as DeletePage
from wagtail.documents.views.bulk_actions.delete import DeleteBulkAction as DeleteFiles
from wagtail.documents.views.documents import DeleteView as DeleteFile
from wagtail.images.views.bulk_actions.delete import DeleteBulkAction as DeletePictures
from wagtail.images.views.images import DeleteView as DeletePicture
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.pages import bin
from cms.pages.models import CouncilFile, Picture
from sites.accounts.models import User

from .deletions import DeleteUploadAction
from .models import Entry, kept_for
from .putting import Refused, owner_of, still_used
from .screens import say_binned
from .uses import Upload, Use, uses_of


def connect() -> None:
    """Put the wrappers in place (once, when the admin is loaded)."""
    DeletePage.template_name = "wagtailadmin/bin/delete_page.html"
    DeletePage.post = _delete_page
    DeletePages.template_name = "wagtailadmin/bin/delete_pages.html"
    DeletePages.post = FormView.post  # nothing is lost: no name to type before
    DeletePages.get_success_message = _pages_binned
    RecentEditsPanel.get_context_data = _without_binned(RecentEditsPanel.get_context_data)
    for view in (DeletePicture, DeleteFile):
        view.template_name = "wagtailadmin/bin/delete_upload.html"
        view.get_context_data = _with_uses(view.get_context_data)
        view.form_valid = _delete_upload
    for view in (DeletePictures, DeleteFiles):
        view.template_name = "wagtailadmin/bin/delete_uploads.html"
        view.get_context_data = _with_all_uses(view.get_context_data)
        view.get_execution_context = _by_this_user
        view.execute_action = classmethod(_bin_uploads)
        view.prepare_action = _unless_used(view.prepare_action)
        view.get_success_message = _uploads_binned
    multiple_upload.DeleteView.post = _through_bin(multiple_upload.DeleteView.post)


def days() -> int:
    """For how many days something can be restored."""
    return kept_for().days


# Pages -------------------------------------------------------------------------------------------


def _delete_page(view: DeletePage, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    """Wagtail's, without the name to type, with « Annuler » in the message."""
    if view.usage.is_protected:  # it could be put in the bin, but never go from there
        raise PermissionDenied
    parent = view.page.get_parent()
    title = view.page.get_admin_display_title()
    view.page.delete(user=request.user)
    if entries := list(Entry.objects.filter(page_id=view.page.pk)):
        say_binned(request, entries, _("« %(title)s » est à la corbeille.") % {"title": title})
    else:  # it lay on no site
        messages.success(request, _("« %(title)s » est effacé pour de bon.") % {"title": title})
    for hook in hooks.get_hooks("after_delete_page"):
        answer = hook(request, view.page)
        if hasattr(answer, "status_code"):
            return answer
    return redirect(view.next_url) if view.next_url else redirect("wagtailadmin_explore", parent.pk)


def _pages_binned(view: DeletePages, parents: int, children: int) -> None:
    """Says it itself, with a button: Wagtail's message has none."""
    keys = [page.pk for page in view.actionable_objects]
    words = ngettext(
        "%(n)d page est à la corbeille.", "%(n)d pages sont à la corbeille.", parents + children
    )
    entries = list(Entry.objects.filter(page_id__in=keys))
    say_binned(view.request, entries, words % {"n": parents + children})


def _without_binned(get_context_data: Callable) -> Callable:
    @wraps(get_context_data)
    def without_binned(panel: RecentEditsPanel, parent_context) -> dict:
        context = get_context_data(panel, parent_context)
        edits: list[tuple[object, Page]] = context["last_edits"]
        context["last_edits"] = [(at, page) for at, page in edits if not bin.in_bin(page)]
        return context

    return without_binned


# Pictures and files ------------------------------------------------------------------------------


def _uses(upload: Upload, user: User) -> list[Use]:
    return uses_of(upload, owner_of(upload), user)


def _with_uses(get_context_data: Callable) -> Callable:
    @wraps(get_context_data)
    def with_uses(view, **kwargs) -> dict:
        context = get_context_data(view, **kwargs)
        is_picture = isinstance(view.object, Picture)
        uses = _uses(view.object, view.request.user)
        return context | {"uses": uses, "is_picture": is_picture, "days": days()}

    return with_uses


def _delete_upload(view, form) -> HttpResponse:
    success_url = view.get_success_url()
    upload = view.object
    try:
        view.delete_action()
    except Refused as refusal:
        messages.error(view.request, refusal.message)
        return redirect(view.get_delete_url())
    _say_binned(view.request, [upload])
    answer = view.run_after_hook()
    return redirect(success_url) if answer is None else answer


def _say_binned(request: HttpRequest, uploads: list[Upload]) -> None:
    entries = list(_entries(uploads))
    words = ngettext(
        "« %(title)s » est à la corbeille.", "%(n)d éléments sont à la corbeille.", len(entries)
    )
    title = entries[0].title if entries else ""
    say_binned(request, entries, words % {"title": title, "n": len(entries)})


def _entries(uploads: Iterable[Upload]) -> Iterable[Entry]:
    for upload in uploads:
        kind = "picture" if isinstance(upload, Picture) else "file"
        yield from Entry.objects.filter(**{kind: upload.pk})


def _with_all_uses(get_context_data: Callable) -> Callable:
    @wraps(get_context_data)
    def with_all_uses(view, **kwargs) -> dict:
        context = get_context_data(view, **kwargs)
        for row in context["items"]:
            row["uses"] = _uses(row["item"], view.request.user)
        is_used = any(row["uses"] for row in context["items"])
        is_picture = issubclass(view.model, Picture)
        return context | {"is_used": is_used, "is_picture": is_picture, "days": days()}

    return with_all_uses


def _by_this_user(view) -> dict:
    return {"user": view.request.user}


def _bin_uploads(cls, objects: list[Upload], user: User | None = None, **kwargs) -> tuple[int, int]:
    for upload in objects:
        DeleteUploadAction(upload, user=user).execute(skip_permission_checks=True)
    return len(objects), 0


def _unless_used(prepare_action: Callable) -> Callable:
    """All or nothing: the screen has said which of them is in use."""

    @wraps(prepare_action)
    def unless_used(view, objects: list[Upload], without_access) -> HttpResponse | None:
        for upload in objects:
            if _uses(upload, view.request.user):
                messages.error(view.request, still_used(upload))
                return redirect(view.request.get_full_path())
        return prepare_action(view, objects, without_access)

    return unless_used


def _uploads_binned(view, parents: int, children: int) -> None:
    _say_binned(view.request, list(view.actionable_objects))


def _through_bin(post: Callable) -> Callable:
    """« Supprimer » beside a fresh upload: its address takes the key of any picture."""

    @wraps(post)
    def through_bin(view, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if view.get_model() not in (Picture, CouncilFile):
            return post(view, request, *args, **kwargs)
        key = kwargs[view.pk_url_kwarg]
        upload = view.get_model().objects.filter(pk=key).first()
        rights = policy_registry.get_by_type(view.get_model())
        if upload is None or not rights.user_has_permission_for_instance(
            request.user, "delete", upload
        ):
            return post(view, request, *args, **kwargs)  # refuses as it always does
        try:
            DeleteUploadAction(upload, user=request.user).execute(skip_permission_checks=True)
        except Refused as refusal:
            return JsonResponse({"success": False, "error_message": refusal.message}, status=409)
        return JsonResponse({"success": True, view.context_object_id_name: upload.pk})

    return through_bin
