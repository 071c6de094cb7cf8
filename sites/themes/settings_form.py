"""What a council may change of its theme, and why a value is refused."""

from django.utils.translation import gettext as _

from . import colours, pool, wardrobe
from .models import Look
from .stack import Stack
from .tokens import fault


def faults(look: Look, differences: dict[str, str]) -> list[str]:
    """Why these differences cannot be kept, each in a sentence; empty when they can."""
    stack = wardrobe.stack(look.release, {})
    return [words for name, value in differences.items() if (words := fault_of(stack, name, value))]


def fault_of(stack: Stack, name: str, value: str) -> str:
    """Why a site in ``stack`` may not set the token ``name`` to ``value``; else empty."""
    label = stack.settings.get(name)
    if label is None:
        return _("Ce thème ne laisse pas changer « %(name)s ».") % {"name": name}
    token = stack.own_tokens[name]
    if token.kind == "image":
        kept = value.removeprefix(pool.PREFIX)
        known = value.startswith(pool.PREFIX) and pool.get(kept) is not None
        return "" if known else _("« %(label)s » : choisissez une image.") % {"label": label}
    why = fault(token.kind, value, token.choices)
    if why or value.startswith("--"):
        return _("« %(label)s » : %(why)s") % {
            "label": label,
            "why": why or _("écrivez une valeur."),
        }
    return _contrast_fault(stack, name, value, label) if token.kind == "color" else ""


def _contrast_fault(stack: Stack, name: str, value: str, label: str) -> str:
    tokens = stack.own_tokens
    missed = [
        (colours.contrast(value, other), least)
        for other, least in tokens.asked_of(name)
        if colours.contrast(value, other) < least
    ]
    if not missed:
        return ""
    ratio, least = min(missed, key=lambda found: found[0] / found[1])
    words = {"label": label, "ratio": f"{int(ratio * 100) / 100:.2f}", "least": f"{least:g}"}
    better = tokens.nearest_passing(name, value)
    if not better:
        return (
            _("« %(label)s » : cette couleur se lit mal (contraste %(ratio)s, il faut %(least)s).")
            % words
        )
    return _(
        "« %(label)s » : cette couleur se lit mal (contraste %(ratio)s, il faut %(least)s). "
        "La plus proche qui se lit : %(better)s."
    ) % {**words, "better": better}
