"""manage.py end_suspensions: give back roles whose suspension is over (see settings.ROUTINE).

The suspension itself ends at its hour whether this runs or not.
"""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sites.moderation.parking import settle_ended


class Command(BaseCommand):
    help = _("Rend leurs rôles aux personnes dont la suspension est terminée.")

    def handle(self, **options):
        told = _("%(count)d personnes retrouvent des rôles.")
        self.stdout.write(told % {"count": settle_ended()})
