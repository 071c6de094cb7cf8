"""Loading the demo: every step in one transaction, so that a failure leaves nothing behind."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.pages.publishing import written_together
from sites.councils.models import Portal

from . import making, wiping
from .clock import Clock
from .indexes import filled_at_the_end
from .models import Loading
from .written import FilesWritten

Progress = Callable[[str, float], None]
"""Told of each finished step: its name and how many seconds it took."""

ANY_DATABASE = gettext_lazy("accepte la base d’un serveur (PostgreSQL), pas seulement un fichier")

STEPS: tuple[tuple[str | Promise, Callable[[making.Demo], None]], ...] = (
    (gettext_lazy("Portail, six conseils et leurs périmètres"), making.make_sites),
    (gettext_lazy("Comptes de démonstration"), making.make_accounts),
    (gettext_lazy("Habillage des sites"), making.make_looks),
    (gettext_lazy("Thèmes et lieux"), making.make_taxonomy),
    (gettext_lazy("Fichiers"), making.make_files),
    (gettext_lazy("Pages, commissions, équipes, questions fréquentes"), making.make_pages),
    (gettext_lazy("Actualités"), making.make_news),
    (gettext_lazy("Galeries de photos"), making.make_galleries),
    (gettext_lazy("Documents"), making.make_documents),
    (gettext_lazy("Séances, comptes rendus, décisions"), making.make_meetings),
    (gettext_lazy("Propositions des habitants"), making.make_proposals),
    (gettext_lazy("Agenda"), making.make_events),
    (gettext_lazy("Abonnements et convocations"), making.make_notices),
    (gettext_lazy("Inscriptions"), making.make_registrations),
    (gettext_lazy("Accueils, bandeaux et liens utiles"), making.make_homes),
    (gettext_lazy("Forum"), making.make_forum),
    (gettext_lazy("Forums des équipes et archives"), making.make_boards),
    (gettext_lazy("Historique et brouillons"), making.make_history),
)
LAST_STEP = gettext_lazy("Listes, vignettes et recherche")
"""What waits until everything is there, see ``written_together`` and ``filled_at_the_end``."""

STEP_COUNT = len(STEPS) + 1


@dataclass(frozen=True)
class Loaded:
    """What a load did: ``is_new`` is False when the demo was already there."""

    is_new: bool
    seconds: float = 0.0


def is_loaded() -> bool:
    """Whether this database holds the demo."""
    return Loading.objects.exists()


def check_allowed() -> None:
    """Raise ValidationError where the demo must never come."""
    if not getattr(settings, "DEMO_ALLOWED", False):
        raise ValidationError(
            _("La démonstration ne se charge pas sur une configuration de production.")
        )


def check_database(*, any_database: bool) -> None:
    """Raise ValidationError for a database that is not the demo's own.

    That of a server is somebody's, until we are told: the demo makes its file itself. Nothing may
    have been migrated yet.
    """
    if connection.vendor != "sqlite" and not any_database:
        raise ValidationError(
            _("La démonstration va dans un fichier SQLite ; pour ce serveur : --any-database.")
        )
    if Portal._meta.db_table in connection.introspection.table_names():
        _check_ours()


def _check_ours() -> None:
    if not is_loaded() and not wiping.is_empty():
        raise ValidationError(
            _(
                "Cette base contient autre chose que la démonstration : rien n’a changé. "
                "Prenez-en une autre (VAR_DIR ou DATABASE_URL)."
            )
        )


def load(port: int, progress: Progress, now: datetime | None = None) -> Loaded:
    """Make the demo's sites and content; nothing when they are there.

    ``port`` is the one its sites answer on, ``now`` the moment its dates count from. Raises
    ValidationError for a database that holds something else.
    """
    check_allowed()
    began = time.monotonic()
    with FilesWritten() as written, translation.override("fr"), transaction.atomic():
        if is_loaded():
            return Loaded(is_new=False)
        _check_ours()
        with making.open_studio() as studio:
            _run_steps(making.Demo(Clock(now or timezone.now()), port, studio), progress)
        written.keep()
    return Loaded(is_new=True, seconds=time.monotonic() - began)


def reset(port: int, progress: Progress, now: datetime | None = None) -> Loaded:
    """Take everything out of a demo's database and load it afresh, in one transaction.

    Raises ValidationError for a database that holds something else.
    """
    check_allowed()
    with transaction.atomic():
        _check_ours()
        files = wiping.wipe()
        loaded = load(port, progress, now)
        transaction.on_commit(files.delete)
    return loaded


def _run_steps(demo: making.Demo, progress: Progress) -> None:
    with filled_at_the_end(), written_together():
        for name, step in STEPS:
            began = time.monotonic()
            step(demo)
            progress(str(name), time.monotonic() - began)
        began = time.monotonic()
    making.make_talks(demo)  # about pages that are public, which they are by now
    progress(str(LAST_STEP), time.monotonic() - began)
    Loading.objects.create(day=demo.clock.today)
