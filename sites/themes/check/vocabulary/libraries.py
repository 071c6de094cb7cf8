"""The tags and filters that templates may load and use."""

# Libraries of tags and filters; None: all of a library, else these names.
LIBRARIES: dict[str, frozenset[str] | None] = {
    "i18n": None,
    "l10n": None,
    "tz": None,
    "static": None,
    "themes": None,
    "cache": None,
    "pages": None,
    "agenda": None,
    "meetings": None,
    "typography": None,
    "table_block_tags": None,
    "wagtailcore_tags": frozenset({"include_block", "richtext"}),
}
REFUSED_TAGS = frozenset({"debug", "static", "get_static_prefix", "get_media_prefix"})
REFUSED_FILTERS = frozenset({"safeseq", "pprint", "dictsort", "dictsortreversed", "stringformat"})
"""
``static`` fails on files that were not there when the product was built; ``dictsort`` looks up what
its argument names; ``stringformat`` and ``pprint`` print what an object is made of.
"""
