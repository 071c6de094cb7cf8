"""The kinds of public things, in words. A new kind is one line here."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

NEWS, DOCUMENT, GALLERY, TOPIC, PAGE = "news", "document", "gallery", "topic", "page"
MEETING, EVENT, DECISION = "meeting", "event", "decision"


@dataclass(frozen=True)
class Kind:
    """``label`` stands beside one thing, ``plural`` over a list; ``listed`` things have a list."""

    key: str
    label: str
    plural: str
    listed: bool = True


KINDS = {
    kind.key: kind
    for kind in (
        Kind(MEETING, _("Séance"), _("Séances")),
        Kind(DECISION, _("Décision"), _("Décisions")),
        Kind(EVENT, _("Événement"), _("Événements")),
        Kind(NEWS, _("Actualité"), _("Actualités")),
        Kind(DOCUMENT, _("Document"), _("Documents")),
        Kind(GALLERY, _("Photos"), _("Galeries de photos")),
        Kind(TOPIC, _("Sujet du forum"), _("Sujets du forum")),
        Kind(PAGE, _("Page"), _("Pages"), listed=False),
    )
}
KIND_CHOICES = [(kind.key, kind.label) for kind in KINDS.values()]
