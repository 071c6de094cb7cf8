"""Streets and the councils they lie in."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

COUNCIL = "quartiers_councils.Council"


class Street(models.Model):
    """A street of the district, as the city writes it.

    ``key`` is its name as it is compared (streets.py). ``credit`` says where its councils are known
    from.
    """

    name = models.CharField(_("nom"), max_length=120)
    key = models.CharField(max_length=160, unique=True, editable=False)
    credit = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("rue")
        verbose_name_plural = _("rues")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name


class Stretch(models.Model):
    """The part of a street that lies in one council: all of it, one side, or some numbers.

    A street along a border has one for each council, in the order of ``position``. ``first`` and
    ``last`` are the numbers between which it lies, empty for no limit.
    """

    class Side(models.TextChoices):
        BOTH = "", _("tous les numéros")
        ODD = "odd", _("numéros impairs")
        EVEN = "even", _("numéros pairs")

    street = models.ForeignKey(Street, models.CASCADE, related_name="stretches")
    council = models.ForeignKey(COUNCIL, models.CASCADE, related_name="stretches")
    position = models.PositiveSmallIntegerField(default=0)
    side = models.CharField(max_length=4, choices=Side.choices, blank=True, default="")
    first = models.PositiveSmallIntegerField(null=True, blank=True)
    last = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("partie de rue")
        verbose_name_plural = _("parties de rue")
        ordering = ("street", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["street", "position"], name="quartiers_stretch_position"
            ),
            models.CheckConstraint(
                condition=Q(first=None) | Q(last=None) | Q(first__lte=F("last")),
                name="quartiers_stretch_runs_upwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street} – {self.council}"

    @property
    def words(self) -> str:
        """Which part of the street it is (« numéros pairs, du 2 au 48 »); empty for all of it."""
        side = str(self.get_side_display()) if self.side else ""
        return ", ".join(part for part in (side, self._numbers()) if part)

    def _numbers(self) -> str:
        span = {"first": self.first, "last": self.last}
        if self.first and self.last:
            return gettext("du %(first)d au %(last)d") % span
        if self.first:
            return gettext("à partir du %(first)d") % span
        return gettext("jusqu’au %(last)d") % span if self.last else ""
