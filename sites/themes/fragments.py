"""``{% load cache %}``: Django's fragment cache, with the site and its theme in every key."""

from django import template
from django.templatetags.cache import CacheNode, do_cache

from .stack import current

register = template.Library()


class SiteCacheNode(CacheNode):
    """A fragment is kept for one site in one look: never shown on another."""

    def render(self, context):
        request = context.get("request")
        site = getattr(request, "site", None)
        with context.push(fragment_site=site.pk if site else "", fragment_look=current().key):
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
