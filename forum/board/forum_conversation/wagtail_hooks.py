"""Words for the acts of moderators in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTS = {
    "forum.lock": (_("Fermer un sujet"), _("A fermé le sujet")),
    "forum.unlock": (_("Rouvrir un sujet"), _("A rouvert le sujet")),
    "forum.hide": (_("Masquer un message"), _("A masqué un message")),
    "forum.show": (_("Remettre un message"), _("A remis un message")),
    "forum.links": (_("Publier des liens"), _("A publié les liens d’un message")),
    "forum.version": (_("Retirer une version"), _("A retiré une version d’un message")),
    "forum.move": (_("Déplacer un sujet"), _("A déplacé le sujet")),
}


@hooks.register("register_log_actions")
def register_acts(actions) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(f"quartiers.{act}", label, message)
