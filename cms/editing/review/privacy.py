"""What a review holds of a person: see sites.accounts.privacy.registry.

Who asked and who decided are claimed with the pages (cms/pages/privacy.py); their words are ours.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold, impersonal
from sites.accounts.privacy.rows import told
from sites.accounts.privacy.scrubbing import Scrubber


def _words(user: User) -> Iterator[Part]:
    own = TaskState.objects.filter(finished_by=user).exclude(comment="").order_by("pk")
    columns = {"at": _("date"), "text": _("texte")}
    rows = told(own, at="finished_at", text="comment")
    yield Table(
        "mots-de-relecture", _("les mots avec lesquels vous renvoyez une page"), columns, rows
    )


def _erase_words(person: Person) -> None:
    Scrubber(person, own=True).rows(TaskState.objects.filter(finished_by=person.user), "comment")
    Scrubber(person).rows(TaskState.objects.all(), "comment")


WORDS = Holding(
    key="reviews",
    name=_("Vos mots quand vous renvoyez une page proposée à la relecture"),
    purpose=_("préparer une page à plusieurs"),
    kept=_("le temps du site ; sans votre nom après la suppression de votre compte"),
    retention="council_work",
    models=("wagtailcore.TaskState",),
    export=_words,
    erase=_erase_words,
)


def declare() -> None:
    hold(WORDS)
    impersonal(
        "what the install is made of",
        "quartiers_review.ReviewTask",
        "quartiers_review.ReviewSettings",
    )
