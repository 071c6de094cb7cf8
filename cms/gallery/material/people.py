"""Neighbours who exist nowhere else, with the names that test a page."""

from datetime import date

from cms.pages.models import Member
from sites.accounts.models import User

from . import pictures

RIGHT_TO_LEFT = "ليلى بن عمر"
LONG_NAME = "Marie-Hélène de La Rochefoucauld-Vandenbroucke"
AGREED = date(2026, 1, 12)


def member(name: str = "Awa Diallo", **fields) -> Member:
    told = {
        "role": "Coprésidente",
        "college": "Habitants",
        "since": date(2024, 3, 1),
        "consent_date": AGREED,
    }
    return Member(display_name=name, **(told | fields))


def members() -> list[Member]:
    return [
        member(photo=pictures.picture("place")),
        member("Bruno K.", role="Trésorier", since=None),
        member(RIGHT_TO_LEFT, role="", college="Associations"),
        member(LONG_NAME, role="Référente de la commission espaces publics et mobilités"),
    ]


def user(pseudonym: str = "Sureau", email: str = "sureau@exemple.fr") -> User:
    return User(pseudonym=pseudonym, email=email)
