"""manage.py load_demo: the demo's sites and content, dated from today."""

from django.conf import settings
from django.utils.translation import gettext as _

from cms.demo import loading
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

    def act(self, *, reset, **options) -> str:
        run = loading.reset if reset else loading.load
        loaded = run(getattr(settings, "PORT", 8000), Report(self.stdout))
        if not loaded.is_new:
            return _("La démonstration est déjà là : rien n’a changé.")
        done = _("Démonstration chargée en %(seconds).1f s.") % {"seconds": loaded.seconds}
        return f"{done}\n{counts_in_words()}"
