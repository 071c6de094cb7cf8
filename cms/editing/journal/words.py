"""Acts as people say them. Other features name theirs with ``sites.teams.journal_sources.say``."""

from django.utils.translation import gettext_lazy as _

from cms.editing.review.models import PUBLISHED_ALONE
from sites.teams.journal_sources import say

PAGES = {
    "wagtail.create": _("%(who)s a créé « %(what)s »"),
    "wagtail.create_alias": _("%(who)s a créé un double de « %(what)s »"),
    "wagtail.convert_alias": _("%(who)s a détaché « %(what)s » de son modèle"),
    "wagtail.edit": _("%(who)s a modifié « %(what)s »"),
    "wagtail.publish": _("%(who)s a publié « %(what)s »"),
    "wagtail.unpublish": _("%(who)s a retiré « %(what)s » du site"),
    "wagtail.delete": _("%(who)s a supprimé « %(what)s »"),
    "wagtail.rename": _("%(who)s a renommé « %(what)s »"),
    "wagtail.revert": _("%(who)s a repris une version antérieure de « %(what)s »"),
    "wagtail.copy": _("%(who)s a copié « %(what)s »"),
    "wagtail.move": _("%(who)s a déplacé « %(what)s »"),
    "wagtail.reorder": _("%(who)s a changé la place de « %(what)s »"),
    "wagtail.lock": _("%(who)s a verrouillé « %(what)s »"),
    "wagtail.unlock": _("%(who)s a déverrouillé « %(what)s »"),
    "wagtail.publish.schedule": _("%(who)s a programmé la publication de « %(what)s »"),
    "wagtail.schedule.cancel": _("%(who)s a annulé la publication programmée de « %(what)s »"),
    "wagtail.view_restriction.create": _("%(who)s a restreint l’accès à « %(what)s »"),
    "wagtail.view_restriction.edit": _("%(who)s a changé qui peut lire « %(what)s »"),
    "wagtail.view_restriction.delete": _("%(who)s a ouvert « %(what)s » à tout le monde"),
    "wagtail.comments.create": _("%(who)s a commenté « %(what)s »"),
    "wagtail.comments.edit": _("%(who)s a modifié un commentaire sur « %(what)s »"),
    "wagtail.comments.delete": _("%(who)s a supprimé un commentaire sur « %(what)s »"),
    "wagtail.comments.resolve": _("%(who)s a résolu un commentaire sur « %(what)s »"),
    "wagtail.comments.create_reply": _("%(who)s a répondu à un commentaire sur « %(what)s »"),
    "wagtail.comments.edit_reply": _("%(who)s a modifié une réponse sur « %(what)s »"),
    "wagtail.comments.delete_reply": _("%(who)s a supprimé une réponse sur « %(what)s »"),
    "wagtail.workflow.start": _("%(who)s a soumis « %(what)s » à la relecture"),
    "wagtail.workflow.approve": _("%(who)s a approuvé « %(what)s »"),
    "wagtail.workflow.reject": _("%(who)s a demandé des changements à « %(what)s »"),
    "wagtail.workflow.resume": _("%(who)s a soumis de nouveau « %(what)s »"),
    "wagtail.workflow.cancel": _("%(who)s a retiré « %(what)s » de la relecture"),
}
# What is no page has an article of its own: « l’image », « le lieu ».
THINGS = {
    "wagtail.create": _("%(who)s a ajouté %(thing)s « %(what)s »"),
    "wagtail.edit": _("%(who)s a modifié %(thing)s « %(what)s »"),
    "wagtail.delete": _("%(who)s a supprimé %(thing)s « %(what)s »"),
}
ARTICLES = {
    "picture": _("l’image"),
    "councilfile": _("le document"),
    "collection": _("la collection"),
    "place": _("le lieu"),
    "topic": _("le thème"),
    "redirect": _("la redirection"),
}
SETTINGS = _("%(who)s a modifié les réglages du site")
SOMEHOW = _("%(who)s a changé « %(what)s » (%(act)s)")
MESSAGES = {
    "quartiers.message.handled": _("%(who)s a traité un message reçu par « %(what)s »"),
    "quartiers.message.reopened": _("%(who)s a remis à traiter un message de « %(what)s »"),
    "quartiers.message.deleted": _("%(who)s a supprimé un message reçu par « %(what)s »"),
}
PROPOSALS = {
    "quartiers.proposal.taken": _(
        "%(who)s a mis à l’ordre du jour une proposition faite pour « %(what)s »"
    ),
    "quartiers.proposal.merged": _("%(who)s a regroupé deux propositions pour « %(what)s »"),
    "quartiers.proposal.answered": _("%(who)s a répondu à une proposition pour « %(what)s »"),
    "quartiers.proposal.set_aside": _("%(who)s a écarté une proposition pour « %(what)s »"),
    "quartiers.proposal.reopened": _("%(who)s a remis à traiter une proposition pour « %(what)s »"),
}

OURS = {
    "quartiers.bin.put": _("%(who)s a mis « %(what)s » à la corbeille"),
    "quartiers.bin.restore": _("%(who)s a sorti « %(what)s » de la corbeille"),
    "quartiers.bin.erase": _("%(who)s a effacé « %(what)s » pour de bon"),
    "quartiers.bin.put_back": _("%(who)s a remis « %(what)s » en ligne"),
    PUBLISHED_ALONE: _("%(who)s a publié « %(what)s » sans autre relecture"),
}


def connect() -> None:
    say(PAGES | MESSAGES | PROPOSALS | OURS)
