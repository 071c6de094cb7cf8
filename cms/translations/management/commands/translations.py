"""manage.py translations update|check|compile: the English catalogue, without system gettext."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.translations import catalogue
from cms.translations.extraction import Text, UnreadableText, texts_under

ROOTS = ("cms", "forum", "sites", "templates")


class Command(BaseCommand):
    help = "Update, check or compile the English catalogue (msgids are French)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("action", choices=("update", "check", "compile"))

    def handle(self, *, action, **options):
        actions = {"update": self.update, "check": self.find_faults, "compile": self.compile}
        actions[action]()

    def update(self) -> None:
        catalogue.write(catalogue.updated(catalogue.read(), own_texts()))
        written = catalogue.entries(catalogue.read())
        missing = [entry for entry in written if not all(catalogue.forms(entry.string))]
        self.stdout.write(f"{len(written)} texts, {len(missing)} without a translation")

    def find_faults(self) -> None:
        found = catalogue.problems(catalogue.read(), own_texts())
        if found:
            raise CommandError("\n".join(["English catalogue:", *found]))
        self.stdout.write("English catalogue: complete")

    def compile(self) -> None:
        catalogue.compile_all()


def own_texts() -> set[Text]:
    try:
        return texts_under([settings.BASE_DIR / root for root in ROOTS])
    except UnreadableText as problem:
        raise CommandError(str(problem)) from None
