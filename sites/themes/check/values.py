"""K007 and K008: what tokens need beyond a value of their type, which manifest.py asks for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sites.themes import manifest as manifests
from sites.themes.files import MANIFEST
from sites.themes.findings import Finding, Level

from . import rule
from .subject import Subject, at, closest

CHANGEABLE = ("color", "image", "choice", "length", "number")


@rule
def settings(subject: Subject) -> Iterator[Finding]:
    """K007: what a council may change is there, and of a type that it can choose."""
    for name in subject.manifest.settings:
        token = subject.tokens.get(name)
        if token and token.kind in CHANGEABLE:
            continue
        if token is None:
            what = _("« settings » cite « %(name)s », qui n’est pas un jeton.") % {"name": name}
            mend = closest(name, subject.tokens)
        else:
            what = _("Un conseil ne peut pas changer « %(name)s ».")
            what %= {"name": name}
            mend = _("Ne proposez que des couleurs, des images, des mesures et des choix.")
        yield at(MANIFEST, _line(subject, name), "K007", Level.ERROR, what, mend)


@rule
def images(subject: Subject) -> Iterator[Finding]:
    """K008: the file of an image token is there."""
    for name in subject.manifest.tokens:
        token = subject.tokens.get(name)
        if token is None or token.kind != "image":
            continue
        for path in {token.value, token.dark, token.print} - {"", None}:
            if path and path not in subject.static_names:
                what = _("Le jeton « %(name)s » cite une image absente : « %(path)s ».")
                what %= {"name": name, "path": path}
                mend = closest(path, subject.static_names)
                yield at(MANIFEST, _line(subject, name), "K008", Level.ERROR, what, mend)


def _line(subject: Subject, name: str) -> int:
    return manifests.line_of(subject.files.text(MANIFEST), name)
