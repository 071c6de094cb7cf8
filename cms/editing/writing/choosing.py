"""Types of pages as volunteers choose among them: what for, in the order of use.

Whatever is not in the table is listed after it, by name: a new type is never hidden.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .starting.offers import Offer, offers

# By name of the model, the most used first: when one wants it.
WHEN: dict[str, str | Promise] = {
    "newspage": _("Pour annoncer, raconter, remercier. Elle a une date et vieillit."),
    "meetingpage": _("Pour réunir : la date, l’ordre du jour, puis le compte rendu."),
    "eventpage": _("Pour un rendez-vous : une date, un lieu, et le calendrier des gens."),
    "gallerypage": _("Quand les photos racontent mieux qu’un texte."),
    "councildocument": _("Pour ce que l’on garde et que l’on cherche : charte, bilan, budget."),
    "standardpage": _("Pour ce qui reste vrai longtemps : une présentation, un dossier."),
    "commissionpage": _("Une par commission, pour dire ce qu’elle fait et quand elle se réunit."),
    "teampage": _("Une seule suffit : qui anime le conseil."),
    "faqpage": _("Pour répondre une fois à ce que l’on vous demande sans cesse."),
    "formpage": _("Pour recevoir des inscriptions ou des messages."),
    "legalpage": _("Pour un règlement ou un texte obligatoire, avec sa version."),
}


@dataclass(frozen=True)
class Choice:
    """A type of page with what there is to begin one from. ``sketch`` is a drawing's template."""

    label: str
    description: str
    when: str
    url: str
    sketch: str
    own: list[Offer]
    shipped: list[Offer]


def choices(parent: Page) -> list[Choice]:
    """What may be added below ``parent``, in the order of use."""
    models = [m for m in type(parent).creatable_subpage_models() if m.can_create_at(parent)]
    return [_choice(model, parent) for model in sorted(models, key=_order)]


def _order(model: type[Page]) -> tuple[int, str]:
    name, known = model._meta.model_name or "", list(WHEN)
    return (known.index(name) if name in known else len(known), str(model.get_verbose_name()))


def _choice(model: type[Page], parent: Page) -> Choice:
    name = model._meta.model_name or ""
    own, shipped = offers(model, parent)
    return Choice(
        label=model.get_verbose_name(),
        description=model.get_page_description(),
        when=str(WHEN.get(name, "")),
        url=reverse("wagtailadmin_pages:add", args=[model._meta.app_label, name, parent.pk]),
        sketch=f"wagtailadmin/writing/sketches/{name if name in WHEN else 'standardpage'}.svg",
        own=own,
        shipped=shipped,
    )
