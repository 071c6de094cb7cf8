"""A new page's form, filled in from a starting point; nothing is saved by it.

Wagtail tells of a new page without its request (``init_new_page``), and of the request without its
page (``before_create_page``), one right after the other: the first leaves here what was asked for.
"""

import json
from contextvars import ContextVar

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.models import Page
from wagtail.signals import init_new_page

from .kept import CHILDREN, StartingPoint, kept_for
from .shipped import shipped_for

PARAMETER = "modele"
_asked: ContextVar[str] = ContextVar("the starting point of the page being made", default="")


def connect() -> None:
    init_new_page.connect(begin, dispatch_uid="quartiers_writing")


def ask(request: HttpRequest, parent: Page, model: type[Page]) -> None:
    """Keep the choice until the page is there (a ``before_create_page`` hook)."""
    try:
        _asked.set(request.GET[PARAMETER])
    except MultiValueDictKeyError:
        _asked.set("")


def begin(sender: object, page: Page, parent: Page, **kwargs) -> None:
    """Write the chosen starting point into ``page``, or at least open a text to write in."""
    fill(page, values_of(_asked.get(), type(page), parent))
    body = getattr(page, "body", None)
    if body is not None and not body and not page._meta.get_field("body").blank:
        page.body = [("text", "")]


def values_of(choice: str, model: type[Page], parent: Page) -> dict:
    """The fields that ``choice`` names; none when nobody here has such a starting point."""
    kind, _colon, key = choice.partition(":")
    if kind == "fourni":
        found = next((start for start in shipped_for(model) if start.key == key), None)
        return found.make() if found else {}
    if kind == "garde" and key.isdecimal() and len(key) < 10:
        kept = kept_for(model, parent).filter(pk=int(key)).first()
        return _revived(kept, model) if kept else {}
    return {}


def _revived(kept: StartingPoint, model: type[Page]) -> dict:
    values = dict(kept.content)
    for name in CHILDREN:
        if name in values:
            child = model._meta.get_field(name).related_model
            values[name] = [child(**row) for row in values[name]]
    if body := values.get("body"):
        stream = model._meta.get_field("body").stream_block
        fresh = [{k: v for k, v in row.items() if k != "id"} for row in json.loads(body)]
        values["body"] = stream.to_python(fresh)
    return values


def fill(page: Page, values: dict) -> None:
    for name, value in values.items():
        if hasattr(page, name):
            setattr(page, name, value)
