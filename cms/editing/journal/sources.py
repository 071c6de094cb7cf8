"""Wagtail's two logs as sources of « Journal »: pages, files, messages, settings."""

from collections.abc import Mapping, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import FormSubmission
from wagtail.log_actions import registry as acts
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from cms.meetings.models import Proposal
from cms.pages.models import CouncilFile, Picture, SiteSettings
from cms.pages.tree import BIN_ADDRESS
from sites.teams.journal_sources import Reach, Source, Told, register, sentence_of

from . import words

EDIT = "wagtail.edit"
SAYS_MORE = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.create")
FILES = (Picture, CouncilFile)
WRITTEN = (FormSubmission, Proposal)  # by residents
EDIT_URLS = {"picture": "wagtailimages:edit", "councilfile": "wagtaildocs:edit"}


# Pages ------------------------------------------------------------------------------------------


def _pages(reach: Reach) -> QuerySet[PageLogEntry]:
    """One line for one act: the saves of one sitting are one, and publishing says enough."""
    same = PageLogEntry.objects.filter(uuid=OuterRef("uuid"), page=OuterRef("page"))
    later = same.filter(action=OuterRef("action"), pk__gt=OuterRef("pk"))
    more = same.filter(action__in=SAYS_MORE)
    rows = reach.narrow(PageLogEntry.objects.all(), "filed__site")
    return rows.exclude(Exists(later)).exclude(Q(action=EDIT) & Exists(more))


def _tell_pages(keys: Sequence[int]) -> Mapping[int, Told]:
    """What lies in the bin has no screen of its own, like what is gone."""
    entries = PageLogEntry.objects.filter(pk__in=keys).select_related("filed", "content_type")
    pages = Page.objects.filter(pk__in=[entry.page_id for entry in entries])
    there = set(pages.exclude(url_path__startswith=BIN_ADDRESS).values_list("pk", flat=True))
    return {entry.pk: _page(entry, entry.page_id in there) for entry in entries}


def _page(entry: PageLogEntry, is_there: bool) -> Told:
    url = reverse("wagtailadmin_pages:edit", args=[entry.page_id]) if is_there else ""
    return Told(_sentence(entry), entry.label, url, _site(entry))


# Things -----------------------------------------------------------------------------------------


def _things(*models: type[Model]):
    def rows(reach: Reach) -> QuerySet[ModelLogEntry]:
        return _of(reach).filter(content_type__in=_types(*models))

    return rows


def _others(reach: Reach) -> QuerySet[ModelLogEntry]:
    return _of(reach).exclude(content_type__in=_types(*FILES, *WRITTEN))


def _of(reach: Reach) -> QuerySet[ModelLogEntry]:
    return reach.narrow(ModelLogEntry.objects.all(), "filed__site")


def _types(*models: type[Model]) -> list[int]:
    found = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    return [content_type.pk for content_type in found.values()]


def _tell_things(keys: Sequence[int]) -> Mapping[int, Told]:
    rows = ModelLogEntry.objects.filter(pk__in=keys).select_related("filed", "content_type")
    entries = list(rows)
    there = _still_there(entries)
    return {entry.pk: _thing(entry, there) for entry in entries}


def _still_there(entries: Sequence[ModelLogEntry]) -> set[tuple[str, str]]:
    """Which pictures and files still have a screen."""
    found: set[tuple[str, str]] = set()
    for model in FILES:
        name = model._meta.model_name
        keys = [entry.object_id for entry in entries if _name(entry) == name]
        if keys:
            known = model.objects.filter(pk__in=keys).values_list("pk", flat=True)
            found |= {(name, str(pk)) for pk in known}
    return found


def _thing(entry: ModelLogEntry, there: set[tuple[str, str]]) -> Told:
    name = _name(entry)
    url = ""
    if (name, entry.object_id) in there:
        url = reverse(EDIT_URLS[name], args=[entry.object_id])
    if entry.content_type and entry.content_type.model_class() is SiteSettings:
        return Told(str(words.SETTINGS), site_id=_site(entry))
    return Told(_thing_sentence(entry), entry.label, url, _site(entry))


def _thing_sentence(entry: ModelLogEntry) -> str:
    pattern, article = words.THINGS.get(entry.action), words.ARTICLES.get(_name(entry))
    if pattern and article:
        return str(pattern).replace("%(thing)s", str(article))
    model = entry.content_type.model_class() if entry.content_type else None
    if model in (None, *WRITTEN):
        return _sentence(entry)
    return f"{_sentence(entry)} ({_safe(model._meta.verbose_name)})"


def _name(entry: ModelLogEntry) -> str:
    return entry.content_type.model if entry.content_type else ""


# Both -------------------------------------------------------------------------------------------


def _sentence(entry: PageLogEntry | ModelLogEntry) -> str:
    if known := sentence_of(entry.action):
        return str(known)
    formatter = acts.get_formatter(entry)
    label = str(formatter.label) if formatter else entry.action
    return str(words.SOMEHOW).replace("%(act)s", _safe(label))


def _safe(text: object) -> str:
    """Words that become part of a sentence with placeholders."""
    return str(text).replace("%", "%%")


def _site(entry: PageLogEntry | ModelLogEntry) -> int | None:
    filed = getattr(entry, "filed", None)
    return filed.site_id if filed else None


def connect() -> None:
    words.connect()
    register(
        Source("pages", _("Pages"), _pages, _tell_pages),
        Source("fichiers", _("Images et documents"), _things(*FILES), _tell_things),
        Source("messages", _("Messages et propositions"), _things(*WRITTEN), _tell_things),
        Source("reglages", _("Réglages et autres"), _others, _tell_things),
    )
