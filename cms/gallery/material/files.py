"""Files to download that lie nowhere."""

from cms.pages.models import CouncilFile


def file(title: str, kind: str = "pdf", size: int = 240_000) -> CouncilFile:
    name = f"documents/galerie.{kind}"
    # A key and a collection are named so that none is looked up.
    return CouncilFile(title=title, file=name, file_size=size, pk=1, collection_id=1)
