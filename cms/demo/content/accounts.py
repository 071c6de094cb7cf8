"""Who can sign in to the demo. The people are invented; they carry plant names only."""

from dataclasses import dataclass

from sites.councils import roles

from .sites import CODES

MAIL_DOMAIN = "quartiers.example"  # RFC 2606: nobody's, for ever
PASSWORD = "six-conseils-au-fil-du-canal"  # noqa: S105 (printed: it opens the demo only)


@dataclass(frozen=True)
class Account:
    """``councils`` are codes; a role of the whole install names none. ``what`` is for the start
    page: what this account may do."""

    name: str
    pseudonym: str
    role: str = ""
    councils: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.name}@{MAIL_DOMAIN}"


EVERYWHERE = (
    Account("admin", "Administration", roles.ADMINISTRATOR),
    Account("coordination", "Coordination", roles.COORDINATOR),
    Account("moderation", "Modération", roles.MODERATOR, CODES),
    Account("mairie", "Mairie", roles.TOWN_HALL),
    Account("integration", "Intégration", roles.INTEGRATOR),
)

# By council: editor, first lead, second lead, contributor.
_VOLUNTEERS = {
    "cel": ("Capucine de Lancry", "Tilleul de Lancry", "Bleuet des Marais", "Garance R."),
    "fth": ("Garance du Temple", "Sureau du Temple", "Mauve de l’Hôpital", "Genêt T."),
    "gab": ("Bleuet des Écluses", "Capucine Belles", "Tilleul du Terrage", "Lilas F."),
    "lba": ("Lilas de l’Aqueduc", "Genêt Louis-Blanc", "Garance du Nord", "Sureau B."),
    "psd": ("Mauve de Paradis", "Bleuet du Faubourg", "Lilas des Portes", "Tilleul P."),
    "svp": ("Tilleul de Chabrol", "Mauve du Nord", "Genêt de Liszt", "Capucine D."),
}
_DUTIES = (
    ("editrice", roles.EDITOR),
    ("responsable", roles.LEAD),
    ("responsable2", roles.LEAD),
    ("contribution", roles.CONTRIBUTOR),
)
_RESIDENTS = {
    "cel": ("Sureau", "Lilas10", "Genêt de Bonsergent"),
    "fth": ("Capucine", "Bleuet", "Lilas de Sainte-Marthe"),
    "gab": ("Lilas", "Mauve", "Sureau Desnos"),
    "lba": ("Garance", "Tilleul", "Capucine du 206"),
    "psd": ("Genêt", "Mauve75", "Sureau de Brady"),
    "svp": ("Bleuet du Louxor", "Garance M.", "Lilas Cavaillé"),
}


def _volunteers(code: str) -> tuple[Account, ...]:
    return tuple(
        Account(f"{duty}.{code}", pseudonym, role, (code,))
        for (duty, role), pseudonym in zip(_DUTIES, _VOLUNTEERS[code], strict=True)
    )


def _residents(code: str) -> tuple[Account, ...]:
    return tuple(
        Account(f"habitant{number}.{code}", pseudonym)
        for number, pseudonym in enumerate(_RESIDENTS[code], start=1)
    )


# What a resident was called before, for the moderation's list of former names.
FORMER = {"habitant2.cel": "Lilas Dix", "habitant1.lba": "Garance du Nord-Est"}

VOLUNTEERS = {code: _volunteers(code) for code in CODES}
RESIDENTS = {code: _residents(code) for code in CODES}


def everybody() -> list[Account]:
    """All accounts of the demo, those of the whole install first, then by council."""
    local = [one for code in CODES for one in (*VOLUNTEERS[code], *RESIDENTS[code])]
    return [*EVERYWHERE, *local]
