"""What is wrong with the HTML of a specimen, whoever made it so."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from cms.gallery.registry import Setting, Specimen
from sites.themes.findings import Level

from .document import LANDMARKS, Document, read

WORDS = {"main": "<main>", "navigation": "<nav>", "banner": "<header>", "contentinfo": "<footer>"}
SHOWN = 3  # examples in a sentence


@dataclass(frozen=True)
class Fault:
    """``code``, what is wrong and how to mend it, in French."""

    code: str
    what: str
    mend: str
    level: Level = Level.ERROR


def faults_of(specimen: Specimen, html: str) -> list[Fault]:
    document = read(html)
    found = list(_anywhere(document))
    if specimen.setting is Setting.WHOLE:
        found += _of_page(document)
        if not specimen.stands_alone:
            found += _of_frame(document)
    return found


def _of_page(document: Document) -> Iterator[Fault]:
    if (count := document.headings.count(1)) != 1:
        yield Fault(
            "R002",
            _("La page a %(count)d titres <h1>.") % {"count": count},
            _("Gardez-en un seul : le titre de la page (components/page_head.html)."),
        )
    if not document.lang:
        what = _("La langue de la page n’est pas dite.")
        mend = _('Gardez « <html lang="{{ language }}"> », comme base.html du socle.')
        yield Fault("R003", what, mend)
    if not document.title.strip():
        what = _("La page n’a pas de titre dans <title>.")
        yield Fault("R004", what, _("Gardez le bloc « title_full » de base.html dans <title>."))
    if "main" not in document.landmarks:
        yield _lost("main")


def _of_frame(document: Document) -> Iterator[Fault]:
    for landmark in sorted({*LANDMARKS.values()} - {"main"}):
        if landmark not in document.landmarks:
            yield _lost(landmark)
    yield from _skip_link(document)


def _lost(landmark: str) -> Fault:
    what = _("La page n’a pas d’élément %(element)s.") % {"element": WORDS[landmark]}
    mend = _("Mettez cette partie dans %(element)s : qui écoute la page s’y repère.")
    return Fault("R005", what, mend % {"element": WORDS[landmark]})


def _skip_link(document: Document) -> Iterator[Fault]:
    tag, href = document.first_stop or ("", "")
    if tag != "a" or not href.startswith("#"):
        what = _("Le lien « Aller au contenu » ne vient pas en premier.")
        mend = _("Gardez le bloc « skip » en tête de <body>, comme base.html du socle.")
        yield Fault("R007", what, mend)
    elif href[1:] not in document.ids:
        what = _("« Aller au contenu » mène à « %(target)s », qui n’est pas dans la page.")
        mend = _("Donnez cet identifiant à <main>.")
        yield Fault("R007", what % {"target": href}, mend)


def _anywhere(document: Document) -> Iterator[Fault]:
    if twice := document.twice:
        what = _("Des identifiants sont plusieurs fois dans la page : %(ids)s.")
        mend = _("Un « id » ne sert qu’une fois ; pour le style, employez une classe.")
        yield Fault("R006", what % {"ids": _some(twice)}, mend)
    if images := document.images_without_alt:
        what = _("Des images n’ont pas d’attribut « alt » : %(images)s.")
        mend = _('Décrivez-les, ou écrivez alt="" si elles ne font que décorer.')
        yield Fault("R008", what % {"images": _some(images)}, mend)
    yield from _levels(document)
    if controls := document.unlabelled:
        what = _("Des champs n’ont pas d’étiquette : %(fields)s.")
        mend = _("Liez-leur un <label> par « for », comme components/field.html du socle.")
        names = [control.name or control.id or "?" for control in controls]
        yield Fault("R010", what % {"fields": _some(names)}, mend)
    if document.inline:
        what = _("La politique de sécurité refusera ceci, écrit dans la page : %(what)s.")
        mend = _("Les styles vont dans static/css/theme.css, les scripts dans static/js/theme.js.")
        yield Fault("R011", what % {"what": _some(sorted(set(document.inline)))}, mend)


def _levels(document: Document) -> Iterator[Fault]:
    for above, below in pairwise(document.headings):
        if below > above + 1:
            what = _("Les titres sautent un niveau : <h%(below)d> juste sous <h%(above)d>.")
            mend = _("Descendez d’un niveau à la fois ; la taille se règle en CSS.")
            told = what % {"below": below, "above": above}
            yield Fault("R009", told, mend, Level.WARNING)
            return


def _some(names: list[str]) -> str:
    more = "…" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
