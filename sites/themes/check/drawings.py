"""S009 and C009: SVG files, which are documents that could run scripts."""

import re
from collections.abc import Iterator
from xml.parsers import expat

from django.utils.translation import gettext as _

from sites.themes.files import STATIC
from sites.themes.findings import Finding, Level

from . import rule, styles
from .package import suffix
from .safety import RUNS, squeezed
from .subject import Subject, at

FORBIDDEN = ("script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler",
             "listener", "set", "animate")  # fmt: skip
SVG = "http://www.w3.org/2000/svg"


class _Refused(Exception):
    """A declaration that a drawing needs not, and that can make megabytes out of a line."""


@rule
def drawings(subject: Subject) -> Iterator[Finding]:
    for name in sorted(subject.files.static):
        if suffix(name) == ".svg":
            yield from _Drawing(STATIC + name, subject.files.contents[STATIC + name]).findings


class _Drawing:
    """Walks through one file; expat opens no file and no address by itself."""

    def __init__(self, file: str, data: bytes):
        self.file, self.findings = file, list[Finding]()
        self.in_style, self.is_first = False, True
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            what = _("Ce dessin SVG ne peut pas être lu.")
            mend = _("Exportez-le de nouveau depuis votre logiciel de dessin.")
            self.findings.append(at(file, error.lineno, "C009", Level.ERROR, what, mend))
        except _Refused:
            pass  # said already

    def say(self, what: str, mend: str) -> None:
        line = self.parser.CurrentLineNumber
        self.findings.append(at(self.file, line, "S009", Level.ERROR, what, mend))

    def doctype(self, *declared) -> None:
        what = _("« <!DOCTYPE » et « <!ENTITY » ne sont pas permis dans un dessin.")
        self.say(what, _("Retirez ces lignes en tête du fichier : un SVG s’en passe."))
        raise _Refused

    def instruction(self, target, _data) -> None:
        self.say(_("« <?%(name)s » n’est pas permis dans un dessin.") % {"name": target},
                 _("Retirez cette ligne."))  # fmt: skip

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _sep, tag = name.rpartition(" ")
        if self.is_first and (tag != "svg" or space != SVG):
            what = _("Ce fichier n’est pas un dessin SVG.")
            mend = _('Il commence par <svg xmlns="http://www.w3.org/2000/svg" …>.')
            line = self.parser.CurrentLineNumber
            self.findings.append(at(self.file, line, "C009", Level.ERROR, what, mend))
            raise _Refused
        self.is_first = False
        if tag.lower() in FORBIDDEN:
            what = _("« <%(name)s> » n’est pas permis dans un dessin.") % {"name": tag}
            self.say(what, _("Retirez cet élément ; les animations se font en CSS."))
        self.in_style = tag.lower() == "style"
        for key, value in attributes.items():
            self.attribute(key.rpartition(" ")[2].lower(), value)

    def end(self, _name: str) -> None:
        self.in_style = False

    def attribute(self, name: str, value: str) -> None:
        if re.match(r"on[a-z]", name):
            what = _("« %(name)s » n’est pas permis dans un dessin.") % {"name": name}
            self.say(what, _("Retirez cet attribut."))
        elif name in ("href", "src") and not value.startswith("#"):
            if RUNS.search(squeezed(value)) or not value.startswith("data:image/"):
                what = _("Ce dessin renvoie à « %(address)s ».") % {"address": value[:80]}
                self.say(what, _("Intégrez l’image au dessin, ou retirez ce lien."))
        elif name == "style" or "(" in value:
            self.css(f"a {{ b: {value} }}")

    def text(self, data: str) -> None:
        if self.in_style:
            self.css(data)

    def css(self, text: str) -> None:
        sheet = styles.read(text)
        outer = [u for u in sheet.files if not u.name.startswith(("#", "data:image/"))]
        if sheet.imports or outer:
            what = _("Ce dessin va chercher un autre fichier.")
            self.say(what, _("Intégrez ce qu’il montre, ou retirez-le."))
