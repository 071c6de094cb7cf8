"""Every block of a body with the value it shows as its preview, and what strains it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from cms.pages.blocks import BodyBlock

from ..material import bodies, pictures, things
from ..material.files import file
from ..material.places import sketched
from ..registry import Group, Shelf
from ..scene import Scene

shelf = Shelf(Group.BLOCKS, wrapper="div", classes="prose")
BODY = BodyBlock()
LIMITS = "Le parking de la Ville, 42 places, ouvre à 6 h 30 et ferme à minuit, même le dimanche."


def previewed(name: str, value: Any = None):
    """The context that the block makes for ``value`` (its own preview without one)."""

    def made(scene: Scene) -> dict:
        block = BODY.child_blocks[name]
        shown = block.normalize(block.meta.preview_value if value is None else value)
        return block.get_context(shown, parent_context={"chrome": scene.chrome})

    return made


def put(name: str, context, state="", key: str = "", **more) -> None:
    block = BODY.child_blocks[name]
    shelf(block.meta.template, block.label, context, state, key, block=name, **more)


for name in (
    "text",
    "heading",
    "callout",
    "quote",
    "table",
    "figures",
    "steps",
    "accordion",
    "action",
    "video",
):
    put(name, previewed(name))

put(
    "heading",
    previewed("heading", {"text": things.LONG_TITLE, "level": "h3"}),
    _("sous-partie, texte long"),
    "long",
)
for kind, state in (("warning", _("attention")), ("success", _("c’est fait"))):
    told = {"kind": kind, "title": "", "text": f"<p>{LIMITS}</p>"}
    put("callout", previewed("callout", told), state, kind)
put(
    "quote",
    previewed("quote", {"text": things.LONG_SUMMARY, "author": ""}),
    _("sans auteur"),
    "bare",
)
wide = {
    "first_row_is_table_header": True,
    "first_col_is_header": True,
    "table_header_choice": "both",
    "table_caption": "Budget participatif : projets, voix et montants par rue",
    "data": [
        ["Rue", *(str(year) for year in range(2016, 2027))],
        ["Rue du Faubourg-Saint-Martin", *("12 400 €" for _year in range(11))],
        ["Quai de Valmy", *("—" for _year in range(11))],
    ],
}
put(
    "table",
    previewed("table", wide),
    _("plus large que la page"),
    "wide",
    notes=(_("Le tableau défile seul ; on y va au clavier avec la touche Tab."),),
)
put(
    "figures",
    previewed(
        "figures",
        {
            "items": [
                {"number": n, "label": label}
                for n, label in (
                    ("1 284", "habitantes et habitants consultés"),
                    ("61 %", "pour la piétonnisation"),
                    ("3 800 €", "investis"),
                    ("2027", "fin des travaux"),
                )
            ],
            "source": "",
        },
    ),
    _("quatre, sans source"),
    "four",
)

put("image", lambda scene: {"value": bodies.image()})
put(
    "image",
    lambda scene: {"value": {**bodies.image(), "decorative": True, "caption": ""}},
    _("décorative"),
    "decorative",
)
put("gallery", lambda scene: {"value": {"items": bodies.images()}})
put(
    "documents",
    {
        "value": {
            "title": "À télécharger",
            "files": [file("La charte du conseil"), file(things.LONG_TITLE, "xlsx", 2_400_000)],
        }
    },
)
put("documents", {"value": {"title": "", "files": [None]}}, _("fichier supprimé"), "gone")
put("place", lambda scene: {"value": sketched(), **sketched()})
news = {"title": "Nos dernières nouvelles"}
put("cards", lambda scene: {"value": news, "publications": things.cards()})
put("cards", {"value": news, "publications": []}, _("rien à montrer"), "empty")


def filmed(scene: Scene) -> dict:
    made = previewed("video")(scene)
    return {**made, "value": {**made["value"], "poster": pictures.picture("rue")}}


put(
    "video",
    filmed,
    _("avec une image d’attente"),
    "poster",
    notes=(_("Le film ne se charge que dans une page du site."),),
)
put(
    "video",
    previewed("video", {"title": "Film", "url": "https://exemple.fr/film"}),
    _("hôte inconnu : rien"),
    "unknown",
)


def whole_body(scene: Scene) -> dict:
    value: StreamValue = BODY.normalize(bodies.every_block())
    return {"self": value, **BODY.get_context(value, parent_context={"chrome": scene.chrome})}


shelf("blocks/body.html", _("Un texte entier"), whole_body, wrapper="")
