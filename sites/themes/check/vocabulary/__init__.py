"""What templates may ask for: the names they find, and what may be looked up on each.

Everything that is not here is refused, because a template can call whatever it can name:
``page.owner.password`` prints a hash and ``page.unpublish`` takes the page away. Whoever adds a
template to the product adds its names here; the tests hold this table against the classes it
speaks of and against every template of the product.

A name has one kind or several (``row`` is a forum in one list, a message in another). Nothing
harmful may stand here under any kind, so that it does not matter which of them a page has.
"""

from .kinds import KINDS
from .libraries import LIBRARIES, REFUSED_FILTERS, REFUSED_TAGS
from .names import INSTEAD, NAMES, ONLY_IN, RESULTS
from .shapes import EACH, HTML, RICH, TEXT, Many, Row, Shape, many, one

__all__ = [
    "EACH",
    "HTML",
    "INSTEAD",
    "KINDS",
    "LIBRARIES",
    "NAMES",
    "ONLY_IN",
    "REFUSED_FILTERS",
    "REFUSED_TAGS",
    "RESULTS",
    "RICH",
    "TEXT",
    "Many",
    "Row",
    "Shape",
    "many",
    "one",
]
