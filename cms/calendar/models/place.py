"""Where something takes place: one of the shared places, words, or both."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Whereabouts(models.Model):
    """A place of the list, and words: a room in it, or somewhere that is not in the list."""

    place = models.ForeignKey(
        "quartiers_pages.Place",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lieu"),
    )
    place_words = models.CharField(
        _("salle, ou lieu hors de la liste"),
        max_length=160,
        blank=True,
        help_text=_("« Salle 2, au premier étage », ou l’adresse d’un lieu que la liste n’a pas."),
    )

    class Meta:
        abstract = True

    @property
    def has_place(self) -> bool:
        return bool(self.place_id or self.place_words)

    @property
    def place_name(self) -> str:
        """The place on one line, without its address."""
        return ", ".join(filter(None, (self.place.name if self.place else "", self.place_words)))

    @property
    def place_line(self) -> str:
        """The place with its address, as a calendar wants it."""
        known = (self.place.name, self.place.address) if self.place else ()
        return ", ".join(filter(None, (*known, self.place_words)))

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude, when they are known."""
        if not self.place:
            return None
        return float(self.place.latitude), float(self.place.longitude)
