"""Three sites that each have everything, and people of every role who work on the first one."""

from dataclasses import dataclass, field

from sites.accounts.models import User
from sites.councils import role_groups, roles
from sites.councils.models import Council
from tests import factories as people
from tests.cms.editing.isolation import marks
from tests.cms.editing.isolation.garden import Garden
from tests.cms.editing.isolation.planting import plant
from tests.cms.editing.isolation.sequences import counting_from, window

OURS, PORTALS, COUNCILS = 550_000_000, 660_000_000, 770_000_000

PSD = people.council_data(
    "psd", "Porte Saint-Denis – Paradis", slug="porte-saint-denis-paradis", position=2
)


@dataclass(frozen=True)
class Attacker:
    """Somebody, and the sites that are none of their business."""

    name: str
    user: User
    foreign: tuple[str, ...]  # names of gardens
    is_thorough: bool  # tries everything of each kind and every question, not a few
    duties: tuple[str, ...] = ()  # addresses (how they begin) where they serve other councils too


@dataclass
class World:
    gardens: dict[str, Garden] = field(default_factory=dict)
    attackers: dict[str, Attacker] = field(default_factory=dict)
    administrator: User | None = None

    @property
    def ours(self) -> Garden:
        return self.gardens["ours"]

    def foreign(self, attacker: Attacker) -> list[Garden]:
        return [self.gardens[name] for name in attacker.foreign]


def build() -> World:
    world = World()
    portal = people.make_portal()
    ours = people.make_council(people.LBA)
    with counting_from(OURS):
        world.gardens["ours"] = plant(ours, "ours", lambda what: f"Noisette {what}", _team(ours))
        _add_attackers(world, ours)
        world.administrator = people.UserFactory(email="racine@exemple.fr", pseudonym="Racine")
        world.administrator.groups.add(role_groups.group_for(roles.ADMINISTRATOR))
    with counting_from(PORTALS):
        world.gardens["portal"] = plant(
            portal,
            "portal",
            lambda what: marks.mark(marks.PORTAL, what),
            [
                ("editor", role_groups.group_for(roles.COORDINATOR)),
                ("contributor", role_groups.group_for(roles.COORDINATOR)),
            ],
        )
    with counting_from(COUNCILS):
        theirs = people.make_council(PSD)
        world.gardens["theirs"] = plant(
            theirs, "theirs", lambda what: marks.mark(marks.COUNCIL, what), _team(theirs)
        )
    two = world.attackers["two_roles"].user
    two.groups.add(role_groups.group_for(roles.MODERATOR, theirs))
    return world


def _team(council: Council) -> list:
    keys = (roles.CONTRIBUTOR, roles.EDITOR, roles.LEAD, roles.MODERATOR)
    return [(key, role_groups.group_for(key, council)) for key in keys]


ROLES_OF_COUNCIL = (roles.CONTRIBUTOR, roles.EDITOR, roles.LEAD, roles.MODERATOR)
ROLES_OF_ALL = (roles.TOWN_HALL, roles.INTEGRATOR, roles.COORDINATOR)
NAMES = (*ROLES_OF_COUNCIL, *ROLES_OF_ALL, "resident", "two_roles")
THOROUGH = (roles.LEAD, roles.COORDINATOR)  # the widest rights of a council, and of the portal
PORTAL_TOO = (roles.LEAD,)  # what keeps it apart is the rule that keeps councils apart
DUTIES = {
    roles.INTEGRATOR: ("themes_admin:",),
    roles.COORDINATOR: (
        *(f"wagtailsnippets_quartiers_pages_{shared}:edit" for shared in ("place", "topic")),
        "forums_admin:sites",  # on which sites a council's forums are listed
    ),
    "two_roles": (  # moderates theirs
        "suspensions_admin:",
        "moderation_admin:",
        "forums_admin:",
        "pseudonym_history",
        "teams:leave",
    ),
}


def _add_attackers(world: World, ours: Council) -> None:
    for name in NAMES:
        user = people.UserFactory(email=f"{name}@exemple.fr", pseudonym=f"Attaque {name}")
        if name in ROLES_OF_COUNCIL:
            user.groups.add(role_groups.group_for(name, ours))
        elif name in ROLES_OF_ALL:
            user.groups.add(role_groups.group_for(name))
        elif name == "two_roles":
            user.groups.add(role_groups.group_for(roles.EDITOR, ours))
        foreign = ("theirs", "portal") if name in PORTAL_TOO else ("theirs",)
        world.attackers[name] = Attacker(
            name, user, foreign, name in THOROUGH, DUTIES.get(name, ())
        )


WINDOWS = {"portal": window(PORTALS), "theirs": window(COUNCILS)}


def public_keys(world: World) -> set[int]:
    """Keys that everybody may read and refer to: councils, their sites, what they published."""
    keys = set()
    for garden in world.gardens.values():
        keys |= {garden.owner.pk, garden.owner.site.pk}
        pages = garden.owner.site.root_page.get_descendants(inclusive=True).live().public()
        keys |= set(pages.values_list("pk", flat=True))
        keys |= {
            thing.pk
            for kind in ("shared_place", "shared_topic", "forum_root")  # its address has the key
            for thing in garden.of(kind).values()
        }
    return keys


def kept(world: World) -> dict[str, set[int]]:
    """What the portal had before this world was made."""
    portal = world.gardens["portal"].owner
    pages = portal.site.root_page.get_descendants(inclusive=True)
    return {
        "wagtailcore_page": set(pages.values_list("pk", flat=True)),
        "wagtailcore_site": {portal.site.pk},
        "wagtailcore_collection": {portal.collection.pk},
    }
