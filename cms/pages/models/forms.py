"""Forms that residents fill in: the contact form and those that editors make."""

import logging

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import InterfaceError, OperationalError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import AbstractFormField, FormMixin

from sites.notifications import outbox

from ..form_guard import GuardedFormBuilder, too_many
from ..page_form import PageForm
from .base import BasePage

logger = logging.getLogger(__name__)
SENT = "envoye"  # ?envoye=1 after a form was sent: reloading the page sends nothing again


class FieldsForm(PageForm, WagtailAdminFormPageForm):
    """Two fields of one form may not have the same name; the rest is as for every page."""


class FormPage(FormMixin, BasePage):
    """A form: what it is for and how long answers are kept stand beside it."""

    form_builder = GuardedFormBuilder
    base_form_class = FieldsForm

    intro = models.TextField(_("introduction"), blank=True, max_length=600)
    thanks = models.TextField(
        _("message de remerciement"),
        max_length=400,
        default=_now("Votre message est bien arrivé. L’équipe vous répond dès que possible."),
    )
    purpose = models.CharField(
        _("à quoi servent les réponses"),
        max_length=200,
        help_text=_("Par exemple : « répondre à votre message »."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("durée de conservation (jours)"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(1095)],
        help_text=_("Les réponses sont effacées ensuite, sans intervention."),
    )
    to_address = models.EmailField(
        _("prévenir à cette adresse"),
        blank=True,
        help_text=_("Une adresse du conseil ; les réponses restent aussi dans l’administration."),
    )

    subpage_types: list[str] = []
    page_description = _("Un formulaire dont vous lisez les réponses dans l’administration.")
    content_panels = [
        *BasePage.head_panels,
        FieldPanel("intro"),
        InlinePanel(
            "form_fields",
            heading=_("Champs"),
            label=_("champ"),
            min_num=1,
            help_text=_(
                "Ne demandez que ce qui sert à répondre : ni adresse postale, ni téléphone."
            ),
        ),
        FieldPanel("to_address"),
        MultiFieldPanel(
            [FieldPanel("purpose"), FieldPanel("retention_days")], heading=_("Vie privée")
        ),
        FieldPanel("thanks"),
    ]

    class Meta:
        verbose_name = _("formulaire")
        verbose_name_plural = _("formulaires")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            form = self.get_form(page=self, user=request.user)
            return self._show(request, form, sent=SENT in request.GET)
        form = self.get_form(request.POST, request.FILES, page=self, user=request.user)
        if form.is_valid():
            if form.is_trapped:  # a machine filled the field nobody sees: it need not know
                return HttpResponseRedirect(f"{request.path}?{SENT}=1")
            if not too_many(request):
                self.process_form_submission(form)
                return HttpResponseRedirect(f"{request.path}?{SENT}=1")
            form.add_error(
                None,
                _now("Trop de messages à la suite. Gardez ce texte et réessayez dans une heure."),
            )
        return self._show(request, form, status=422)

    def _show(self, request, form, *, sent: bool = False, status: int = 200) -> HttpResponse:
        context = self.get_context(request) | {"form": form, "sent": sent}
        return TemplateResponse(request, self.get_template(request), context, status=status)

    def process_form_submission(self, form):
        with transaction.atomic():
            submission = super().process_form_submission(form)
            if self.to_address:
                self.notify(form)
        return submission

    def notify(self, form) -> None:
        """Tell the council. A mail that cannot be made costs nobody the answer they wrote."""
        try:
            with transaction.atomic():
                self._post(form)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # an address that no mail goes to, a template that fails…
            logger.exception("form %s: no mail for the council could be made", self.pk)

    def _post(self, form) -> None:
        sender = form.sender_address()
        site = self.get_site()
        context = {
            "title": " ".join(self.title.split()),
            "answers": form.written(),
            "link": self.get_full_url(),
            "can_answer": bool(sender),
        }
        outbox.post("contact", self.to_address, context, site=site, reply_to=sender)

    def serve_preview(self, request, mode_name):
        form = self.get_form(page=self, user=request.user)
        return self._show(request, form)

    @property
    def publication_text(self) -> str:
        return self.intro


class FormField(AbstractFormField):
    page = ParentalKey(FormPage, related_name="form_fields")

    panels = [
        FieldPanel(
            "label",
            heading=_("Ce que vous demandez"),
            help_text=_("« Votre prénom », « Combien serez-vous ? »"),
        ),
        FieldPanel(
            "field_type",
            heading=_("Genre de réponse"),
            classname="formbuilder-type",
            required_on_save=True,
        ),
        FieldPanel("required", heading=_("Réponse obligatoire")),
        FieldPanel("help_text", heading=_("Précision"), help_text=_("Affichée sous la question.")),
        FieldPanel(
            "choices",
            heading=_("Réponses proposées"),
            help_text=_("Une par ligne, pour les listes et les cases à cocher."),
            classname="formbuilder-choices",
        ),
        FieldPanel(
            "default_value",
            heading=_("Réponse déjà écrite"),
            help_text=_("Presque toujours vide."),
            classname="formbuilder-default",
        ),
    ]
