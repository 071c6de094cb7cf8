"""What a form may point at: a key that was not offered must not be taken either.

Choosers offer what their reader may see, but a form arrives as numbers. Every form of the admin is
held against this once, field by field; what a thing pointed at before may stay.
"""

from collections.abc import Callable, Iterator
from functools import wraps

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Page

from sites.teams.scope import Scope

from .current import limited_scope
from .things import elsewhere, is_linkable, may_point_at

Reference = tuple[type[Model], str]  # a model and a key


def connect() -> None:
    WagtailAdminModelForm._post_clean = _checked(WagtailAdminModelForm._post_clean)
    BaseChooser.get_value_data = _discreet(BaseChooser.get_value_data)
    handler = PageLinkElementHandler
    handler.get_attribute_data = _without_address(handler.get_attribute_data)


# Forms --------------------------------------------------------------------------------------------


def _checked(post_clean: Callable[[ModelForm], None]) -> Callable[[ModelForm], None]:
    @wraps(post_clean)
    def check_and_clean(form: ModelForm) -> None:
        scope = limited_scope()
        if scope is not None:
            _check(form, scope)
        post_clean(form)

    return check_and_clean


def _check(form: ModelForm, scope: Scope) -> None:
    own_key = form._meta.model._meta.pk.name  # of a row: its formset offers those of its page only
    for name in list(form.cleaned_data):
        if name == own_key:
            continue
        new = set(_pointed_at(form, name, form.cleaned_data[name]))
        if not new:
            continue
        known = set(_pointed_at(form, name, _stored(form, name)))
        if not all(_allowed(scope, reference) for reference in new - known):
            form.add_error(
                name,
                _(
                    "Un élément choisi ici n’est pas à votre conseil, ou n’existe plus : "
                    "choisissez-en un autre."
                ),
            )


def _stored(form: ModelForm, name: str) -> object:
    """What the thing of a form says before it is changed."""
    if form.instance.pk is None:
        return None
    value = getattr(form.instance, name, None)  # not yet changed: that is what comes next
    return value.all() if hasattr(value, "all") else value


def _pointed_at(form: ModelForm, name: str, value: object) -> Iterator[Reference]:
    """The models and keys that the value of a field refers to."""
    if isinstance(value, Model):
        yield type(value), str(value.pk)
    elif isinstance(value, QuerySet | list | tuple):
        yield from ((type(item), str(item.pk)) for item in value if isinstance(item, Model))
    elif value:
        yield from _written(form, name, value)


def _written(form: ModelForm, name: str, value: object) -> Iterator[Reference]:
    """What a text or a body refers to."""
    try:
        field = form._meta.model._meta.get_field(name)
    except FieldDoesNotExist:
        return
    if extract := getattr(field, "extract_references", None):
        for found in extract(value):
            yield found[0], str(found[1])


def _allowed(scope: Scope, reference: Reference) -> bool:
    model, key = reference
    if model is ContentType:
        return True
    try:
        thing = model._base_manager.filter(pk=key).first()
    except (TypeError, ValueError):
        return False
    return thing is not None and may_point_at(scope, thing)


# What a form shows of what it points at -----------------------------------------------------------


def _discreet(get_value_data: Callable) -> Callable:
    @wraps(get_value_data)
    def get_own(widget: BaseChooser, value: object) -> dict | None:
        scope, data = limited_scope(), get_value_data(widget, value)
        if scope is None or not data:
            return data
        thing = widget.model_class._base_manager.filter(pk=data["id"]).first()
        if thing is None or may_point_at(scope, thing):
            return data
        hidden = {"id": data["id"], "edit_url": None, widget.display_title_key: elsewhere()}
        if "preview" in data:  # the script of a picture's chooser reads its measures
            hidden |= {"preview": {"url": "", "width": 0, "height": 0}, "default_alt_text": ""}
        return hidden

    return get_own


def _without_address(get_attribute_data: Callable) -> Callable:
    @wraps(get_attribute_data)
    def get_allowed(handler: object, attrs: dict) -> dict:
        scope, data = limited_scope(), get_attribute_data(handler, attrs)
        if scope is None or not data.get("url"):
            return data
        page = Page.objects.filter(pk=data["id"]).first()
        return data if page and is_linkable(scope, page) else {"id": data["id"], "url": None}

    return get_allowed
