"""Templates of a theme and of what it stands on, compiled and taken apart but never rendered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Origin, Template, TemplateDoesNotExist, engines
from django.template.base import FilterExpression, Node, TextNode, VariableNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode

from sites.themes.stack import Stack, is_themable, wearing

from . import markup

DEEPEST = 40  # templates that extend one another: more is a circle


@dataclass(frozen=True)
class Fault:
    """Why a template does not compile."""

    line: int
    error: str


@dataclass(frozen=True)
class Piece:
    """A node of a page put together from parents and includes; ``place`` is its template."""

    place: str
    node: Node


class Sources:
    """The templates under check over those of ``below``, by name."""

    def __init__(self, texts: dict[str, str], below: Stack):
        self.below = below
        self.own: dict[str, Template] = {}
        self.faults: dict[str, Fault] = {}
        for name, text in texts.items():
            try:
                self.own[name] = _compiled(name, text)
            except Exception as error:  # a tag's own code may raise what it likes
                token = getattr(error, "token", None)
                self.faults[name] = Fault(getattr(token, "lineno", 0) or 0, str(error))

    def exists(self, name: str) -> bool:
        return name in self.faults or self.find(name) is not None

    def find(self, name: str, passed: Sequence[Template] = ()) -> Template | None:
        """The template of this name, the nearest that is not in ``passed``."""
        own = self.own.get(name)
        if own is not None and own not in passed:
            return own
        return self.original(name, passed)

    def original(self, name: str, passed: Sequence[Template] = ()) -> Template | None:
        """What the theme's parents or the product have under this name."""
        skip = [t.origin for t in passed if self.own.get(str(t.name)) is not t]
        with wearing(self.below):
            try:
                found, _origin = engine().find_template(name, skip=skip or None)
            except (TemplateDoesNotExist, UnicodeEncodeError, ValueError):
                return None
        return found

    def chain(self, template: Template) -> list[Template]:
        """``template``, what it extends, and so on down to the frame."""
        found = [template]
        while (extends := extends_of(found[-1])) is not None:
            name = literal(extends.parent_name)
            parent = self.find(name, found) if name else None
            if parent is None or len(found) > DEEPEST:
                break
            found.append(parent)
        return found

    def pieces(self, template: Template, *, includes: bool = True) -> Iterator[Piece]:
        """The nodes of the page that ``template`` gives, in their order, blocks in place."""
        yield from _Walk(self, includes).page(template)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that a theme on this stack may override, and the theme's own."""
        layers = (name for layer in self.below.layers for name in layer.sources)
        return frozenset({*self.own, *layers, *product_names()})


class _Walk:
    def __init__(self, sources: Sources, includes: bool):
        self.sources, self.includes = sources, includes
        self.seen: set = set()  # components and blocks: a second time they would say nothing new

    def page(self, template: Template) -> Iterator[Piece]:
        chain = self.sources.chain(template)
        blocks: dict[str, list[tuple[str, BlockNode]]] = {}
        for each in chain:
            for block in blocks_of(each):
                blocks.setdefault(block.name, []).append((str(each.name), block))
        root = chain[-1]
        yield from self.nodes(root.nodelist, str(root.name), blocks, ())

    def nodes(self, nodes, place, blocks, above) -> Iterator[Piece]:
        """``above`` are the versions that {{ block.super }} leads to."""
        for node in nodes:
            if isinstance(node, ExtendsNode):
                continue
            yield Piece(place, node)
            if isinstance(node, BlockNode):
                yield from self.block(blocks.get(node.name) or [(place, node)], blocks)
            elif isinstance(node, VariableNode) and str(node.filter_expression) == "block.super":
                yield from self.block(above, blocks)
            elif isinstance(node, IncludeNode) and self.includes:
                yield from self.included(node)
            for attribute in node.child_nodelists if not isinstance(node, BlockNode) else ():
                inner = getattr(node, attribute, None) or ()
                yield from self.nodes(inner, place, blocks, above)

    def block(self, versions, blocks) -> Iterator[Piece]:
        if versions and versions[0][1] not in self.seen:
            place, node = versions[0]
            self.seen.add(node)
            yield from self.nodes(node.nodelist, place, blocks, versions[1:])

    def included(self, node: IncludeNode) -> Iterator[Piece]:
        name = literal(node.template)
        found = self.sources.find(name) if name else None
        if found is not None and found not in self.seen:
            self.seen.add(found)
            yield from self.page(found)


@lru_cache(maxsize=4)
def _engine() -> Any:
    return engines["django"].engine  # type: ignore[attr-defined]


def engine() -> Any:
    return _engine()


def _compiled(name: str, text: str) -> Template:
    return Template(text, Origin(f"check/{name}", name), name, engine())


def extends_of(template: Template) -> ExtendsNode | None:
    return next((n for n in template.nodelist if isinstance(n, ExtendsNode)), None)


def blocks_of(template: Template) -> list[BlockNode]:
    nodes = template.nodelist.get_nodes_by_type(BlockNode)
    return [node for node in nodes if isinstance(node, BlockNode)]


def literal(expression: Any) -> str:
    """The name written in a tag; empty for one that is only known when the page is made."""
    if not isinstance(expression, FilterExpression) or expression.filters:
        return ""
    if isinstance(expression.var, str):
        return expression.var
    found = getattr(expression.var, "literal", None)
    return found if isinstance(found, str) else ""


def line_of_node(node: Node) -> int:
    return getattr(getattr(node, "token", None), "lineno", 0) or 0


def first_word(node: Node) -> str:
    token = getattr(node, "token", None)
    return token.contents.split(" ", 1)[0] if token else ""


def html(pieces: Sequence[Piece]) -> str:
    """A page as HTML, with a mark for what is only known later."""
    return "".join(
        piece.node.s if isinstance(piece.node, TextNode) else _stand_in(piece.node)
        for piece in pieces
    )


def _stand_in(node: Node) -> str:
    return " " if node.child_nodelists and _children(node) else markup.UNKNOWN


def _children(node: Node) -> bool:
    return any(getattr(node, name, None) for name in node.child_nodelists)


def product_names() -> frozenset[str]:
    """The product's templates that a theme may replace."""
    return _names_below(str(Path(settings.BASE_DIR) / "templates"))


@lru_cache(maxsize=2)
def _names_below(folder: str) -> frozenset[str]:
    root = Path(folder)
    found = (p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    return frozenset(name for name in found if is_themable(name))
