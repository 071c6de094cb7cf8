"""What we look at before somebody publishes: for each rule one function, from reading to findings.

Tone: warn, never punish. Each says what to do in one sentence.
"""

import re
from collections.abc import Callable, Iterator

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..placeholders import placeholders_in
from .finding import Finding, Level
from .reading import Heading, Paragraph, Reading
from .sentences import length, sentences

LONG_SENTENCE = 35  # words
LONG_PARAGRAPH = 110
LONG_WITHOUT_HEADING = 320
FEW_WORDS = 30  # beside a file, that is no text
HEAVY_FILE = 5 * 1024 * 1024
MANY_IMAGES = 16
SHORT_HEADING = 12  # words of a bold line that may be one
MOST_OF_A_KIND = 3  # findings of one rule: more would hide the others

Rule = Callable[[Reading], Iterator[Finding]]
RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    RULES.append(function)
    return function


def _quoted(text: str, most: int = 60) -> str:
    text = text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
    return f"« {text} »"


# What is broken ----------------------------------------------------------------------------------


@rule
def left_to_fill_in(reading: Reading) -> Iterator[Finding]:
    texts = [(reading.title, _("Titre"), "title"), (reading.summary, _("Résumé"), "summary")]
    texts += [(part.text, part.place.words, part.place.path) for part in reading.parts]
    left: dict[tuple[str, str], list[str]] = {}
    for text, where, path in texts:
        left.setdefault((where, path), []).extend(placeholders_in(text))
    for (where, path), found in left.items():
        if found:
            yield Finding(
                Level.ERROR,
                _("Il reste à compléter : %(text)s") % {"text": ", ".join(found)},
                _("Remplacez les crochets et ce qu’ils contiennent, ou effacez-les."),
                where,
                path,
            )


_FILE_NAME = re.compile(
    r"\.(?:avif|gif|heic|jpe?g|png|svg|webp|pdf)$|^(?:img|dsc|dscn|pxl|photo|image|capture|scan)"
    r"[\s_-]*\d|^[\w-]*\d{6,}[\w-]*$|^\w+(?:_\w+)+$",
    re.IGNORECASE,
)


@rule
def images_without_words(reading: Reading) -> Iterator[Finding]:
    for image in reading.images:
        where, path = image.place.words, image.place.path
        if image.alt == "":
            yield Finding(
                Level.ERROR,
                _("Une image n’est pas décrite"),
                _("Dites en une phrase ce que l’on y voit : certains ne la verront pas."),
                where,
                path,
            )
        elif image.alt and _FILE_NAME.search(image.alt):
            yield Finding(
                Level.ERROR,
                _("%(text)s est un nom de fichier") % {"text": _quoted(image.alt)},
                _("Dites ce que l’on voit sur l’image : « Trois voisines plantent un rosier »."),
                where,
                path,
            )
        elif image.alt and image.alt == image.caption.strip():
            yield Finding(
                Level.HINT,
                _("La description répète la légende"),
                _("Qui écoute la page l’entendrait deux fois : dites plutôt ce que l’on voit."),
                where,
                path,
            )


# What keeps somebody out, or misleads ------------------------------------------------------------

_EMPTY_LINKS = {
    "cliquez ici", "cliquer ici", "clique ici", "ici", "ce lien", "lien", "le lien", "par ici",
    "lire la suite", "lire", "en savoir plus", "plus d'infos", "plus d'informations", "voir",
    "voir plus", "suite", "la suite", "plus", "télécharger", "voir ici", "sur ce lien", "là",
}  # fmt: skip
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


@rule
def links_that_say_nothing(reading: Reading) -> Iterator[Finding]:
    for link in reading.links:
        text = link.text.replace("’", "'").strip(" .…>:»«").casefold()
        if text in _EMPTY_LINKS:
            what = _("Le lien %(text)s ne dit pas où il mène")
            advice = _("Mettez le lien sur les mots qui le disent : « le règlement du budget ».")
        elif _ADDRESS.match(link.text.strip()):
            what = _("Le lien %(text)s est une adresse brute")
            advice = _("Écrivez plutôt le nom de la page : une adresse se lit mal à voix haute.")
        else:
            continue
        yield Finding(
            Level.WARNING, what % {"text": _quoted(link.text)}, advice, link.place.words,
            link.place.path,
        )  # fmt: skip


@rule
def no_summary(reading: Reading) -> Iterator[Finding]:
    if reading.wants_summary and not reading.summary.strip():
        yield Finding(
            Level.WARNING,
            _("Il manque un résumé"),
            _("Une ou deux phrases : dans les listes, on sait alors pourquoi ouvrir la page."),
            _("Résumé"),
            "summary",
        )


@rule
def files_without_text(reading: Reading) -> Iterator[Finding]:
    pdf = next((one for one in reading.downloads if one.extension == "pdf"), None)
    if pdf and reading.words < FEW_WORDS:
        yield Finding(
            Level.WARNING,
            _("Un PDF seul se lit mal sur un téléphone"),
            _("Écrivez l’essentiel dans la page : la date, le lieu, ce qui est décidé."),
            pdf.place.words,
            pdf.place.path,
        )


@rule
def heavy_files(reading: Reading) -> Iterator[Finding]:
    for one in reading.downloads:
        if one.size > HEAVY_FILE:
            yield Finding(
                Level.WARNING,
                _("Un fichier pèse %(size)s") % {"size": filesizeformat(one.size)},
                _("C’est long à recevoir sur un téléphone : enregistrez-le en plus léger."),
                one.place.words,
                one.place.path,
            )
    if len(reading.images) > MANY_IMAGES:
        yield Finding(
            Level.HINT,
            _("%(count)s images sur une page") % {"count": len(reading.images)},
            _("Gardez les meilleures, ou faites une galerie de photos."),
        )


_AGEING = re.compile(
    r"\b(après[- ]demain|avant[- ]hier|demain|hier|aujourd[’']hui|ce soir|ce matin|cet après-midi|"
    r"ce week-end|cette semaine|ce mois-ci|(?:la semaine|le mois|l[’']an(?:née)?) prochaine?|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:prochain|dernier))\b",
    re.IGNORECASE,
)


@rule
def words_that_age(reading: Reading) -> Iterator[Finding]:
    texts = [(reading.title, _("Titre"), "title"), (reading.summary, _("Résumé"), "summary")]
    texts += [(part.text, part.place.words, part.place.path) for part in reading.parts]
    for text, where, path in texts:
        if found := _AGEING.search(text):
            yield Finding(
                Level.WARNING,
                _("%(text)s vieillit vite") % {"text": _quoted(found.group())},
                _("Écrivez la date : « jeudi 12 mars à 19 h ». La page sera lue plus tard."),
                where,
                path,
            )


def _shouts(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 8 and sum(map(str.isupper, letters)) / len(letters) > 0.7


@rule
def capitals(reading: Reading) -> Iterator[Finding]:
    titles = [(reading.title, _("Titre"), "title")]
    titles += [(one.text, one.place.words, one.place.path) for one in reading.headings]
    for text, where, path in titles:
        if _shouts(text):
            yield Finding(
                Level.WARNING,
                _("%(text)s est tout en capitales") % {"text": _quoted(text)},
                _("Cela se lit mal, et certains l’entendront lettre par lettre."),
                where,
                path,
            )


_MOBILE = re.compile(r"(?<!\d)(?:\+33\s?|0)[67](?:[\s.-]?\d\d){4}(?!\d)")


@rule
def telephones(reading: Reading) -> Iterator[Finding]:
    for paragraph in reading.paragraphs:
        if found := _MOBILE.search(paragraph.text):
            yield Finding(
                Level.WARNING,
                _("%(text)s est un numéro de portable") % {"text": _quoted(found.group())},
                _("Le site est lu par tout le monde : donnez plutôt l’adresse du conseil."),
                paragraph.place.words,
                paragraph.place.path,
            )


# What would read better --------------------------------------------------------------------------


@rule
def false_headings(reading: Reading) -> Iterator[Finding]:
    for paragraph in reading.paragraphs:
        short = length(paragraph.text) <= SHORT_HEADING
        if paragraph.is_bold and short and not paragraph.text.endswith((".", "!", "…")):
            yield Finding(
                Level.WARNING,
                _("%(text)s ressemble à un intertitre") % {"text": _quoted(paragraph.text)},
                _("Prenez le bloc « Intertitre » : il compte aussi pour qui écoute la page."),
                paragraph.place.words,
                paragraph.place.path,
            )


@rule
def headings_out_of_order(reading: Reading) -> Iterator[Finding]:
    before: Paragraph | Heading | None = None
    for part in reading.parts:
        if isinstance(part, Heading):
            if part.level > 2 and not _part_above(reading, part):
                yield Finding(
                    Level.HINT,
                    _("%(text)s : une sous-partie sans partie") % {"text": _quoted(part.text)},
                    _("Choisissez « Partie », ou mettez un intertitre de partie au-dessus."),
                    part.place.words,
                    part.place.path,
                )
            if isinstance(before, Heading) and before.level >= part.level:
                yield Finding(
                    Level.HINT,
                    _("Rien ne suit l’intertitre %(text)s") % {"text": _quoted(before.text)},
                    _("Écrivez un texte dessous, ou retirez-le."),
                    before.place.words,
                    before.place.path,
                )
        before = part


def _part_above(reading: Reading, heading: Heading) -> bool:
    above = reading.headings[: reading.headings.index(heading)]
    return any(one.level < heading.level for one in above)


@rule
def long_sentences(reading: Reading) -> Iterator[Finding]:
    for paragraph in reading.paragraphs:
        for sentence in sentences(paragraph.text):
            if (words := length(sentence)) > LONG_SENTENCE:
                yield Finding(
                    Level.HINT,
                    _("Une phrase de %(count)s mots : %(text)s")
                    % {"count": words, "text": _quoted(sentence, 45)},
                    _("Coupez-la en deux : une idée par phrase."),
                    paragraph.place.words,
                    paragraph.place.path,
                )


@rule
def long_paragraphs(reading: Reading) -> Iterator[Finding]:
    for paragraph in reading.paragraphs:
        if (words := length(paragraph.text)) > LONG_PARAGRAPH:
            yield Finding(
                Level.HINT,
                _("Un paragraphe de %(count)s mots") % {"count": words},
                _("Sur un téléphone, il remplit l’écran : faites-en deux ou trois."),
                paragraph.place.words,
                paragraph.place.path,
            )


@rule
def long_without_heading(reading: Reading) -> Iterator[Finding]:
    words = 0
    for part in reading.parts:
        words = 0 if isinstance(part, Heading) else words + length(part.text)
        if words > LONG_WITHOUT_HEADING:
            yield Finding(
                Level.HINT,
                _("Un long texte sans intertitre"),
                _("Un intertitre tous les trois ou quatre paragraphes aide à s’y retrouver."),
                part.place.words,
                part.place.path,
            )
            return


def apply(reading: Reading) -> list[Finding]:
    """What all rules find, the most serious first."""
    found: list[Finding] = []
    for one in RULES:
        found += _at_most(list(one(reading)))
    return sorted(found, key=lambda finding: -finding.level)


def _at_most(found: list[Finding]) -> list[Finding]:
    if len(found) <= MOST_OF_A_KIND or found[0].level is Level.ERROR:
        return found
    rest = len(found) - MOST_OF_A_KIND
    kept, last = found[: MOST_OF_A_KIND - 1], found[MOST_OF_A_KIND - 1]
    more = ngettext("et %(count)s autre de même", "et %(count)s autres de même", rest)
    named = Finding(
        last.level,
        f"{last.what} ({more % {'count': rest}})",
        last.advice,
        last.where,
        last.path,
    )
    return [*kept, named]
