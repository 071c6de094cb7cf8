"""What a site's legal texts are written from: its settings, completed by the portal's."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from sites.councils.hosts import table

from .models.settings import SiteSettings

NOTICE_SLUG, PRIVACY_SLUG, ACCESSIBILITY_SLUG = (
    "mentions-legales",
    "donnees-personnelles",
    "accessibilite",
)
INHERITED = (
    *("publisher_name", "publisher_address", "publisher_phone", "director"),
    *("hosting_name", "hosting_address", "hosting_phone"),
    *("controller", "dpo", "accessibility_plan"),
)
TOGETHER = {  # who names another structure than the portal's says everything about it
    "publisher_name": (
        *("publisher_address", "publisher_phone", "director"),
        *("controller", "dpo", "accessibility_plan"),
    ),
    "hosting_name": ("hosting_address", "hosting_phone"),
}
AUDIT_YEARS = 3  # how long an audit counts (décret n° 2019-768, article 5)


class Conformity(Enum):
    """What a site may say of its accessibility."""

    NONE, PARTIAL, FULL = "none", "partial", "full"

    @property
    def words(self) -> str | Promise:
        return STATES[self]


STATES = {
    Conformity.NONE: _("non conforme"),
    Conformity.PARTIAL: _("partiellement conforme"),
    Conformity.FULL: _("totalement conforme"),
}


@dataclass(frozen=True)
class Lack:
    """A fact that is missing, in words that follow « Il manque : »; ``field`` is where it goes."""

    field: str
    words: str | Promise


NOTICE = (
    Lack("publisher_name", _("le nom de l’éditeur")),
    Lack("publisher_address", _("l’adresse de l’éditeur")),
    Lack("publisher_phone", _("le téléphone de l’éditeur")),
    Lack("director", _("la direction de la publication")),
    Lack("hosting_name", _("le nom de l’hébergeur")),
    Lack("hosting_address", _("l’adresse de l’hébergeur")),
    Lack("hosting_phone", _("le téléphone de l’hébergeur")),
)
PRIVACY = (
    Lack("controller", _("le responsable du traitement")),
    Lack("privacy_email", _("une adresse où écrire pour ses données")),
    Lack("dpo", _("la délégation à la protection des données")),
)
ACCESSIBILITY = (
    Lack("publisher_name", _("le nom de l’éditeur")),
    Lack("contact_email", _("une adresse où signaler une difficulté")),
    Lack("accessibility_plan", _("le schéma pluriannuel d’accessibilité")),
)
NEEDED = {
    NOTICE_SLUG: NOTICE,
    PRIVACY_SLUG: PRIVACY,
    ACCESSIBILITY_SLUG: ACCESSIBILITY,
}


@dataclass(frozen=True)
class Facts:
    """What one site says of itself. Empty text for what nobody has told.

    ``inherited`` names the facts that are the portal's.
    """

    site_name: str
    root_url: str = ""
    contact_email: str = ""
    publisher_name: str = ""
    publisher_address: str = ""
    publisher_phone: str = ""
    director: str = ""
    hosting_name: str = ""
    hosting_address: str = ""
    hosting_phone: str = ""
    controller: str = ""
    privacy_email: str = ""
    dpo: str = ""
    accessibility_plan: str = ""
    audit_date: date | None = None
    audit_by: str = ""
    audit_rate: str = ""
    audit_scope: str = ""
    audit_tools: str = ""
    nonconformities: str = ""
    derogations: str = ""
    exemptions: str = ""
    inherited: frozenset[str] = field(default_factory=frozenset)

    @property
    def audit_lapses(self) -> date | None:
        """The first day on which the audit no longer counts."""
        return years_after(self.audit_date, AUDIT_YEARS) if self.audit_date else None

    @property
    def has_audit(self) -> bool:
        """Whether there is an audit that counts today."""
        return bool(self.audit_lapses and timezone.localdate() < self.audit_lapses)

    @property
    def conformity(self) -> Conformity:
        if not self.has_audit or float(self.audit_rate) < 50:
            return Conformity.NONE
        return Conformity.FULL if float(self.audit_rate) >= 100 else Conformity.PARTIAL

    def lacks(self, slug: str) -> list[Lack]:
        """What the text at this address still misses, in the order in which it says it."""
        return [lack for lack in NEEDED.get(slug, ()) if not getattr(self, lack.field)]

    @property
    def all_lacks(self) -> list[Lack]:
        """What all legal texts miss, each fact once."""
        found = {lack.field: lack for slug in NEEDED for lack in self.lacks(slug)}
        return list(found.values())


def years_after(day: date, years: int) -> date:
    """The same day of a later year; the first of March for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def facts_of(site: Site) -> Facts:
    """The facts of ``site`` as they are stored. One query."""
    known = table()
    keys = {site.pk, known.portal.site_id if known.portal else site.pk}
    rows = {one.site_id: one for one in SiteSettings.objects.filter(site__in=keys)}
    own = rows.pop(site.pk, None) or SiteSettings(site=site)
    above = next(iter(rows.values()), None)
    return gather(own, above, _name_of(site), site.root_url)


def gather(own: SiteSettings, above: SiteSettings | None, name: str, root_url: str = "") -> Facts:
    """The facts that ``own`` and the settings it inherits from make together."""
    told = {key: getattr(own, key) for key in INHERITED}
    inherited = {key for key in INHERITED if above and not told[key] and getattr(above, key)}
    for key, parts in TOGETHER.items():
        if told[key]:
            inherited -= set(parts)
    told |= {key: getattr(above, key) for key in inherited}
    told["controller"] = told["controller"] or told["publisher_name"]
    return Facts(
        site_name=name,
        root_url=root_url,
        contact_email=own.contact_email,
        privacy_email=own.privacy_email or own.contact_email,
        **told,
        audit_date=own.audit_date,
        audit_by=own.audit_by,
        audit_rate="" if own.audit_rate is None else f"{Decimal(own.audit_rate).normalize():f}",
        audit_scope=own.audit_scope,
        audit_tools=own.audit_tools,
        nonconformities=own.nonconformities,
        derogations=own.derogations,
        exemptions=own.exemptions,
        inherited=frozenset(inherited),
    )


def _name_of(site: Site) -> str:
    known = table()
    for owner in (known.portal, *(entry.council for entry in known.neighbours)):
        if owner and owner.site_id == site.pk:
            return owner.name
    return site.site_name
