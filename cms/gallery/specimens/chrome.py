"""What surrounds every page: header, menu, plaque, footer, banners."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from cms.pages.chrome import Entry

from ..material import people, sites
from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.COMPONENTS, setting=Setting.TOP)
FOLDED = _("Ouvert : cliquez, ou Entrée au clavier ; Échap referme.")
FOCUS = _("Survol et focus : passez dessus, puis allez-y avec la touche Tab.")


def on_council(scene: Scene) -> dict:
    return {"chrome": scene.council_chrome}


def on_portal(scene: Scene) -> dict:
    return {"chrome": scene.portal_chrome}


def alerted(scene: Scene) -> dict:
    text = "Travaux rue du Faubourg-du-Temple : la séance de jeudi se tient au 206, quai de Valmy."
    chrome = scene.council_chrome
    notice = "Site d’essai : les décisions affichées n’ont pas été prises"
    alert: dict = {"banner_level": "alert", "banner_text": text, "notice": notice}
    return {"chrome": replace(chrome, **alert), "reader": people.RIGHT_TO_LEFT, "unread": 3}


def crowded(scene: Scene) -> dict:
    """Seven entries, the most there are, with long words."""
    words = [
        "Trouver mon conseil",
        "Actualités",
        "Comptes rendus et documents",
        "Le conseil",
        "Budget participatif",
        "Forum",
        "Contact",
    ]
    menu = tuple(Entry(word, f"/{number}/") for number, word in enumerate(words))
    return {"chrome": replace(scene.portal_chrome, menu=menu)}


def new_site(scene: Scene) -> dict:
    """A council whose perimeter, contact and links nobody has given yet."""
    gaps: dict = {
        "outline": None,
        "contact_url": "",
        "contact_address": "",
        "social": (),
        "menu": sites.MENU[:2],
        "about_url": "",
    }
    return {"chrome": replace(scene.council_chrome, **gaps)}


header = "components/header.html"
shelf(header, _("En-tête"), on_council, notes=(FOLDED, FOCUS))
shelf(header, _("En-tête"), on_portal, _("portail"), "portal")
shelf(header, _("En-tête"), alerted, _("alerte, mention, personne connectée"), "alert")
shelf(header, _("En-tête"), new_site, _("conseil sans périmètre"), "bare")

menu = "components/menu.html"
shelf(menu, _("Menu"), on_council, path="/documents/charte/", notes=(FOLDED,))
shelf(menu, _("Menu"), crowded, _("sept entrées"), "full")

shelf("components/switcher.html", _("Les autres conseils"), on_council, notes=(FOLDED,))
plaque = "components/plaque.html"
on_wall = {"wrapper": "header", "classes": "header wall"}
shelf(plaque, _("Plaque"), on_council, path="/documents/", notes=(FOCUS,), **on_wall)
shelf(plaque, _("Plaque"), on_portal, _("portail"), "portal", **on_wall)

in_header = {"wrapper": "header", "classes": "header"}
notice = {"text": "Contenu de démonstration – personnes et décisions fictives"}
shelf("components/notice.html", _("Mention"), notice, **in_header)

banner = "components/banner.html"
told = "Les inscriptions au vide-grenier ferment dimanche à minuit."
for level, words in (
    ("info", _("information")),
    ("warning", _("attention")),
    ("alert", _("alerte")),
):
    shelf(banner, _("Bandeau"), {"level": level, "text": told}, words, level, **in_header)

shelf(
    "components/breadcrumbs.html",
    _("Fil d’Ariane"),
    {"breadcrumbs": [Entry("Accueil", "/"), Entry("Le conseil", "/le-conseil/")]},
)
shelf(
    "components/breadcrumbs.html",
    _("Fil d’Ariane"),
    {
        "breadcrumbs": [
            Entry("Accueil", "/"),
            *(
                Entry(f"Commission {n}", f"/{n}/")
                for n in ("espaces publics et mobilités", "culture, mémoire et vie associative")
            ),
        ]
    },
    _("texte long"),
    "long",
)

footer = "components/footer.html"
shelf(footer, _("Pied de page"), on_council, setting=Setting.BOTTOM)
shelf(footer, _("Pied de page"), on_portal, _("portail"), "portal", setting=Setting.BOTTOM)
shelf(footer, _("Pied de page"), new_site, _("site neuf"), "bare", setting=Setting.BOTTOM)

trying = {"theme": "Quai 1.2.0"}
preview = "components/theme_preview.html"
shelf(preview, _("Barre d’aperçu d’un thème"), trying, setting=Setting.BOTTOM)
