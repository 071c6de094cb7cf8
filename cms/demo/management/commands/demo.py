"""manage.py demo: everything to look around, in one command that stays in the foreground."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.demo import loading, places, serving, warming
from cms.demo.reporting import Report, welcome
from sites.councils.operator_command import in_words


class Command(BaseCommand):
    help = _(
        "Prépare la base, charge la démonstration si elle n’y est pas, et sert les sept sites."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--port", default=getattr(settings, "PORT", 8000), help=_("8000 par défaut")
        )
        parser.add_argument("--any-database", action="store_true", help=loading.ANY_DATABASE)

    def handle(self, *, port: str | int, any_database: bool, **options) -> None:
        serving.stop_when_told()
        try:
            self.run(places.port_number(str(port)), any_database)
        except ValidationError as error:
            raise CommandError(in_words(error)) from error
        except KeyboardInterrupt:
            self.stdout.write(_("Démonstration arrêtée ; « make demo » la relance."))

    def run(self, port: int, any_database: bool) -> None:
        loading.check_allowed()
        loading.check_database(any_database=any_database)
        server = serving.listen(port)  # before any long work: the port may be taken
        self.prepare(port)
        self.stdout.write(welcome(port))
        self.stdout.flush()
        warming.warm_beside()
        serving.serve(server)

    def prepare(self, port: int) -> None:
        """The database as it must be to serve on ``port``."""
        call_command("migrate", verbosity=0, interactive=False)
        loaded = loading.load(port, Report(self.stdout))
        if loaded.is_new:
            done = _("Démonstration chargée en %(seconds).1f s.") % {"seconds": loaded.seconds}
            self.stdout.write(done)
        places.answer_on(port)
