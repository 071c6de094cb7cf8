"""Conditions for querysets: whether columns of a row answer a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Expression,
    F,
    Func,
    Model,
    Subquery,
    TextField,
)

from . import folding
from .questions import Question, Term

CONFIGURATION = "quartiers_fr"


@dataclass(frozen=True)
class Words:
    """What of a table is looked through, as its index on PostgreSQL holds it.

    ``columns``, or expressions, are taken together; ``order`` is the column that says which rows
    are newer, and ``number`` grows with it, by one for each row or for each 256 seconds
    (``Moment``). The index is on the same columns in the same order, joined by spaces, and a search
    is slow without it: ``gin (quartiers_filed(quartiers_words(title || ' ' || summary), id))``.
    """

    columns: Sequence[str | Expression]
    order: str = "pk"
    number: str | Expression = "pk"

    def have(self, question: Question) -> "Found":
        """A condition: whether a row has all that the question asks for."""
        return Found(self, question)

    def have_lately(self, question: Question, width: int, last: Subquery | Func) -> "Found":
        """The same for rows in the two drawers of this width of which one holds ``last``."""
        return Found(self, question, width, last)

    def last_of(self, model: type[Model]) -> Subquery:
        """The number of the newest row of all."""
        rows = model._base_manager.order_by(f"-{self.order}")
        return Subquery(rows.annotate(_number=self.numbered()).values("_number")[:1])

    def numbered(self) -> F | Expression:
        return F(self.number) if isinstance(self.number, str) else self.number


class Found(Func):
    """Whether a row has all that a question asks for: made by ``Words``."""

    output_field = BooleanField()
    conditional = True

    def __init__(
        self,
        words: Words,
        question: Question,
        width: int | None = None,
        last: Subquery | Func | None = None,
    ):
        self.question, self.width = question, width
        ends = [words.numbered()] if last is None else [words.numbered(), last]
        columns = (F(one) if isinstance(one, str) else one for one in words.columns)
        super().__init__(*ends, *columns)

    def __repr__(self) -> str:
        return f"Found({self.question.text!r})"

    def as_postgresql(self, compiler, connection, **context):
        number, last, columns = self._parts()
        number, number_params = compiler.compile(number)
        text, text_params = self._joined(columns, compiler)
        sql = f"quartiers_filed(quartiers_words({text}), {number}) @@ "
        asked, params = f"to_tsquery('{CONFIGURATION}', %s)", [tsquery(self.question)]
        if last is not None:
            last, last_params = compiler.compile(last)
            asked = f"({asked} && quartiers_latest({last}, %s))"
            params += [*last_params, self.width]
        return sql + asked, [*text_params, *number_params, *params]

    def as_sqlite(self, compiler, connection, **context):
        text, params = self._joined(self._parts()[2], compiler)
        return f"{folding.FUNCTION}({text}, %s)", [*params, folding.pattern_of(self.question)]

    def _parts(self) -> tuple[Expression, Expression | None, list[Expression]]:
        number, *rest = self.get_source_expressions()
        last = None if self.width is None else rest.pop(0)
        return number, last, rest

    @staticmethod
    def _joined(columns: Iterable[Expression], compiler) -> tuple[str, list]:
        pieces = [compiler.compile(column) for column in columns]
        params = [param for _sql, params in pieces for param in params]
        return " || ' ' || ".join(sql for sql, _params in pieces), params


class Moment(Func):
    """The number under which a date is filed."""

    function = "quartiers_moment"
    output_field = BigIntegerField()


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
