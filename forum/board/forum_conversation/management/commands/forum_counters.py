"""manage.py forum_counters: count the whole forum again and say where the counters differ.

Nightly (settings.ROUTINE). There should be nothing to say: a difference is a fault of ours, so it
is logged as an error and the command fails; ``--mend`` puts the figures right.
"""

import logging
from itertools import islice

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from forum.board.forum_conversation import auditing, counters
from sites.councils.operator_command import OperatorCommand

logger = logging.getLogger(__name__)
SHOWN = 50  # lines; the rest is only counted


class Command(OperatorCommand):
    help = _("Recompte le forum entier et dit où les compteurs ne sont pas justes.")

    def add_arguments(self, parser):
        parser.add_argument("--mend", action="store_true", help=_("les remettre justes"))

    def act(self, *, mend: bool, **options) -> str:
        found = list(auditing.differences())
        for one in islice(found, SHOWN):
            logger.error("%s", one)
            self.stderr.write(str(one))
        if not found:
            return _("Les compteurs du forum sont justes.")
        if not mend:
            told = _("Compteurs du forum : %(count)d écarts. Pour les corriger : --mend.")
            raise CommandError(told % {"count": len(found)})
        counters.mend(found)
        if left := list(auditing.differences()):
            told = _("Compteurs du forum : %(count)d écarts restent.")
            raise CommandError(told % {"count": len(left)})
        return _("Compteurs du forum : %(count)d écarts corrigés.") % {"count": len(found)}
