"""``{% load cache %}``: Django's fragment cache, with the site and its theme in every key."""

from django import template
from django.templatetags.cache import CacheNode, do_cache
from django.utils.translation import get_language

from .stack import current

register = template.Library()


class SiteCacheNode(CacheNode):
    """A fragment is kept for one site, look and language, and only of what everybody sees."""

    def render(self, context):
        request = getattr(context, "request", None) or context.get("request")
        site = getattr(request, "site", None)
        if site is None or getattr(request, "is_preview", False):
            return self.nodelist.render(context)  # a draft or a specimen is nobody else's
        look = f"{current().key}-{get_language()}"
        with context.push(fragment_site=site.pk, fragment_look=look):
            return super().render(context)


@register.tag("cache")
def cache(parser, token):
    node = do_cache(parser, token)
    vary_on = [
        *node.vary_on,
        parser.compile_filter("fragment_site"),
        parser.compile_filter("fragment_look"),
    ]
    return SiteCacheNode(
        node.nodelist, node.expire_time_var, node.fragment_name, vary_on, node.cache_name
    )
