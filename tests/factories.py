"""What tests of every floor are made of: a portal, councils, people."""

import factory

from sites.accounts.models import User
from sites.councils.models import Council, Portal
from sites.councils.onboarding import CouncilData, create_council, create_portal
from sites.moderation import charter

PORT = 8000
PASSWORD = "sept-ponts-et-deux-gares"


def host(prefix: str) -> str:
    """The host name of a site in tests: ``host("lba")``, ``host("")`` for the portal."""
    return f"{prefix}.quartiers.localhost" if prefix else "quartiers.localhost"


def council_data(code: str, name: str, **more) -> CouncilData:
    """What an operator would say about the council ``code``."""
    return CouncilData(**{"name": name, "slug": code, "host": host(code), "code": code} | more)


LBA = council_data("lba", "Louis Blanc – Aqueduc", slug="louis-blanc-aqueduc", city_number="042")
CEL = council_data(
    "cel", "Château d’Eau – Lancry", slug="chateau-d-eau-lancry", city_number="044", position=1
)


def make_portal() -> Portal:
    """The portal of the install, made when it is not there."""
    known = Portal.objects.select_related("site__root_page", "collection").first()
    return known or create_portal("Les conseils de quartier du 10e", "10e", host(""), PORT)[0]


def make_council(data: CouncilData) -> Council:
    """A council with its site, pages, groups; the one that is there if it exists."""
    make_portal()
    known = Council.objects.select_related("site__root_page", "collection").filter(slug=data.slug)
    return known.first() or create_council(data)[0]


class UserFactory(factory.django.DjangoModelFactory):
    """A resident who accepts the charter: no role; the password is ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    pseudonym = factory.Sequence(lambda n: f"Lilas {n}")
    password = factory.django.Password(PASSWORD)
    charter_version = charter.VERSION
