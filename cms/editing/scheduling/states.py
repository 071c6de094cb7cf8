"""How a page stands, in words: on its own panel, in lists, on the first screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from .schedule import scheduled_version
from .words import moment, short_moment, will_be_published, will_be_withdrawn


@dataclass(frozen=True)
class Line:
    """One thing that is so. ``detail`` says since when, by whom, why."""

    icon: str
    text: str
    detail: str = ""


def lines_of(page: Page) -> list[Line]:
    """Everything that is so of a page that was saved: online, waiting, to come."""
    return [*_online(page), *_to_come(page), *_reviewed(page), *_draft(page)]


def brief(page: Page) -> tuple[str, str]:
    """For a list: one or two words, and the date that goes with them (or nothing)."""
    state = page.current_workflow_state
    if at := scheduled_at(page):
        words = _("en ligne, suite programmée") if page.live else _("programmée")
        return words, _("sera publiée le %(moment)s") % {"moment": short_moment(at)}
    if state:
        words = _("à reprendre") if _came_back(state) else _("à relire")
        return (_("en ligne, suite %(state)s") % {"state": words} if page.live else words), ""
    if page.live:
        words = _("en ligne, suite en brouillon") if page.has_unpublished_changes else _("en ligne")
        return words, _until(page)
    if page.expired:
        return _("retirée"), _since(page.expire_at)
    return (_("dépubliée") if page.first_published_at else _("brouillon")), ""


def scheduled_at(page: Page) -> datetime | None:
    """When the version that waits will be published; asks nothing for a page without one."""
    if not page.approved_schedule:
        return None
    version = scheduled_version(page)
    return version.approved_go_live_at if version else None


def _until(page: Page) -> str:
    if not page.expire_at:
        return ""
    return _("jusqu’au %(moment)s") % {"moment": short_moment(page.expire_at)}


def _since(at: datetime | None) -> str:
    return _("le %(moment)s") % {"moment": short_moment(at)} if at else ""


def _online(page: Page) -> Iterator[Line]:
    if page.live:
        since = page.last_published_at
        detail = _("publiée le %(moment)s") % {"moment": moment(since)} if since else ""
        yield Line("view", _("En ligne"), detail)
        if page.expire_at:
            yield Line("calendar-check", capfirst(will_be_withdrawn(page.expire_at)))
    elif page.expired and page.expire_at:
        text = _("Retirée du site le %(moment)s") % {"moment": moment(page.expire_at)}
        yield Line("no-view", text, _("Sa date de fin est passée."))
    elif page.first_published_at and not page.approved_schedule:
        yield Line("no-view", _("Dépubliée"), _("Elle a été en ligne et ne l’est plus."))


def _to_come(page: Page) -> Iterator[Line]:
    version = scheduled_version(page)
    if version is None:
        return
    text = will_be_published(version.approved_go_live_at)
    end = version.as_object().expire_at
    detail = _("Puis %(withdrawn)s.") % {"withdrawn": will_be_withdrawn(end)} if end else ""
    if page.live:
        text = _("Une nouvelle version %(published)s") % {"published": text}
    yield Line("calendar-check", capfirst(text), detail)


def _reviewed(page: Page) -> Iterator[Line]:
    state = page.current_workflow_state
    if state is None:
        return
    asker = state.requested_by.public_name if state.requested_by else _("Compte supprimé")
    task_state = state.current_task_state
    if _came_back(state):
        by = task_state.finished_by.public_name if task_state.finished_by else ""
        detail = _("%(name)s : « %(words)s »") if by else "%(name)s« %(words)s »"
        yield Line("rotate", _("À reprendre"), detail % {"name": by, "words": task_state.comment})
        return
    since = moment(task_state.started_at if task_state else state.created_at)
    detail = _("proposée par %(name)s le %(moment)s") % {"name": asker, "moment": since}
    yield Line("glasses", _("Attend une relecture"), detail)


def _draft(page: Page) -> Iterator[Line]:
    if not page.has_unpublished_changes or page.approved_schedule:
        return
    if page.current_workflow_state and not page.live:
        return
    version = page.get_latest_revision()
    text = _("Modifications pas encore publiées") if page.live else _("Brouillon")
    yield Line("draft", text, _saved(version) if version else "")


def _saved(version) -> str:
    when = moment(version.created_at)
    if version.user is None:
        return _("enregistré le %(moment)s") % {"moment": when}
    return _("enregistré le %(moment)s par %(name)s") % {
        "moment": when,
        "name": version.user.public_name,
    }


def _came_back(state: WorkflowState) -> bool:
    return state.status == WorkflowState.STATUS_NEEDS_CHANGES
