"""A post as it is kept, and as its author and moderators see it while its links wait.

What is kept is what everybody may read: lists, excerpts, feeds, search and mails take it from
``post.content.rendered`` and need to know nothing of links that wait (see ``holding``).
"""

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from sites.councils.hosts import table

from .markup import Held, Reading, is_elsewhere, look_into, render
from .mentions import names_to_mark


def own_hosts() -> frozenset[str]:
    """The host names of this install: links to them never wait."""
    return frozenset(table().hosts)


def links_elsewhere(text: str) -> list[str]:
    """The addresses outside of this install that ``text`` links to, in quotes as well."""
    found, hosts = look_into(text), own_hosts()
    return [one for one in (*found.links, *found.quoted) if is_elsewhere(one, hosts)]


def rendered(text: str, held: Held = Held.FREE) -> SafeString:
    """``text`` as HTML, cleaned by nh3, with the people it mentions marked."""
    return mark_safe(render(text, Reading(names_to_mark(text), held, own_hosts())))


def for_everybody(post) -> SafeString:
    """The HTML to keep with ``post``, in the language of the install whoever is writing."""
    with translation.override(settings.LANGUAGE_CODE):
        return rendered(post.content.raw, Held.HIDDEN if post.is_held else Held.FREE)


def for_insiders(post) -> SafeString:
    """The same for the author and for moderators: with the addresses that wait, as text."""
    return rendered(post.content.raw, Held.SHOWN) if post.is_held else post.content.rendered


def keep_rendered(sender, instance, update_fields=None, **kwargs) -> None:
    """Before a post is saved, after machina's field has rendered it for anybody."""
    is_written = update_fields is None or "content" in update_fields or "is_held" in update_fields
    if is_written and (instance.is_held or "@" in instance.content.raw):
        instance._content_rendered = for_everybody(instance)
