"""A body of nodes as plain data for a layout."""

from collections.abc import Iterable
from typing import Any

from .tree import Bullets, Heading, Node, Note, Paragraph, Picture, Quote, Run, Runs, Table


def body(nodes: Iterable[Node], pictures: list[bytes]) -> list[dict[str, Any]]:
    """The nodes for the layout; headings go down one step at a time, as PDF/UA asks."""
    set_nodes, level = [], 0
    for node in nodes:
        told = _node(node, pictures)
        if isinstance(node, Heading):
            level = told["level"] = min(node.level, level + 1)
        set_nodes.append(told)
    return set_nodes


def _node(node: Node, pictures: list[bytes]) -> dict[str, Any]:
    match node:
        case Heading():
            return {"is": "heading", "level": node.level, "runs": _runs(node.runs)}
        case Paragraph():
            return {"is": "paragraph", "runs": _runs(node.runs)}
        case Bullets():
            items = [_inner(item, pictures) for item in node.items]
            return {"is": "list", "ordered": node.ordered, "items": items}
        case Table():
            return _table(node)
        case Quote():
            return {"is": "quote", "nodes": _inner(node.nodes, pictures), "author": node.author}
        case Picture():
            pictures.append(node.data)
            file = str(len(pictures) - 1)
            return {"is": "picture", "file": file, "alt": node.alt, "caption": node.caption}
        case Note():
            return {"is": "note", "label": node.label, "nodes": _inner(node.nodes, pictures)}


def _inner(nodes: Iterable[Node], pictures: list[bytes]) -> list[dict[str, Any]]:
    """Nodes inside another one: a heading there is a strong paragraph, no part of the document."""
    told = []
    for node in nodes:
        if isinstance(node, Heading):
            node = Paragraph(
                tuple(Run(r.text, True, r.italic, r.raised, r.href) for r in node.runs)
            )
        told.append(_node(node, pictures))
    return told


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "caption": table.caption,
        "columns": max((len(row) for row in (table.header, *table.rows)), default=0),
        "header": [_runs(cell) for cell in table.header],
        "rows": [[_runs(cell) for cell in row] for row in table.rows],
        "leads": table.first_column_leads,
    }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [
        {"text": r.text, "bold": r.bold, "italic": r.italic, "raised": r.raised, "href": r.href}
        for r in runs
    ]
