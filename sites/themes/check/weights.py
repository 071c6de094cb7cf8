"""C1xx: what a theme may weigh, so that its pages stay within the product's budgets."""

import gzip
from collections.abc import Iterator

from django.utils.translation import gettext as _

from sites.themes.files import STATIC
from sites.themes.findings import Finding, Level

from . import rule
from .package import suffix
from .subject import Subject, at

SHEETS = 12_000  # bytes as they travel (gzip), like the scripts
SCRIPTS = 6_000
FONTS, FONT_COUNT = 30_000, 2
IMAGE = 100_000
IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")


@rule
def sheets(subject: Subject) -> Iterator[Finding]:
    """C101."""
    yield from _too_heavy(
        subject, ".css", SHEETS, "C101", Level.WARNING, _("Gardez ce qui diffère du thème parent.")
    )


@rule
def scripts(subject: Subject) -> Iterator[Finding]:
    """C102."""
    mend = _("Préférez HTML et CSS ; retirez les bibliothèques.")
    yield from _too_heavy(subject, ".js", SCRIPTS, "C102", Level.WARNING, mend)


@rule
def fonts(subject: Subject) -> Iterator[Finding]:
    """C103: readers on a phone wait for fonts."""
    names = _named(subject, ".woff2")
    total = sum(len(subject.files.contents[name]) for name in names)
    if len(names) > FONT_COUNT:
        what = _("Le thème apporte %(count)d polices, deux suffisent.") % {"count": len(names)}
    elif total > FONTS:
        what = _("Les polices du thème pèsent %(weight)d ko, 30 au plus.")
        what %= {"weight": total // 1000}
    else:
        return
    mend = _("Gardez une police variable, réduite aux lettres du français (« subset »).")
    yield at(names[-1], 0, "C103", Level.ERROR, what, mend)


@rule
def images(subject: Subject) -> Iterator[Finding]:
    """C104."""
    for kind in IMAGES:
        for name in _named(subject, kind):
            weight = len(subject.files.contents[name])
            if weight > IMAGE:
                what = _("Cette image pèse %(weight)d ko, 100 au plus.") % {
                    "weight": weight // 1000
                }
                mend = _("Exportez-la en AVIF ou en WebP, à la taille où elle s’affiche.")
                yield at(name, 0, "C104", Level.WARNING, what, mend)


def _too_heavy(
    subject: Subject, kind: str, most: int, code: str, level: Level, mend: str
) -> Iterator[Finding]:
    names = _named(subject, kind)
    weights = {name: _travelling(subject.files.contents[name]) for name in names}
    total = sum(weights.values())
    if total > most:
        what = _("Les fichiers « %(type)s » du thème pèsent %(weight)d ko une fois compressés.")
        what %= {"type": kind, "weight": total // 1000}
        mend = _("%(most)d ko au plus. %(how)s") % {"most": most // 1000, "how": mend}
        yield at(max(weights, key=lambda n: weights[n]), 0, code, level, what, mend)


def _named(subject: Subject, kind: str) -> list[str]:
    return sorted(n for n in subject.files.contents if n.startswith(STATIC) and suffix(n) == kind)


def _travelling(data: bytes) -> int:
    return len(gzip.compress(data, 6))
