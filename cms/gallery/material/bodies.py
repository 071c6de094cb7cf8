"""Bodies of text, written with every block that needs no row of the database."""

from . import pictures, things

RICH = (
    "<p>La prochaine séance aura lieu <b>jeudi 12 mars à 19 h</b>, à l’école de la rue de "
    "l’Aqueduc. Elle est <a href='/seances/'>ouverte à toutes et tous</a> ; on peut y proposer :"
    "</p>"
    "<ul><li>un point à l’ordre du jour ;</li><li>une question à la mairie.</li></ul>"
)


def short() -> list[tuple]:
    return [("text", RICH)]


def every_block() -> list[tuple]:
    """As an editor would use them, one after the other."""
    from cms.pages.blocks import BodyBlock

    shown = {name: block.meta for name, block in BodyBlock().child_blocks.items()}
    order = ("heading", "text", "callout", "quote", "figures", "steps", "accordion", "table",
             "action")  # fmt: skip
    told = [(name, shown[name].preview_value) for name in order]
    return [*told, ("image", image()), ("heading", {"text": things.LONG_TITLE, "level": "h3"}),
            *short()]  # fmt: skip


def image() -> dict:
    return {
        "image": pictures.picture("rue", "Awa Diallo"),
        "alt": "Des façades au soleil",
        "caption": "Rue de l’Aqueduc, un dimanche de novembre",
        "decorative": False,
    }


def images() -> list[dict]:
    plain = {"caption": "", "decorative": False}
    return [{**plain, "image": pictures.picture(m), "alt": f"Vue : {m}"} for m in pictures.MOTIFS]
