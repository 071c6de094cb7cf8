"""Who makes up a council: its team and its commissions. No private contact, ever."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from ..blocks import BodyBlock, text_of
from .base import BasePage, SharedPage


class TeamPage(BasePage):
    """The steering team (« équipe d’animation »)."""

    intro = models.TextField(_("introduction"), blank=True, max_length=600)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("texte"))

    subpage_types: list[str] = []
    page_description = _("L’équipe d’animation et ses membres.")
    content_panels = [
        *BasePage.head_panels,
        FieldPanel("intro"),
        InlinePanel("members", heading=_("Membres"), label=_("membre")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("équipe d’animation")

    @property
    def publication_text(self) -> str:
        return f"{self.intro} {text_of(self.body)}"

    def current_members(self) -> list["Member"]:
        """Members whose mandate runs today, in the order editors gave."""
        today = timezone.localdate()
        return [m for m in self.members.all() if m.serves_on(today)]


class Member(Orderable):
    """A person as the public sees them, by their own consent."""

    page = ParentalKey(TeamPage, related_name="members")
    display_name = models.CharField(_("nom affiché"), max_length=80)
    role = models.CharField(_("fonction"), max_length=80, blank=True)
    college = models.CharField(
        _("collège"),
        max_length=60,
        blank=True,
        help_text=_("Par exemple : habitants, associations, personnes désignées."),
    )
    since = models.DateField(_("depuis le"), null=True, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    consent_date = models.DateField(
        _("accord donné le"),
        help_text=_("Date à laquelle la personne a accepté de figurer ici."),
    )
    photo = models.ForeignKey(
        "quartiers_pages.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )

    panels = [
        FieldRowPanel([FieldPanel("display_name"), FieldPanel("role")]),
        FieldPanel("college"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        FieldPanel("consent_date"),
        FieldPanel("photo"),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="quartiers_member_until_after_since",
                violation_error_message=_("La date de fin précède la date de début."),
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    def serves_on(self, day) -> bool:
        """Whether the mandate covers ``day``; open ends count as for ever."""
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


class CommissionPage(SharedPage):
    """A working commission of a council, and whether one can join it."""

    mandate = models.TextField(
        _("mandat"), max_length=600, help_text=_("De quoi cette commission s’occupe.")
    )
    open_to_join = models.BooleanField(_("ouverte à toutes et tous"), default=True)
    meets = models.CharField(
        _("se réunit"),
        max_length=160,
        blank=True,
        help_text=_("Par exemple : « le premier mardi du mois à 18 h 30, au 206, quai de Valmy »."),
    )
    referent = models.CharField(
        _("référent ou référente"),
        max_length=120,
        blank=True,
        help_text=_("Prénom ou fonction ; jamais de téléphone ni d’adresse personnelle."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("texte"))

    subpage_types: list[str] = []
    page_description = _("Une commission : son mandat, ses rendez-vous, comment la rejoindre.")
    content_panels = [
        *SharedPage.head_panels,
        FieldPanel("mandate"),
        MultiFieldPanel(
            [FieldPanel("meets"), FieldPanel("referent"), FieldPanel("open_to_join")],
            heading=_("La rejoindre"),
        ),
        FieldPanel("body"),
        *SharedPage.image_panels,
        *SharedPage.shared_panels,
    ]

    class Meta:
        verbose_name = _("commission")
        verbose_name_plural = _("commissions")

    @property
    def publication_text(self) -> str:
        return f"{self.mandate} {text_of(self.body)}"
