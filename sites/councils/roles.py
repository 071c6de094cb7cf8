"""Roles as data: what each may do, kept in code and written to the database after every migrate.

A role is given through an auth group: one per council for council roles, one for the install for
the others. ``sync()`` makes groups and rights equal to this table: it adds what is missing and
takes away what the table does not grant, so that no right survives by accident.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

CONTRIBUTOR, EDITOR, LEAD = "contributor", "editor", "lead"
MODERATOR, TOWN_HALL = "moderator", "town_hall"
COORDINATOR, INTEGRATOR, ADMINISTRATOR = "coordinator", "integrator", "administrator"


@dataclass(frozen=True)
class Role:
    """One line of the table of roles.

    ``pages`` are Wagtail page permissions on the council's (or the portal's) home; ``files`` are
    collection permissions for images and documents alike.
    """

    key: str
    label: str
    per_council: bool
    on_portal: bool = False
    admin: bool = True
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


_WRITE = ("add",)
_PUBLISH = ("add", "change", "publish", "lock", "unlock")
_FILES = ("add", "change", "choose")
_EVERYTHING = (*_PUBLISH, "bulk_delete")

ROLES = (
    Role(CONTRIBUTOR, _("Contribution"), True, pages=_WRITE, files=("add", "choose")),
    Role(EDITOR, _("Rédaction"), True, pages=_PUBLISH, files=_FILES),
    Role(LEAD, _("Responsable"), True, pages=_PUBLISH, files=_FILES),
    Role(MODERATOR, _("Modération"), True),
    Role(TOWN_HALL, _("Mairie"), False),
    Role(COORDINATOR, _("Coordination"), False, on_portal=True, pages=_PUBLISH, files=_FILES),
    Role(INTEGRATOR, _("Intégration"), False),
    Role(ADMINISTRATOR, _("Administration"), False, pages=_EVERYTHING, files=_FILES),
)
ROLE_CHOICES = [(role.key, role.label) for role in ROLES]

_granted: dict[str, "Rights"] = {}


@dataclass(frozen=True)
class Rights:
    """Rights on models of upper floors, as ``app_label.codename``.

    ``settings`` are held for the role's own site only, ``models`` for the whole install.
    """

    settings: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


def grant(rights: Rights, *role_keys: str) -> None:
    """Let an upper floor give roles a right on a model of its own (from ``AppConfig.ready``)."""
    for key in role_keys:
        known = _granted.get(key, Rights())
        _granted[key] = Rights(known.settings + rights.settings, known.models + rights.models)


def rights_of(role: Role) -> Rights:
    """What upper floors gave ``role``."""
    return _granted.get(role.key, Rights())


def sync_after_migrate(sender, **kwargs) -> None:
    """Bring groups in line after every migrate (and after a test flushed the database)."""
    from .role_groups import sync_after_migrate as sync

    sync(sender)
