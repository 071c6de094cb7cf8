"""Making the themes and places that pages refer to."""

from django.utils.text import slugify

from cms.demo.content import taxonomy as content
from cms.pages.models import Place, Topic

from .demo import Demo


def make_taxonomy(demo: Demo) -> None:
    """Every theme and place; those that are there stay."""
    for name in content.TOPICS:
        slug = slugify(name)
        demo.topics[slug], _is_new = Topic.objects.get_or_create(slug=slug, defaults={"name": name})
    for spot in content.PLACES:
        facts = {
            "address": spot.address,
            "latitude": spot.latitude,
            "longitude": spot.longitude,
            "transport": spot.transport,
            "access_notes": spot.access,
            "council": demo.council(spot.council),
        }
        place, _is_new = Place.objects.get_or_create(name=spot.name, defaults=facts)
        demo.places[spot.name] = place
