"""What a parameter of an address must be: one function for each kind of thing it can name.

A check gets the reader's scope, the value, and all parameters of the address; False means 404.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.db.models import Model
from wagtail.models import Page, Revision, Site, TaskState, UploadedFile, WorkflowState

from cms.pages.models import CouncilFile, Picture
from sites.teams.scope import Scope

from .things import FILES, is_above, is_linkable, is_own, is_own_page

Parameters = Mapping[str, Any]
Check = Callable[[Scope, Any, Parameters], bool]


def _of(model: type[Model], key: Any) -> Model | None:
    try:
        return model._base_manager.filter(pk=unquote(str(key))).first()
    except (TypeError, ValueError, OverflowError):
        return None


def anything(scope: Scope, value: Any, parameters: Parameters) -> bool:
    """A word that names nobody's thing: a type, an action, a size, an external address."""
    return True


def own_page(scope: Scope, value: Any, parameters: Parameters) -> bool:
    page = _of(Page, value)
    return isinstance(page, Page) and is_own_page(scope, page)


def own_page_or_above(scope: Scope, value: Any, parameters: Parameters) -> bool:
    """One's own, or a page on the way to it from the root: where somebody with two councils is."""
    page = _of(Page, value)
    return isinstance(page, Page) and (is_own_page(scope, page) or is_above(scope, page))


def linkable_page(scope: Scope, value: Any, parameters: Parameters) -> bool:
    page = _of(Page, value)
    return isinstance(page, Page) and (is_linkable(scope, page) or is_above(scope, page))


def own_picture(scope: Scope, value: Any, parameters: Parameters) -> bool:
    picture = _of(Picture, value)
    return picture is not None and is_own(scope, picture)


def own_file(scope: Scope, value: Any, parameters: Parameters) -> bool:
    file = _of(CouncilFile, value)
    return file is not None and is_own(scope, file)


def own_upload(scope: Scope, value: Any, parameters: Parameters) -> bool:
    upload = _of(UploadedFile, value)
    return isinstance(upload, UploadedFile) and upload.uploaded_by_user_id == scope.user_id


def own_site(scope: Scope, value: Any, parameters: Parameters) -> bool:
    site = _of(Site, value)
    return site is not None and site.pk in {own.pk for own in scope.sites}


def own_state(scope: Scope, value: Any, parameters: Parameters) -> bool:
    """A workflow of the page that the address names."""
    state = _of(WorkflowState, value)
    return isinstance(state, WorkflowState) and state.object_id == str(parameters["page_id"])


def own_task_state(scope: Scope, value: Any, parameters: Parameters) -> bool:
    state = _of(TaskState, value)
    return isinstance(state, TaskState) and own_state(scope, state.workflow_state_id, parameters)


def own_task(scope: Scope, value: Any, parameters: Parameters) -> bool:
    """A step of a review of the page that the address names."""
    states = TaskState.objects.filter(task_id=value)
    return states.filter(workflow_state__object_id=str(parameters["page_id"])).exists()


def own_revision(scope: Scope, value: Any, parameters: Parameters) -> bool:
    """A version of the page that the address names (or a word such as « latest »)."""
    if not str(value).isdecimal():
        return True
    revision = _of(Revision, value)
    page = parameters.get("page_id", parameters.get("pk"))
    return isinstance(revision, Revision) and revision.object_id == str(page)


def several_of(scope: Scope, value: Any, parameters: Parameters) -> bool:
    """Pages and files may be changed several at once; people, groups and all else may not."""
    try:
        model = apps.get_model(parameters["app_label"], parameters["model_name"])
    except LookupError:
        return False
    return issubclass(model, (Page, *FILES))


def own_object(scope: Scope, value: Any, parameters: Parameters) -> bool:
    """A thing whose type the address names too."""
    try:
        model = apps.get_model(parameters["app_label"], parameters["model_name"])
    except LookupError:
        return False
    thing = _of(model, value)
    return thing is not None and is_own(scope, thing)


def shared_thing(scope: Scope, value: Any, parameters: Parameters) -> bool:
    """A place or a topic: everybody's, and Wagtail asks for the right to change it."""
    return True
