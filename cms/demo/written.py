"""Files are in no transaction: what a failed load wrote must be taken away by hand."""

from types import TracebackType

from django.core.files.storage import Storage, default_storage


class FilesWritten:
    """Within it, everything saved to the default storage is noted, and deleted at the end unless
    ``keep()`` was called."""

    def __init__(self, storage: Storage = default_storage):
        self._storage = storage
        self._names: list[str] = []
        self._kept = False

    def keep(self) -> None:
        self._kept = True

    def __enter__(self) -> "FilesWritten":
        save = self._storage.save

        def noted(name, content, max_length=None):
            saved = save(name, content, max_length=max_length)
            self._names.append(saved)
            return saved

        self._storage.save = noted  # type: ignore[method-assign]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        del self._storage.save  # the class's own again
        if error or not self._kept:
            for name in self._names:
                self._storage.delete(name)
