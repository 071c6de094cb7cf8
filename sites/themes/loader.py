"""The one template loader: the theme of the page being made, then Django's own cached loader."""

from django.template import Origin, Template, TemplateDoesNotExist
from django.template.loaders import cached
from django.template.loaders.base import Loader as BaseLoader

from .stack import Layer, Stack, worn_here


class Loader(BaseLoader):
    """Finds a template in the current stack.

    A compiled template is shared by every stack that finds it in the same file: what it includes
    or extends is looked up again each time it is rendered, in the stack of that moment.
    """

    def __init__(self, engine, loaders):
        super().__init__(engine)
        self.below = cached.Loader(engine, loaders)
        self._compiled: dict[tuple[str, str], Template] = {}

    def get_template(self, template_name, skip=None):
        stack = worn_here()
        if stack is None or template_name not in stack.overrides:
            return self.below.get_template(template_name, skip)
        if skip:
            return self._find(stack, template_name, skip)
        found = stack.compiled.get(template_name)
        if found is None:
            found = stack.compiled[template_name] = self._find(stack, template_name, ())
        return found

    def _find(self, stack: Stack, name: str, skip) -> Template:
        passed = {origin.name for origin in skip}
        for layer in stack.layers[:-1]:
            if name in layer.sources and _place(layer, name) not in passed:
                return self._compile(layer, name)
        return self.below.get_template(name, skip or None)

    def _compile(self, layer: Layer, name: str) -> Template:
        key = (layer.digest, name)
        found = self._compiled.get(key)
        if found is None:
            origin = Origin(_place(layer, name), name, self)
            source = layer.sources[name]
            found = self._compiled[key] = Template(source, origin, name, self.engine)
        return found

    def get_template_sources(self, template_name):
        yield from self.below.get_template_sources(template_name)

    def get_contents(self, origin):
        """The source of a theme's template, for Django's page about an error."""
        stack = worn_here()
        for layer in stack.layers[:-1] if stack else ():
            if _place(layer, origin.template_name) == origin.name:
                return layer.sources[origin.template_name]
        raise TemplateDoesNotExist(origin)

    def get_dirs(self):
        return self.below.get_dirs()

    def reset(self):
        self.below.reset()
        self._compiled.clear()


def _place(layer: Layer, name: str) -> str:
    """Where a template of a theme lies, as errors print it; distinct for every release."""
    return f"{layer}/templates/{name} ({layer.digest[:12]})"
