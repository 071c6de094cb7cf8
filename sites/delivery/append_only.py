"""Tables whose lines are added, never changed and never taken away: logs that must be believed.

On PostgreSQL a trigger in the migration of each such table refuses what does not come through here.
"""

from typing import NoReturn

from django.db import models


class AppendOnly(TypeError):
    """Somebody tried to change what was written down."""

    def __init__(self) -> None:
        super().__init__("this log is append-only")


class LogQuerySet(models.QuerySet):
    """Reads and adds; refuses the rest."""

    def update(self, **fields) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args, **options) -> NoReturn:
        raise AppendOnly

    def update_or_create(self, *args, **options) -> NoReturn:
        raise AppendOnly

    def bulk_create(self, objs, *args, **options):
        if options.get("update_conflicts") or any(not entry._state.adding for entry in objs):
            raise AppendOnly
        return super().bulk_create(objs, *args, **options)


class LogModel(models.Model):
    """The frame of such a table."""

    objects = LogQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **options) -> None:
        if not self._state.adding:
            raise AppendOnly
        options["force_insert"] = True
        super().save(*args, **options)

    def delete(self, *args, **options) -> NoReturn:
        raise AppendOnly
