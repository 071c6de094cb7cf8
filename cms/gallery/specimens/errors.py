"""What a reader sees when a request fails."""

from django.utils.translation import gettext_lazy as _

from sites.themes.stack import current

from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.ERRORS, setting=Setting.WHOLE)
shelf("400.html", _("Demande illisible (400)"), {})
shelf("403.html", _("Accès refusé (403)"), {})
shelf("403_csrf.html", _("Envoi refusé (403)"), {})
shelf("404.html", _("Page introuvable (404)"), {})
shelf(
    "404.html",
    _("Page introuvable (404)"),
    lambda scene: {"chrome": scene.portal_chrome},
    _("portail"),
    "portal",
)
shelf("errors/preview.html", _("Aperçu expiré"), {})


def with_sheet(scene: Scene) -> dict:
    return {"sheet": current().sheet}


shelf("500.html", _("Site indisponible (500)"), with_sheet, stands_alone=True)
shelf(
    "500.html",
    _("Site indisponible (500)"),
    {"sheet": ""},
    _("sans feuille de style"),
    "bare",
    stands_alone=True,
    is_dressed=False,
)
