"""Making the files that documents offer: small, and truly of the format their name says."""

from django.core.files.base import ContentFile

from cms.demo.content.files import FILES, Paper
from cms.demo.papers import as_csv, as_odt, as_pdf
from cms.pages.models import CouncilFile
from cms.translations.typography import french

from .demo import Demo

_WRITERS = {"pdf": as_pdf, "odt": as_odt}


def make_files(demo: Demo) -> None:
    """Every file, in the collection of its council."""
    for paper in FILES:
        content = _written(paper)
        file = CouncilFile(
            title=french(paper.title),
            file=ContentFile(content, paper.name),
            file_size=len(content),
            collection=demo.sites[paper.site].collection,
            uploaded_by_user=demo.editor(paper.site),
        )
        file.save()
        demo.files[paper.name] = file


def _written(paper: Paper) -> bytes:
    extension = paper.name.rsplit(".", 1)[1]
    if extension == "csv":
        return as_csv(paper.rows)
    return _WRITERS[extension](french(paper.title), french(paper.text))
