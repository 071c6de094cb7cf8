"""Where a picture or a file is shown: one that is in use stays, and whoever deletes is told where.

Wagtail's index knows what is stored of pages. What a draft shows stands in its newest version only,
so drafts of the same site are looked through as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from cms.pages.models import CouncilFile, Picture
from sites.accounts.models import User
from sites.councils.models import Council, Portal

Upload = Picture | CouncilFile


@dataclass(frozen=True)
class Use:
    """A thing that shows the upload; ``url`` leads to its form, empty for who may not open it."""

    words: str
    url: str


def uses_of(upload: Upload, owner: Council | Portal | None, user: User) -> list[Use]:
    """Everything that shows ``upload``, in words for ``user``; pages in the bin do not count."""
    finder = AdminURLFinder(user)
    found = {_key(thing): thing for thing in _users(upload, owner)}
    return [_use(thing, finder) for thing in found.values()]


def is_used(upload: Upload, owner: Council | Portal | None) -> bool:
    return next(_users(upload, owner), None) is not None


def _users(upload: Upload, owner: Council | Portal | None) -> Iterator[models.Model]:
    for thing, _references in ReferenceIndex.get_grouped_references_to(upload):
        yield thing
    if owner:
        yield from _drafts_with(upload, owner)


def _drafts_with(upload: Upload, owner: Council | Portal) -> Iterator[Page]:
    wanted = (ReferenceIndex._get_base_content_type(upload).pk, str(upload.pk))
    drafts = Page.objects.descendant_of(owner.site.root_page, inclusive=True).filter(
        has_unpublished_changes=True,
        latest_revision__content__icontains=str(upload.pk),  # somewhere: most drafts need no look
    )
    for page in drafts.select_related("latest_revision"):
        draft = page.latest_revision.as_object()
        if any(one[:2] == wanted for one in ReferenceIndex._extract_references_from_object(draft)):
            yield page


def _key(thing: models.Model) -> tuple:
    return ("page", thing.pk) if isinstance(thing, Page) else (thing._meta.label, thing.pk)


def _use(thing: models.Model, finder: AdminURLFinder) -> Use:
    url = finder.get_edit_url(thing) or ""
    if url:
        return Use(thing.draft_title if isinstance(thing, Page) else str(thing), url)
    return Use(_("un contenu que vous ne pouvez pas modifier"), "")


def forget_binned(pages: list[int]) -> int:
    """Take from stored ``pages`` the uploads that are in the bin, as their deletion would have.

    For pages that come back; returns how many places are empty now.
    """
    places = 0
    for model in (Picture, CouncilFile):
        binned = model.everything.filter(is_binned=True)
        for relation in model._meta.get_fields(include_hidden=True):
            if relation.auto_created and not relation.concrete:
                places += _forget(relation, binned, pages)
    return places


def _forget(relation, binned: models.QuerySet, pages: list[int]) -> int:
    model, name = relation.related_model, relation.field.name
    on_page = _page_of(model)
    if on_page is None or relation.many_to_many:
        return 0
    rows = model._base_manager.filter(**{f"{name}__in": binned, f"{on_page}__in": pages})
    if relation.field.null:
        return rows.update(**{name: None})
    return rows.delete()[0]


def _page_of(model: type[models.Model]) -> str | None:
    """The column that says whose page a row of ``model`` is; None for what is no part of pages."""
    if issubclass(model, Page):
        return "pk"
    keys = (field for field in model._meta.fields if isinstance(field, ParentalKey))
    return next((key.name for key in keys if issubclass(key.related_model, Page)), None)
