"""Words for the acts of moderators in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

ACTS = {
    "forum.lock": (_("Fermer un sujet"), _("A fermé le sujet")),
    "forum.unlock": (_("Rouvrir un sujet"), _("A rouvert le sujet")),
    "forum.close": (_("Fermer un sujet à une date"), _("A réglé la fermeture du sujet")),
    "forum.slow": (_("Ralentir un sujet"), _("A réglé le mode lent du sujet")),
    "forum.pin": (_("Mettre un sujet en tête"), _("A réglé la place du sujet dans la liste")),
    "forum.hide": (_("Masquer un message"), _("A masqué un message")),
    "forum.show": (_("Remettre un message"), _("A remis un message")),
    "forum.remove": (_("Retirer un message"), _("A retiré un message illicite")),
    "forum.mask": (_("Masquer en partie un message"), _("A masqué une partie d’un message")),
    "forum.restore": (_("Rétablir un message"), _("A rétabli un message")),
    "forum.edit": (_("Modifier le message d’autrui"), _("A modifié un message")),
    "forum.rename": (_("Changer un titre"), _("A changé le titre du sujet")),
    "forum.links": (_("Publier des liens"), _("A publié les liens d’un message")),
    "forum.version": (_("Retirer une version"), _("A retiré une version d’un message")),
    "forum.move": (_("Déplacer un sujet"), _("A déplacé le sujet")),
    "forum.split": (_("Scinder un sujet"), _("A scindé le sujet")),
    "forum.merge": (_("Réunir deux sujets"), _("A réuni le sujet avec un autre")),
    "forum.untrace": (_("Retirer une trace"), _("A retiré la trace du sujet")),
    "forum.undo": (_("Annuler un acte"), _("A annulé un acte sur le sujet")),
}


@hooks.register("register_log_actions")
def register_acts(actions) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(f"quartiers.{act}", label, message)
