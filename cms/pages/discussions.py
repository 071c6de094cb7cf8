"""Pages that people talk about in the forum: what the forum is told of them (forum.discussions).

What it may know of a page is what its publication says, row by row as the row changes: so a page
that is made private, unpublished or renamed takes its topic along, whatever changed it.
"""

from collections.abc import Iterable

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page

from cms.publications.models import Publication
from forum.discussions import subjects, talking
from forum.discussions.showing import Talk, talk_about
from forum.discussions.subjects import Subject
from sites.councils.hosts import table

from .models import SharedPage

PAGE = "page"


def connect() -> None:
    subjects.register(PAGE, _find)
    post_save.connect(_told, sender=Publication, dispatch_uid="quartiers_discussion_told")
    post_delete.connect(_withdrawn, sender=Publication, dispatch_uid="quartiers_discussion_left")


def talk_of(page: Page) -> Talk | None:
    """What ``page`` shows of its discussion; None where it has none."""
    if not (isinstance(page, SharedPage) and page.discussed and page.pk):
        return None
    subject = _find(page.alias_of_id or page.pk, False)
    return talk_about(subject) if subject else None


def thrown_away(pages: Iterable[int]) -> None:
    """These pages go into the bin: what was said of those that everybody could read stays."""
    for key in Publication.objects.filter(page__in=pages).values_list("page", flat=True):
        talking.gone(PAGE, key)


def _find(key: int, hold: bool) -> Subject | None:
    rows = Publication.objects.filter(page=key)
    row = (rows.select_for_update() if hold else rows).first()
    if row is None or not _is_discussed(key):
        return None
    return _subject(row)


def _is_discussed(key: int) -> bool:
    page = Page.objects.filter(pk=key).first()
    specific = page.specific if page else None
    return isinstance(specific, SharedPage) and specific.discussed


def _subject(row: Publication) -> Subject:
    hosts = table()
    root = hosts.council_url(row.home_id) if row.home_id else hosts.portal_url
    key: int = row.page_id  # type: ignore[assignment]
    return Subject(PAGE, key, row.title, root + row.path, row.home_id)


def _told(sender, instance: Publication, raw: bool = False, **kwargs) -> None:
    if instance.page_id and not raw:
        talking.told_of(_subject(instance))


def _withdrawn(sender, instance: Publication, origin: Model | None = None, **kwargs) -> None:
    """Unpublished or private; or its page is being deleted, and the row goes along."""
    if not instance.page_id:
        return
    began_with = getattr(origin, "model", None) or type(origin)
    if issubclass(began_with, Page):
        talking.gone(PAGE, instance.page_id)
    else:
        talking.hidden(PAGE, instance.page_id)
