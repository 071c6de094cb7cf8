"""What a person deletes goes to the bin: Wagtail's actions on pages, pictures and files.

An action says who acts. Code that deletes without a person (commands, the bin itself) deletes.
"""

from collections.abc import Callable
from functools import wraps

from wagtail.actions import action_registry
from wagtail.actions.delete import DeleteAction
from wagtail.actions.delete_page import DeletePageAction

from cms.pages.models import CouncilFile, Picture
from cms.pages.tree import host_of

from .putting import bin_page, bin_upload


def connect() -> None:
    """Put the wrapper in place (once, when the app is ready)."""
    DeletePageAction.execute = _to_bin(DeletePageAction.execute)
    for model in (Picture, CouncilFile):
        action_registry.register(model, DeleteUploadAction)


def _to_bin(execute: Callable) -> Callable:
    @wraps(execute)
    def to_bin(action: DeletePageAction, *args, skip_permission_checks: bool = False, **kwargs):
        if action.user is None or host_of(action.page) is None:
            return execute(action, *args, skip_permission_checks=skip_permission_checks, **kwargs)
        action.check(skip_permission_checks=skip_permission_checks)
        bin_page(action.page, action.user)
        return 1, {}

    return to_bin


class DeleteUploadAction(DeleteAction):
    def _delete(self):
        if self.user is None:
            return super()._delete()
        return bin_upload(self.instance, self.user)
