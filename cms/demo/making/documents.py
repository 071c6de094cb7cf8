"""Making documents."""

from cms.demo.content.documents import DOCUMENTS
from cms.demo.content.shapes import Document
from cms.pages.models import CouncilDocument

from .bodies import body
from .demo import Demo
from .tree import add, classify


def make_documents(demo: Demo) -> None:
    """Every document, the oldest first: one may replace another."""
    made: dict[tuple[str, str], CouncilDocument] = {}
    for document in sorted(DOCUMENTS, key=lambda one: one.day):
        replaced = made.get((document.site, document.replaces))
        made[document.site, document.title] = _add(demo, document, replaced)


def _add(demo: Demo, document: Document, replaced: CouncilDocument | None) -> CouncilDocument:
    page = CouncilDocument(
        title=document.title,
        summary=document.summary,
        kind=document.kind,
        date=demo.clock.day(document.day),
        body=body(demo, document.site, document.body),
        file=demo.files[document.file] if document.file else None,
        supersedes=replaced,
    )
    classify(demo, page, document.topics, document.also)
    index = demo.page(document.site, "/documents/")
    return add(demo, index, page, site=document.site, day=document.day)
