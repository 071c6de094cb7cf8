"""mypy: what our middleware and django-csp hang on requests and responses; lazy texts are texts.

Django's classes are open by custom and closed to a type checker; this names the attributes, as
``Any``, so that a misspelt one is still an error. A lazy translation stands wherever ``str`` does.
"""

from collections.abc import Callable

from mypy.plugin import ClassDefContext, FunctionContext, Plugin
from mypy.plugins.common import add_attribute_to_class
from mypy.types import AnyType, Type, TypeOfAny

ATTRIBUTES = {
    "django.http.request.HttpRequest": (
        "host_entry",
        "site",
        "council",
        "is_preview",
        "frames",
        "chrome",
        "urlconf",
        "_wagtail_site",
        "forum_permission_handler",
    ),
    "django.http.response.HttpResponseBase": ("_csp_replace", "_csp_update", "_csp_exempt"),
}


class RequestPlugin(Plugin):
    def get_customize_class_mro_hook(self, fullname: str) -> Callable | None:
        return add_attributes if fullname in ATTRIBUTES else None

    def get_function_hook(self, fullname: str) -> Callable | None:
        lazy = fullname.startswith("django.utils.translation.") and fullname.endswith("_lazy")
        return as_text if lazy else None


def as_text(context: FunctionContext) -> Type:
    return context.api.named_generic_type("builtins.str", [])


def add_attributes(context: ClassDefContext) -> None:
    for name in ATTRIBUTES[context.cls.fullname]:
        if name not in context.cls.info.names:
            anything = AnyType(TypeOfAny.explicit)
            add_attribute_to_class(context.api, context.cls, name, anything)


def plugin(version: str) -> type[Plugin]:
    return RequestPlugin
