"""What the gallery shows: one specimen for each state of each template.

Specimens are made of values in code alone, without a query, so that the same ones are seen on every
install, before it has any content, and by the check of a theme.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cms.pages.models import BasePage

from .scene import Scene

Context = Callable[[Scene], Mapping[str, Any]]


class Group(Enum):
    """A part of the gallery; the value is the word in addresses."""

    PAGES = "pages"
    BLOCKS = "blocs"
    COMPONENTS = "composants"
    FORUM = "forum"
    FORMS = "formulaires"
    MAILS = "courriels"
    ERRORS = "erreurs"
    TOKENS = "jetons"

    @property
    def label(self) -> str:
        return str(LABELS[self])


LABELS = {
    Group.PAGES: _("Pages"),
    Group.BLOCKS: _("Blocs de texte"),
    Group.COMPONENTS: _("Composants"),
    Group.FORUM: _("Forum"),
    Group.FORMS: _("Formulaires et erreurs de saisie"),
    Group.MAILS: _("Courriels"),
    Group.ERRORS: _("Pages d’erreur"),
    Group.TOKENS: _("Jetons"),
}


class Setting(Enum):
    """What stands around a specimen when it is shown by itself."""

    WHOLE = "whole"  # nothing: it is a page
    MAIN = "main"  # the main part of a page that has nothing else
    TOP = "top"  # the top of such a page
    BOTTOM = "bottom"
    HEAD = "head"  # in the head, where nobody sees it: its source is shown
    TEXT = "text"  # not HTML: shown as it is


@dataclass(frozen=True)
class Specimen:
    """A template with values. ``state`` is empty for the usual one.

    ``path`` is the address that the page believes to have. ``model`` and ``block`` name what a page
    or a block stands for. ``stands_alone``: a page without the frame of a site; not
    ``is_dressed``: without any style sheet. ``notes`` say what
    only a hand shows.
    """

    group: Group
    template: str
    title: str
    context: Context
    state: str = ""
    key: str = ""
    setting: Setting = Setting.MAIN
    path: str = "/"
    model: type[BasePage] | None = None
    block: str = ""
    stands_alone: bool = False
    is_dressed: bool = True
    notes: tuple[str, ...] = ()
    by: str = ""  # the template that shows it, when it cannot be shown by itself
    wrapper: str = ""  # the element that it stands in
    classes: str = ""

    @property
    def shown_by(self) -> str:
        return self.by or self.template

    @property
    def is_mail(self) -> bool:
        """Whether it is the HTML of a mail, which carries its look in its elements."""
        return self.group is Group.MAILS and self.setting is Setting.WHOLE

    @cached_property
    def name(self) -> str:
        """What its address says: the template, and the state where it has several."""
        stem = self.template.rpartition("/")[2].rpartition(".")[0].replace("_", "-")
        return slugify(f"{stem}-{self.key}" if self.key else stem)

    @property
    def url(self) -> str:
        return f"/dev/galerie/{self.group.value}/{self.name}/"

    def __str__(self) -> str:
        return f"{self.group.value}/{self.name}"


class Gallery:
    """All specimens, in the order in which they were added."""

    def __init__(self) -> None:
        self._specimens: dict[tuple[Group, str], Specimen] = {}

    def add(self, specimen: Specimen) -> None:
        key = (specimen.group, specimen.name)
        if key in self._specimens:
            raise ValueError(f"two specimens are called {specimen}")
        self._specimens[key] = specimen

    def find(self, group: str, name: str) -> Specimen | None:
        known = {kind.value: kind for kind in Group}
        return self._specimens.get((known[group], name)) if group in known else None

    def of(self, group: Group) -> list[Specimen]:
        return [specimen for specimen in self if specimen.group is group]

    def __iter__(self):
        return iter(self._specimens.values())

    def __len__(self) -> int:
        return len(self._specimens)


gallery = Gallery()


class Shelf:
    """Adds specimens of one group: ``shelf("components/card.html", "Carte", values)``."""

    def __init__(self, group: Group, **usual: Any):
        self.group, self.usual = group, usual

    def __call__(
        self,
        template: str,
        title: str,
        context: Context | Mapping[str, Any],
        state: str = "",
        key: str = "",
        **more: Any,
    ) -> None:
        made = context if callable(context) else _constant(context)
        told = {**self.usual, **more}
        gallery.add(Specimen(self.group, template, title, made, state, key, **told))


def _constant(values: Mapping[str, Any]) -> Context:
    return lambda scene: values
