"""manage.py recount_thanks: count all thanks again; says where a figure was wrong."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.thanks import figures


class Command(BaseCommand):
    help = _("Recompte les mercis du forum et dit quels nombres étaient faux.")

    def handle(self, **options):
        wrong = list(figures.differences())
        for post_id, figure, rows in wrong:
            figures.recount(post_id)
            told = {"post": post_id, "figure": figure, "rows": rows}
            self.stdout.write(_("message %(post)d : %(figure)d noté, %(rows)d compté") % told)
        message = ngettext("%(n)d nombre corrigé.", "%(n)d nombres corrigés.", len(wrong))
        self.stdout.write(message % {"n": len(wrong)})
