"""Where in a template an exception comes from; Django tells it in its debug mode only."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType

from django.template import Origin, Template
from django.template.base import Node


@dataclass(frozen=True)
class Place:
    """A line of a template; ``origin`` tells which of the same name, ``line`` may be 0."""

    origin: str
    name: str
    line: int


def places(error: BaseException) -> list[Place]:
    """Where the templates stood that were being made or read, the innermost last."""
    return [place for frame in _frames(error) if (place := _place(frame, error))]


def _frames(error: BaseException) -> Iterator[FrameType]:
    trace = error.__traceback__
    while trace:
        yield trace.tb_frame
        trace = trace.tb_next
    if error.__cause__:  # Django raises anew what a template that is missing says
        yield from _frames(error.__cause__)


def _place(frame: FrameType, error: BaseException) -> Place | None:
    """What ``self`` is in the frame: a piece of a template, or one that is being read."""
    one = frame.f_locals.get("self")
    if isinstance(one, Node):
        origin, token = getattr(one, "origin", None), one.token
    elif isinstance(one, Template) and frame.f_code.co_name == "compile_nodelist":
        origin, token = one.origin, getattr(error, "token", None)
    else:
        return None
    if not isinstance(origin, Origin):
        return None
    return Place(str(origin.name), str(origin.template_name), getattr(token, "lineno", 0) or 0)
