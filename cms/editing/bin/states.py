"""What was online: kept when pages leave the site together, used to put them back as they were.

A state is a dict that goes into JSON: ``live``, ``version`` (key of the published revision),
``latest`` (of the newest), ``changed`` (had a draft beside it), ``planned`` (when which revision
was to go online: key → ISO date).
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.query import PageQuerySet
from wagtail.signals import page_unpublished

from cms.pages import publishing

States = dict[str, dict]


def states_of(pages: PageQuerySet) -> States:
    """The states of ``pages``, by key (as text, as JSON has it)."""
    planned = _planned([page.pk for page in pages])
    return {
        str(page.pk): {
            "live": page.live,
            "version": page.live_revision_id,
            "latest": page.latest_revision_id,
            "changed": page.has_unpublished_changes,
            "planned": planned.get(str(page.pk), {}),
        }
        for page in pages
    }


def _planned(keys: list[int]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for revision in _revisions(keys).filter(approved_go_live_at__isnull=False):
        at = revision.approved_go_live_at.isoformat()
        found.setdefault(revision.object_id, {})[str(revision.pk)] = at
    return found


def _revisions(keys: Iterable[int]):
    of_pages = ContentType.objects.get_for_model(Page)
    return Revision.objects.filter(
        base_content_type=of_pages, object_id__in=[str(key) for key in keys]
    )


def take_offline(pages: PageQuerySet) -> None:
    """Nothing of ``pages`` is online or goes online by itself any more; locks are lifted."""
    keys = [page.pk for page in pages]
    were_live = [page for page in pages if page.live]
    stored = Page.objects.filter(pk__in=keys)
    stored.filter(live=True).update(
        live=False, has_unpublished_changes=True, live_revision=None, expired=False
    )
    stored.update(locked=False, locked_by=None, locked_at=None)
    _revisions(keys).update(approved_go_live_at=None)
    for page in Page.objects.filter(pk__in=[page.pk for page in were_live]).specific():
        page_unpublished.send(sender=type(page), instance=page)


def put_online(states: States, keys: Iterable[int]) -> set[int]:
    """Put the pages of ``keys`` back as ``states`` says; keys of those that are online now.

    What has ended meanwhile stays a draft, and so does what should have come online meanwhile: its
    moment has passed, somebody decides again.
    """
    now = timezone.now()
    shown = set()
    wanted = [key for key in keys if str(key) in states]
    for page in Page.objects.filter(pk__in=wanted, live=False):
        state = states[str(page.pk)]
        if state["live"] and not (page.expire_at and page.expire_at <= now):
            _show(page, state)
            shown.add(page.pk)
        for revision, at in state["planned"].items():
            moment = datetime.fromisoformat(at)
            if moment > now:
                _revisions([page.pk]).filter(pk=revision).update(approved_go_live_at=moment)
    publishing.pages_changed(wanted)
    return shown


def _show(page: Page, state: dict) -> None:
    """The row still holds what was published: drafts are kept as revisions."""
    version = Revision.objects.filter(pk=state["version"]).first()
    has_changed = state["changed"] or page.latest_revision_id != state["latest"]
    Page.objects.filter(pk=page.pk).update(
        live=True, expired=False, live_revision=version, has_unpublished_changes=has_changed
    )


def missed(states: States) -> bool:
    """Whether something was to go online at a moment that has passed."""
    now = timezone.now()
    return any(
        datetime.fromisoformat(at) <= now
        for state in states.values()
        for at in state["planned"].values()
    )
