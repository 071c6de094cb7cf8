"""Conditions for querysets: whether columns of a row answer a question."""

from django.db.models import BooleanField, Expression, F, Func, TextField

from . import folding
from .questions import Question, Term

CONFIGURATION = "quartiers_fr"


class Found(Func):
    """Whether the named columns, or expressions, together have all that a question asks for.

    On PostgreSQL it is met by an index on the same columns in the same order, joined by spaces:
    ``USING gin (quartiers_words(title || ' ' || summary))``, and is slow without one.
    """

    output_field = BooleanField()
    conditional = True
    arg_joiner = " || ' ' || "

    def __init__(self, question: Question, *columns: str | Expression):
        self.question = question
        super().__init__(*(F(one) if isinstance(one, str) else one for one in columns))

    def __repr__(self) -> str:
        return f"Found({self.question.text!r})"

    def as_postgresql(self, compiler, connection, **context):
        columns, params = self.as_sql(compiler, connection, function="quartiers_words")
        return f"{columns} @@ to_tsquery('{CONFIGURATION}', %s)", [*params, tsquery(self.question)]

    def as_sqlite(self, compiler, connection, **context):
        template = f"{folding.FUNCTION}(%(expressions)s, %%s)"
        columns, params = self.as_sql(compiler, connection, template=template)
        return columns, [*params, folding.pattern_of(self.question)]


class Plain(Func):
    """The words of a column of HTML that we rendered ourselves."""

    function = folding.PLAIN
    output_field = TextField()


def tsquery(question: Question) -> str:
    """The question in the language of ``to_tsquery``; its words are letters and digits only."""
    return " & ".join(_term(term) for term in question.terms)


def any_word(question: Question) -> str:
    """The same for one word alone: whether it is among those asked for."""
    return " | ".join(f"'{word}'" for word in question.telling)


def _term(term: Term) -> str:
    runs = (" <-> ".join(f"'{word}'" for word in run) for run in term.forms)
    return f"({' | '.join(f'({run})' for run in runs)})"
