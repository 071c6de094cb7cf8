"""manage.py purge_forms: delete answers that are older than their form promises to keep them."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.forms.models import FormSubmission

from cms.pages.models import FormPage


class Command(BaseCommand):
    help = _("Efface les réponses aux formulaires plus anciennes que leur durée de conservation.")

    def handle(self, **options):
        count = sum(purge(form) for form in FormPage.objects.only("pk", "retention_days"))
        self.stdout.write(_("%(count)d réponses effacées.") % {"count": count})


def purge(form: FormPage) -> int:
    """Delete the answers to ``form`` whose time is over; returns how many."""
    kept_since = timezone.now() - timedelta(days=form.retention_days)
    return FormSubmission.objects.filter(page_id=form.pk, submit_time__lte=kept_since).delete()[0]
