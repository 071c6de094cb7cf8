"""Files are in no transaction: what a failed load wrote must be taken away by hand."""

from collections.abc import Callable
from types import TracebackType

from django.core.files.storage import Storage, storages

PLACES = ("default", "files")  # pictures, documents


class FilesWritten:
    """Within it, everything saved to our storages is noted, and deleted at the end unless
    ``keep()`` was called."""

    def __init__(self) -> None:
        self._storages = [storages[place] for place in PLACES]
        self._written: list[tuple[Storage, str]] = []
        self._kept = False

    def keep(self) -> None:
        self._kept = True

    def __enter__(self) -> "FilesWritten":
        for storage in self._storages:
            storage.save = self._noting(storage)  # type: ignore[method-assign]
        return self

    def _noting(self, storage: Storage) -> Callable[..., str]:
        save = storage.save

        def noted(name, content, max_length=None):
            saved = save(name, content, max_length=max_length)
            self._written.append((storage, saved))
            return saved

        return noted

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for storage in self._storages:
            del storage.save  # the class's own again
        if error or not self._kept:
            for storage, name in self._written:
                storage.delete(name)
