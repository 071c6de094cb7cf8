"""Wagtail's indexes (search, and what refers to what), filled once instead of at every save."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from wagtail.search.index import get_indexed_models
from wagtail.search.signal_handlers import post_save_signal_handler, register_signal_handlers
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def filled_at_the_end() -> Iterator[None]:
    """Within it nothing that is saved goes into an index; leaving it fills both, without a word."""
    with disable_reference_index_auto_update(), _search_not_updated():
        yield
    for command in ("update_index", "rebuild_references_index"):
        call_command(command, verbosity=0)


@contextmanager
def _search_not_updated() -> Iterator[None]:
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        yield
    finally:
        register_signal_handlers()
