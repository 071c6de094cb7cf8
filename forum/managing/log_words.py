"""What is done to forums, as « Journal » and Wagtail's log say it."""

from django.utils.translation import gettext_lazy as _

from sites.teams.journal_sources import say

ACTS = {
    "create": (_("Créer un forum"), _("%(who)s a créé le forum « %(what)s »")),
    "edit": (_("Modifier un forum"), _("%(who)s a modifié le forum « %(what)s »")),
    "reorder": (_("Ordonner les forums"), _("%(who)s a changé la place du forum « %(what)s »")),
    "move": (_("Ranger un forum ailleurs"), _("%(who)s a rangé ailleurs le forum « %(what)s »")),
    "locked": (_("Fermer un forum"), _("%(who)s a fermé le forum « %(what)s »")),
    "archived": (_("Archiver un forum"), _("%(who)s a archivé le forum « %(what)s »")),
    "open": (_("Rouvrir un forum"), _("%(who)s a rouvert le forum « %(what)s »")),
    "rights": (
        _("Changer les droits d’un forum"),
        _("%(who)s a changé les droits du forum « %(what)s »"),
    ),
    "spread": (
        _("Montrer un forum sur d’autres sites"),
        _("%(who)s a changé les sites qui montrent le forum « %(what)s »"),
    ),
    "pages": (
        _("Choisir où se discutent les pages"),
        _("%(who)s a choisi « %(what)s » pour les discussions des pages"),
    ),
    "delete": (_("Supprimer un forum vide"), _("%(who)s a supprimé le forum vide « %(what)s »")),
}


def connect() -> None:
    say({f"quartiers.forums.{act}": sentence for act, (_label, sentence) in ACTS.items()})
