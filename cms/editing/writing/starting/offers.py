"""What the form of a new page, and the choice of its type, offer to begin with."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.models import Page

from .filling import PARAMETER
from .kept import kept_for
from .shipped import shipped_for


@dataclass(frozen=True)
class Offer:
    label: str
    use: str
    url: str


def offers(model: type[Page], parent: Page) -> tuple[list[Offer], list[Offer]]:
    """The site's own starting points for such a page, and those that come with Quartiers."""
    form = reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk]
    )

    def offer(label: str, use: str, choice: str) -> Offer:
        return Offer(label, use, f"{form}?{urlencode({PARAMETER: choice})}")

    own = [offer(kept.name, "", f"garde:{kept.pk}") for kept in kept_for(model, parent)]
    ours = [offer(s.label(), s.use(), f"fourni:{s.key}") for s in shipped_for(model)]
    return own, ours
