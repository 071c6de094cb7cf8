"""T0xx: templates compile, find what they name, and keep what others count on."""

import re
from collections.abc import Iterator

from django.template import Template
from django.template.base import Lexer, Node, TextNode, TokenType, VariableNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.utils.translation import gettext as _

from sites.themes.files import TEMPLATES
from sites.themes.findings import Finding, Level
from sites.themes.stack import is_themable

from . import rule
from .package import IN_TEMPLATES, suffix
from .sources import Fault, blocks_of, engine, extends_of, first_word, line_of_node, literal
from .subject import Subject, at, closest
from .tags import refused_tags
from .vocabulary import LIBRARIES

INSTEAD = {
    "static": "theme_static",
    "get_static_prefix": "theme_static",
    "get_media_prefix": "theme_static",
    "image": "picture_sources",
    "pageurl": "{{ … .url }}",
}
USERBAR = "base.html"  # the one place of {% wagtailuserbar %}


@rule
def compiles(subject: Subject) -> Iterator[Finding]:
    """T001."""
    for name, fault in subject.sources.faults.items():
        what, mend = _in_words(fault)
        yield at(TEMPLATES + name, fault.line, "T001", Level.ERROR, what, mend)


@rule
def targets(subject: Subject) -> Iterator[Finding]:
    """T002 and T003: what is included or extended is named, and is there."""
    for place, node, name in _named(subject):
        tag = first_word(node)
        if not name:
            what = _("« {%% %(tag)s %%} » doit nommer son fichier entre guillemets.") % {"tag": tag}
            mend = _('Par exemple : {% include "components/notice.html" %}.')
            yield at(place, line_of_node(node), "T003", Level.ERROR, what, mend)
        elif not is_themable(name) or not subject.sources.exists(name):
            if name in subject.templates and is_themable(name):
                continue  # T004 or T005 says why it is left out
            what = _("« %(name)s » n’existe pas, ou n’est pas pour les thèmes.") % {"name": name}
            mend = closest(name, subject.sources.names)
            yield at(place, line_of_node(node), "T002", Level.ERROR, what, mend)


@rule
def tags(subject: Subject) -> Iterator[Finding]:
    """T004 and T005: libraries and tags that are meant for themes."""
    for name, source in subject.templates.items():
        for found in refused_tags(source):
            if found.is_library:
                what = _("« {%% load %(name)s %%} » n’est pas permis dans un thème.")
                mend = _("Permis : %(names)s.") % {"names": ", ".join(sorted(LIBRARIES))}
                code = "T004"
            else:
                what = _("« {%% %(name)s %%} » n’est pas permis dans un thème.")
                other = INSTEAD.get(found.name)
                mend = _("Prenez « %(name)s ».") % {"name": other} if other else _("Retirez-la.")
                code = "T005"
            what %= {"name": found.name}
            yield at(TEMPLATES + name, found.line, code, Level.ERROR, what, mend)
        if name != USERBAR:
            for token in Lexer(source).tokenize():
                if token.token_type == TokenType.BLOCK and token.contents == "wagtailuserbar":
                    what = _("« {% wagtailuserbar %} » n’a sa place que dans base.html.")
                    mend = _("Retirez-la.")
                    line = token.lineno or 0
                    yield at(TEMPLATES + name, line, "T005", Level.ERROR, what, mend)


@rule
def names(subject: Subject) -> Iterator[Finding]:
    """T007 and T008: a template stands in for another, or is included by one."""
    used = {name for _place, _node, name in _named(subject)}
    for name in sorted(n for n in subject.templates if suffix(n) in IN_TEMPLATES):
        if not is_themable(name):
            what = _("Ce gabarit ne fait pas partie de ce qu’un thème peut changer.")
            mend = _("Retirez-le : l’espace de l’équipe garde toujours le même aspect.")
            yield at(TEMPLATES + name, 0, "T008", Level.ERROR, what, mend)
        elif name not in used and subject.sources.original(name) is None:
            what = _("Ce gabarit ne remplace rien et aucun autre ne l’inclut.")
            mend = closest(name, subject.sources.names - {name})
            yield at(TEMPLATES + name, 0, "T007", Level.WARNING, what, mend)


@rule
def lost_blocks(subject: Subject) -> Iterator[Finding]:
    """T009 and T010: what other templates fill must still be there."""
    for name, template in subject.sources.own.items():
        original = subject.sources.original(name)
        if original is None:
            continue
        lost = _reachable(subject, original) - _reachable(subject, template)
        if not lost:
            continue
        fillers = _fillers(subject, name)
        own = {block.name for block in blocks_of(original)} & _introduced(subject, original)
        for block in sorted(lost & set(fillers)):
            yield _missed(name, block, fillers[block])
        if gone := sorted(lost & own - set(fillers)):
            what = _("Des blocs de l’original ont disparu : %(names)s.") % {
                "names": ", ".join(gone)
            }
            mend = _("Remettez-les : un thème enfant ou une mise à jour peut les remplir.")
            yield at(TEMPLATES + name, 0, "T010", Level.WARNING, what, mend)


@rule
def stray_blocks(subject: Subject) -> Iterator[Finding]:
    """T011 and T012: in a template that extends another, only its blocks are shown."""
    for name, template in subject.sources.own.items():
        extends = extends_of(template)
        chain = subject.sources.chain(template)
        if extends is None or len(chain) == 1:
            continue
        known = {block.name for parent in chain[1:] for block in blocks_of(parent)}
        for block in extends.nodelist:
            if isinstance(block, BlockNode) and block.name not in known:
                what = _("Le bloc « %(name)s » n’existe pas dans « %(parent)s ».")
                what %= {"name": block.name, "parent": literal(extends.parent_name)}
                line = line_of_node(block)
                mend = closest(block.name, known)
                yield at(TEMPLATES + name, line, "T011", Level.WARNING, what, mend)
        yield from _outside(name, subject.templates[name], extends)


@rule
def theme_files(subject: Subject) -> Iterator[Finding]:
    """T013 and T014: files and tokens that templates name."""
    for name, template in subject.sources.own.items():
        for node in template.nodelist.get_nodes_by_type(Node):
            tag, word = first_word(node), _argument(node)
            place, line = TEMPLATES + name, line_of_node(node)
            if not word:
                continue
            if tag == "theme_static" and word not in subject.static_names:
                what = _("Le fichier « %(name)s » n’existe ni dans ce thème ni dans ses parents.")
                mend = closest(word, subject.static_names)
                yield at(place, line, "T013", Level.ERROR, what % {"name": word}, mend)
            kind = {"theme_image": "image", "theme_colour": "color"}.get(tag)
            known = {token.name for token in subject.tokens.values() if token.kind == kind}
            if kind and word not in known:
                what = _("« %(name)s » n’est pas un jeton de type « %(kind)s ».")
                mend = closest(word, known)
                yield at(
                    place, line, "T014", Level.ERROR, what % {"name": word, "kind": kind}, mend
                )


# Words --------------------------------------------------------------------------------------------


def _in_words(fault: Fault) -> tuple[str, str]:
    """What the compiler says in English, for who writes HTML."""
    error = fault.error
    if found := re.search(r"Invalid block tag[^']*'([^']*)'(?:, expected (.*?)\. Did)?", error):
        what = _("La balise « {%% %(name)s %%} » n’est pas connue ici.") % {"name": found[1]}
        if found[2]:
            return what, _("Il faut d’abord fermer avec %(names)s.") % {"names": found[2]}
        return what, _missing(found[1], "tags")
    if found := re.search(r"Unclosed tag[^']*'([^']*)'. Looking for one of: (.*)\.", error):
        what = _("La balise « {%% %(name)s %%} » n’est jamais refermée.") % {"name": found[1]}
        return what, _("Ajoutez {%% %(name)s %%}.") % {"name": found[2].split(", ")[-1]}
    if found := re.search(r"Invalid filter: '([^']*)'", error):
        what = _("Le filtre « |%(name)s » n’est pas connu.") % {"name": found[1]}
        return what, _missing(found[1], "filters")
    if found := re.search(r"'block' tag with name '([^']*)' appears more than once", error):
        what = _("Le bloc « %(name)s » est deux fois dans ce fichier.") % {"name": found[1]}
        return what, _("Un bloc n’y est qu’une fois : réunissez les deux.")
    if found := re.search(r"begin with underscores: '([^']*)'", error):
        what = _("« %(name)s » : un nom ne commence pas par « _ ».") % {"name": found[1]}
        return what, _("Ces noms sont réservés au logiciel.")
    if "must be the first tag" in error:
        return _("{% extends %} doit être la première balise du fichier."), _("Montez-la en tête.")
    what = _("Cette balise est mal écrite (%(error)s).") % {"error": error[:200]}
    return what, _("Comparez avec le même gabarit du thème « socle ».")


def _missing(word: str, what: str) -> str:
    """What to do about a tag or filter (``what``: tags, filters) that a template does not have."""
    known = {name for library in engine().template_builtins for name in getattr(library, what)}
    for name, allowed in LIBRARIES.items():
        words = set(getattr(engine().template_libraries[name], what, ()))
        words &= words if allowed is None else allowed
        if word in words:
            return _("Ajoutez {%% load %(name)s %%} en tête du fichier.") % {"name": name}
        known |= words
    return closest(word, known)


def _missed(name: str, block: str, filler: str) -> Finding:
    what = _("Le bloc « %(name)s » a disparu : « %(filler)s » le remplit, et ne montrerait rien.")
    mend = _("Remettez {%% block %(name)s %%}{%% endblock %%} là où son contenu doit paraître.")
    words = {"name": block, "filler": filler}
    return at(TEMPLATES + name, 0, "T009", Level.ERROR, what % words, mend % {"name": block})


# Looking around -----------------------------------------------------------------------------------


def _named(subject: Subject) -> Iterator[tuple[str, Node, str]]:
    """Every include and extends of the theme: file, node, and what it names (empty: unknown)."""
    for name, template in subject.sources.own.items():
        extends = extends_of(template)
        if extends is not None:
            yield TEMPLATES + name, extends, literal(extends.parent_name)
        for node in template.nodelist.get_nodes_by_type(IncludeNode):
            yield TEMPLATES + name, node, literal(node.template)  # type: ignore[attr-defined]


def _reachable(subject: Subject, template: Template) -> set[str]:
    """The blocks that a page made of ``template`` shows."""
    pieces = subject.sources.pieces(template, includes=False)
    return {piece.node.name for piece in pieces if isinstance(piece.node, BlockNode)}


def _introduced(subject: Subject, original: Template) -> set[str]:
    """The blocks that ``original`` has and what it extends has not."""
    above = subject.sources.chain(original)[1:]
    known = {block.name for parent in above for block in blocks_of(parent)}
    return {block.name for block in blocks_of(original)} - known


def _fillers(subject: Subject, name: str) -> dict[str, str]:
    """The blocks that templates which extend ``name`` fill, with one such template."""
    children: dict[str, list[Template]] = {}
    for other in sorted(subject.sources.names):
        template = subject.sources.find(other)
        extends = extends_of(template) if template else None
        if template is not None and extends is not None:
            children.setdefault(literal(extends.parent_name), []).append(template)
    found: dict[str, str] = {}
    waiting, seen = [name], {name}
    while waiting:
        for template in children.get(waiting.pop(), ()):
            if template.name == name:
                continue
            for block in _filled(template):
                found.setdefault(block, str(template.name))
            if template.name not in seen:
                seen.add(str(template.name))
                waiting.append(str(template.name))
    return found


def _filled(template: Template) -> list[str]:
    """The blocks that show something: an empty one takes away what is gone anyway."""
    extends = extends_of(template)
    blocks = extends.blocks.values() if extends else ()
    return [block.name for block in blocks if len(block.nodelist)]


def _outside(name: str, source: str, extends: ExtendsNode) -> Iterator[Finding]:
    for node in extends.nodelist:
        is_words = isinstance(node, TextNode) and node.s.strip()
        if is_words or isinstance(node, IncludeNode | VariableNode):
            line = line_of_node(node)
            if isinstance(node, TextNode):
                line += len(node.s[: len(node.s) - len(node.s.lstrip())].split("\n")) - 1
            what = _("Ce texte est en dehors des blocs : il ne paraîtra pas.")
            mend = _("Mettez-le entre {% block … %} et {% endblock %}.")
            yield at(TEMPLATES + name, line, "T012", Level.WARNING, what, mend)


def _argument(node: Node) -> str:
    """The literal first argument of a tag."""
    arguments = getattr(node, "args", None)
    return literal(arguments[0]) if arguments and hasattr(arguments[0], "filters") else ""
