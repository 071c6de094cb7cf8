"""What was there and what came after: officials, attachments, corrections."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable


class Official(Orderable):
    """Somebody who was there by office: the function is public, the name is not needed."""

    page = ParentalKey("quartiers_meetings.MeetingPage", related_name="officials")
    function = models.CharField(
        _("fonction"),
        max_length=120,
        help_text=_("« Adjointe à la maire chargée de la voirie », « commissariat du 10e »."),
    )

    panels = [FieldPanel("function")]

    class Meta(Orderable.Meta):
        verbose_name = _("fonction représentée")
        verbose_name_plural = _("fonctions représentées")

    def __str__(self) -> str:
        return self.function


class Attachment(Orderable):
    """A document of the council that goes with the meeting."""

    page = ParentalKey("quartiers_meetings.MeetingPage", related_name="attachments")
    document = models.ForeignKey(
        "quartiers_pages.CouncilDocument",
        models.CASCADE,
        related_name="+",
        verbose_name=_("document"),
    )

    panels = [PageChooserPanel("document", "quartiers_pages.CouncilDocument")]

    class Meta(Orderable.Meta):
        verbose_name = _("document joint")
        verbose_name_plural = _("documents joints")

    def __str__(self) -> str:
        return str(self.document)


class Erratum(Orderable):
    """A correction to approved minutes: they are not rewritten, what was wrong is said below."""

    page = ParentalKey("quartiers_meetings.MeetingPage", related_name="errata")
    date = models.DateField(_("date"), default=timezone.localdate)
    text = models.TextField(
        _("correction"), max_length=600, help_text=_("Ce qui était écrit, et ce qu’il faut lire.")
    )

    panels = [FieldPanel("date"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")

    def __str__(self) -> str:
        return self.text
