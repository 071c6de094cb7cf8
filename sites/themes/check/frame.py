"""T02x: what every page owes its readers, whatever replaces ``base.html`` or a part of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sites.themes.files import TEMPLATES
from sites.themes.findings import Finding, Level

from . import markup, rule
from .sources import Piece, first_word, html
from .subject import Subject, at

FRAME = "base.html"


@dataclass(frozen=True)
class Page:
    """The frame put together, parents and components in their places."""

    pieces: Sequence[Piece]

    @cached_property
    def elements(self) -> list[markup.Element]:
        return markup.parsed(html(self.pieces))

    @cached_property
    def tags(self) -> set[str]:
        return {first_word(piece.node) for piece in self.pieces}

    @cached_property
    def words(self) -> str:
        """What tags say."""
        tokens = (getattr(piece.node, "token", None) for piece in self.pieces)
        return "\n".join(t.contents for t in tokens if t and t.token_type.value != 0)

    def says(self, path: str) -> bool:
        """Whether a tag names exactly this: not something whose name begins alike."""
        return re.search(rf"\b{re.escape(path)}\b", self.words) is not None

    def has(self, tag: str, /, **attributes: str) -> bool:
        """An element of this name; an attribute of "*" has any value."""
        return any(
            e.name == tag
            and all(_matches(e.get(key.strip("_")), value) for key, value in attributes.items())
            for e in self.elements
        )


def _matches(value: str | None, wanted: str) -> bool:
    return value is not None and (wanted == "*" or value == wanted)


@dataclass(frozen=True)
class Hook:
    """``test`` says whether a page has it."""

    code: str
    test: Callable[[Page], bool]
    what: str | Promise
    mend: str | Promise
    level: Level = Level.ERROR


HOOKS = (
    Hook("T021", lambda p: p.has("html", lang="*"), _("La page ne dit pas sa langue."),
         _('Écrivez <html lang="{{ language }}">, après {% get_current_language as language %}.')),
    Hook("T021", lambda p: p.has("meta", charset="*"), _("« <meta charset> » manque."),
         _('Ajoutez <meta charset="utf-8"> au début de <head>.')),
    Hook("T021", lambda p: p.has("meta", name="viewport"), _("« <meta name=viewport> » manque."),
         _("Sans elle, un téléphone montre la page en tout petit. Reprenez celle du socle.")),
    Hook("T021", lambda p: p.has("title"), _("« <title> » manque."),
         _("Reprenez la ligne <title> du socle, avec ses blocs.")),
    Hook("T022", lambda p: "theme_sheet" in p.tags, _("La feuille de style n’est pas chargée."),
         _("Mettez {% theme_sheet %} dans <head>.")),
    Hook("T023", lambda p: p.has("a", href="#contenu"), _("Le lien « Aller au contenu » manque."),
         _('Mettez <a class="skip" href="#contenu"> en tête de <body>.')),
    Hook("T024", lambda p: p.has("main", id="contenu"), _("« <main id=contenu> » manque."),
         _('Entourez le contenu de <main id="contenu" tabindex="-1">.')),
    Hook("T025", lambda p: p.has("header"), _("« <header> » manque."),
         _("Entourez le haut de la page de <header>, ou incluez components/header.html.")),
    Hook("T025", lambda p: p.has("footer"), _("« <footer> » manque."),
         _("Entourez le bas de la page de <footer>, ou incluez components/footer.html.")),
    Hook("T026", lambda p: p.says("chrome.banner"),
         _("Le bandeau d’alerte n’est montré nulle part."),
         _("Reprenez la ligne du socle qui inclut components/banner.html.")),
    Hook("T026", lambda p: p.says("chrome.notice"),
         _("L’avis permanent (« site de démonstration ») n’est montré nulle part."),
         _("Reprenez la ligne du socle qui inclut components/notice.html.")),
    Hook("T027", lambda p: p.says("request.theme_preview"),
         _("La barre d’aperçu d’un thème n’est montrée nulle part."),
         _("Reprenez la ligne du socle qui inclut components/theme_preview.html.")),
    Hook("T028", lambda p: "preview_userbar" in p.tags,
         _("« {% preview_userbar %} » manque : les contrôles de l’éditeur ne marchent plus."),
         _("Reprenez la dernière ligne de <body> du socle.")),
    Hook("T029", lambda p: "theme_scripts" in p.tags and "js/socle.js" in p.words,
         _("Les scripts du socle ou des thèmes ne sont pas chargés."),
         _("Reprenez la ligne {% block scripts %} du socle."), Level.WARNING),
)  # fmt: skip


@rule
def hooks(subject: Subject) -> list[Finding]:
    """What the frame of the theme lacks and that of its parents has."""
    sources = subject.sources
    original, frame = sources.original(FRAME), sources.find(FRAME)
    if original is None or frame is None:
        return []
    page = Page(list(sources.pieces(frame)))
    own = [piece.place for piece in page.pieces if piece.place in sources.own]
    before = Page(list(subject.parent_sources.pieces(original)))
    if not own:
        return []
    return [
        at(TEMPLATES + _place(subject, hook, before, own), 0, hook.code, hook.level,
           str(hook.what), str(hook.mend))
        for hook in HOOKS
        if not hook.test(page) and hook.test(before)
    ]  # fmt: skip


def _place(subject: Subject, hook: Hook, before: Page, own: list[str]) -> str:
    """The theme's template that replaces the one which had it."""
    for name in dict.fromkeys(piece.place for piece in reversed(before.pieces)):
        part = Page([piece for piece in before.pieces if piece.place == name])
        if name in subject.sources.own and hook.test(part):
            return name
    return FRAME if FRAME in own else own[0]
