"""manage.py settle_topics: write down which topics have closed, or left the top of their list, and
take away traces whose time is over (see settings.ROUTINE).

Each holds from its very moment, whether this runs or not.
"""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from forum.acts.settling import settle


class Command(BaseCommand):
    help = _("Ferme les sujets dont la date est venue et met fin aux places en tête de liste.")

    def handle(self, **options):
        self.stdout.write(_("%(count)d sujets ont changé.") % {"count": settle()})
