"""manage.py generate_forum: a forum of a million posts, or as many as wished, to measure with."""

import time
from dataclasses import fields

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from forum.generating.making import Order, check_database, generate, settle
from forum.generating.sizes import Sizes
from sites.councils.operator_command import OperatorCommand

WIDTH = 30


class Command(OperatorCommand):
    help = _("Remplit une base vide d’un grand forum d’essai, toujours le même pour une graine.")

    def add_arguments(self, parser):
        for field in fields(Sizes):
            name = f"--{field.name}"
            parser.add_argument(name, type=int, default=field.default, help=str(field.default))
        parser.add_argument("--seed", type=int, default=1, help=_("graine du hasard"))
        parser.add_argument("--at", default="", help=_("date du dernier message (maintenant)"))
        parser.add_argument("--port", type=int, default=8000, help=_("port des sites créés"))

    def act(self, *, seed: int, at: str, port: int, **options) -> str:
        check_database()
        sizes = Sizes(**{field.name: options[field.name] for field in fields(Sizes)})
        moment = parse_datetime(at) if at else timezone.now().replace(microsecond=0)
        if moment is None or timezone.is_naive(moment):
            raise ValidationError(_("La date s’écrit « 2026-11-26T12:00:00+01:00 »."))
        self._since = time.monotonic()
        checksum = generate(Order(sizes, seed, moment, port), self._tell)
        settle()
        self._tell(_("statistiques de la base"), 0)
        told = _(
            "Somme de contrôle : %(sum)s. Listes du portail : « manage.py publications rebuild »."
        )
        return told % {"sum": checksum}

    def _tell(self, what: str, number: int) -> None:
        seconds = time.monotonic() - self._since
        self.stdout.write(f"{what:.<{WIDTH}} {number or '':>9} {seconds:6.1f} s")
        self.stdout.flush()
