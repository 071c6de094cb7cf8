"""What becomes of a page of a quick form: online, before those who publish, or a draft."""

from enum import Enum

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from .desks import Desk


class Outcome(Enum):
    """What the pressed button says; its value stands in forms as ``faire``."""

    PUBLISH = "publier"
    SUBMIT = "proposer"
    DRAFT = "brouillon"


def allowed(desk: Desk, told: str) -> Outcome | None:
    """The outcome that was asked for, if the person may have it; None for any other word."""
    asked = next((one for one in Outcome if one.value == told), None)
    if asked is Outcome.PUBLISH and not desk.may_publish:
        return None
    return None if asked is Outcome.SUBMIT and not desk.may_submit else asked


def keep_page(desk: Desk, page: Page, how: Outcome, is_new: bool) -> Page:
    """Save ``page`` (below the desk's section if it is new) as Wagtail's own screens do.

    Within the caller's transaction. Raises ValidationError.
    """
    if is_new:
        page.owner = desk.user
        page.live = False
        Page.objects.get(pk=desk.section.pk).add_child(instance=page)
    revision = page.save_revision(user=desk.user, log_action=True, clean=how is not Outcome.DRAFT)
    if how is Outcome.PUBLISH:
        revision.publish(user=desk.user)
    elif how is Outcome.SUBMIT and not page.current_workflow_state:
        page.get_workflow().start(page, desk.user)
    return Page.objects.get(pk=page.pk).specific


def tell(request: HttpRequest, page: Page, how: Outcome, *more: str) -> None:
    """Say on the next screen what was done, with a way to the page."""
    words = {
        Outcome.PUBLISH: _("« %(title)s » est en ligne."),
        Outcome.SUBMIT: _("« %(title)s » est proposée à la relecture : l’équipe est prévenue."),
        Outcome.DRAFT: _("Le brouillon « %(title)s » est enregistré."),
    }[how] % {"title": page.get_admin_display_title()}
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Modifier"))
    see = messages.button(page.full_url, _("Voir la page"))
    buttons = [see, edit] if how is Outcome.PUBLISH else [edit]
    messages.success(request, " ".join([words, *more]), buttons=buttons)
