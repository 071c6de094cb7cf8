"""Words for the acts of moderators on images in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTS = {
    "forum.hide_image": (_("Masquer une image"), _("A masqué une image")),
    "forum.show_image": (_("Remettre une image"), _("A remis une image")),
}


@hooks.register("register_log_actions")
def register_acts(actions) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(f"quartiers.{act}", label, message)
