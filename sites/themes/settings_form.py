"""What a council may change of its theme, and why a value is refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import colours, pool, wardrobe
from .manifest import decimal
from .models import Look
from .stack import Stack
from .tokens import Tokens, fault


@dataclass(frozen=True)
class Fault:
    """Why the setting with this label cannot have a value, in a sentence; ``better`` is the nearest
    colour that it can have.
    """

    name: str
    label: str
    why: str
    better: str = ""

    @property
    def words(self) -> str:
        """The sentence where the setting does not stand beside it."""
        return _("« %(label)s » : %(why)s") % {"label": self.label, "why": self.why}


def faults(look: Look, differences: Mapping[str, str]) -> list[Fault]:
    """Why these differences cannot be kept; empty when they can.

    What the site has already is not asked again: it may come from another theme, which it may wear
    again, and a new release that asks for more contrast adapts a colour by itself.
    """
    stack = wardrobe.stack(look.release, {})
    tokens, found = stack.own_tokens, []
    for name, value in sorted(differences.items()):
        is_kept = look.differences.get(name) == value
        why = None if is_kept else _fault_of(stack, tokens, name, value)
        if why:
            found.append(why)
        elif name in stack.settings:
            tokens = _with(tokens, name, value)
    return found


def _with(tokens: Tokens, name: str, value: str) -> Tokens:
    """The tokens that the next setting is judged by, as the stack will make them."""
    if tokens[name].kind != "color":
        return tokens
    passing = tokens.nearest_passing(name, value)
    return tokens.with_colour(name, passing) if passing else tokens


def _fault_of(stack: Stack, tokens: Tokens, name: str, value: str) -> Fault | None:
    label = stack.settings.get(name)
    if label is None:
        return Fault(name, name, _("ce thème ne laisse pas changer cela."))
    token = tokens[name]
    if token.kind == "image":
        known = value.startswith(pool.PREFIX) and pool.get(value.removeprefix(pool.PREFIX))
        return None if known else Fault(name, label, _("choisissez une image."))
    why = fault(token.kind, value, token.choices)
    if not why and value.startswith("--"):
        why = _("écrivez une valeur.")
    if why:
        return Fault(name, label, why)
    return _contrast_fault(tokens, name, value, label) if token.kind == "color" else None


def _contrast_fault(tokens: Tokens, name: str, value: str, label: str) -> Fault | None:
    missed = [
        (colours.contrast(value, other), least)
        for other, least in tokens.asked_of(name)
        if colours.contrast(value, other) < least
    ]
    if not missed:
        return None
    ratio, least = min(missed, key=lambda found: found[0] / found[1])
    words = {"ratio": decimal(int(ratio * 100) / 100, 2), "least": decimal(least, 1)}
    why = _("cette couleur se lit mal (contraste %(ratio)s, il faut %(least)s).") % words
    better = tokens.nearest_passing(name, value)
    if better:
        why = _("%(why)s La plus proche qui se lit : %(better)s.") % {"why": why, "better": better}
    return Fault(name, label, why, better)
