"""The buttons below a page, in one order: what its reader came for first, the risky ones last."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.locks import ScheduledForPublishLock

from cms.editing.review.models import ALONE, APPROVE, SEND_BACK

PUBLISH, SAVE, SUBMIT = "action-publish", "action-save-draft", "action-submit"
LATER, CHANGE, STOP = "quartiers-later", "quartiers-change-date", "quartiers-stop"
RANKS = (
    *(CHANGE, APPROVE, PUBLISH, SEND_BACK, LATER, SAVE, STOP),
    *("action-cancel-workflow", ALONE, SUBMIT, "action-unpublish", "action-page-locked"),
)


class LaterItem(ActionMenuItem):
    """« Publier plus tard… » opens the window with the dates."""

    name = LATER
    label = _("Publier plus tard…")
    icon_name = "calendar-alt"
    template_name = "wagtailadmin/pages/action_menu/quartiers_later.html"


class ChangeItem(ActionMenuItem):
    name = CHANGE
    label = _("Changer la date")
    icon_name = "calendar-alt"

    def get_url(self, parent_context: Mapping[str, Any]) -> str:
        return reverse("scheduling:change", args=[parent_context["page"].pk])


class StopItem(ActionMenuItem):
    """One press: the page's own form is sent to another address."""

    name = STOP
    label = _("Ne plus publier")
    icon_name = "cross"
    template_name = "wagtailadmin/pages/action_menu/quartiers_stop.html"

    def get_url(self, parent_context: Mapping[str, Any]) -> str:
        return reverse("scheduling:stop", args=[parent_context["page"].pk])


def construct(items: list[ActionMenuItem], request: HttpRequest, context: Mapping) -> None:
    names = {item.name for item in items}
    page = context.get("page")
    if isinstance(context.get("lock"), ScheduledForPublishLock):
        if page.permissions_for_user(request.user).can_unschedule():
            items[:] = [ChangeItem(), StopItem()]
    elif names & {PUBLISH, APPROVE} and context["view"] != "revisions_revert":
        items.append(LaterItem())
    items.sort(key=lambda item: _rank(item.name, names))


def _rank(name: str | None, names: set[str | None]) -> int:
    """Proposing comes first for those who cannot publish; others find it near the end."""
    if name == SUBMIT and PUBLISH not in names:
        return -1
    return RANKS.index(name) if name in RANKS else len(RANKS) - 1
