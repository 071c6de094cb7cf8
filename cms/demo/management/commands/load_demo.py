"""manage.py load_demo: the demo's sites and content, dated from today."""

from django.conf import settings
from django.utils.translation import gettext as _

from cms.demo import loading, places
from cms.demo.reporting import Report, counts_in_words
from sites.councils.operator_command import OperatorCommand


class Command(OperatorCommand):
    help = _("Charge la démonstration : le portail, six conseils et leur contenu inventé.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--reset",
            action="store_true",
            help=_("efface tout le contenu de cette base et recharge, daté d’aujourd’hui"),
        )
        parser.add_argument("--port", help=_("port ; par défaut celui du portail, sinon 8000"))
        parser.add_argument("--any-database", action="store_true", help=loading.ANY_DATABASE)

    def act(self, *, reset, port, any_database, **options) -> str:
        loading.check_allowed()
        loading.check_database(any_database=any_database)
        run = loading.reset if reset else loading.load
        loaded = run(self.port(port), Report(self.stdout))
        if not loaded.is_new:
            return _("La démonstration est déjà là : rien n’a changé.")
        done = _("Démonstration chargée en %(seconds).1f s.") % {"seconds": loaded.seconds}
        return f"{done}\n{counts_in_words()}"

    def port(self, told: str | int | None) -> int:
        """A demo that serves meanwhile goes on answering where it does."""
        if told is not None:
            return places.port_number(str(told))
        return places.port_now(getattr(settings, "PORT", 8000))
