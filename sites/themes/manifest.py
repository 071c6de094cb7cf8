"""``theme.json``: what a theme says of itself, read strictly."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import tokens as token_types
from .files import MANIFEST, ThemeFiles
from .findings import Finding, Level
from .tokens import NAME, Pair, Shortfall, Token, Tokens

API = 1  # what templates, tokens and the context of this product promise; see docs/themes.md
BASE = "socle"
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
VERSION = re.compile(r"(0|[1-9][0-9]{0,4})(\.(0|[1-9][0-9]{0,4})){2}")
TEXTS = ("name", "slug", "version", "parent", "author", "licence", "description")
NEEDED = ("name", "slug", "version", "api")
KEYS = {*TEXTS, "api", "tokens", "contrast", "settings", "hidden"}
TOKEN_KEYS = {"type", "value", "dark", "print", "choices", "follows"}
MAX_TEXT, MAX_SLUG = 300, 60
MAX_UNKNOWN = 20  # names that are told; whoever has more mends these first
MAX_SIZE = 64 * 1024  # bytes of theme.json
MAX_TOKENS, MAX_PAIRS = 300, 200  # several times what the base theme has


def number_of(version: str) -> tuple[int, ...]:
    """« 1.10.0 » as numbers, so that it comes after « 1.9.0 »."""
    return tuple(int(part) for part in version.split("."))


@dataclass(frozen=True)
class Manifest:
    """What ``theme.json`` says. ``tokens`` are this theme's only; ``settings`` maps the tokens that
    a council may change to the words it reads. Both need the parent's to be complete.
    """

    slug: str
    name: str
    version: str
    api: int
    parent: str = BASE
    author: str = ""
    licence: str = ""
    description: str = ""
    tokens: dict[str, dict] = field(default_factory=dict)
    contrast: tuple[Pair, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> tuple[int, ...]:
        """The version as numbers that compare."""
        return number_of(self.version)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class _Reading:
    """Collects what is wrong while a manifest is read."""

    def __init__(self, text: str):
        self.text = text
        self.findings: list[Finding] = []

    def say(self, code: str, level: Level, key: str, what: str, mend: str) -> None:
        self.findings.append(Finding(MANIFEST, line_of(self.text, key), code, level, what, mend))


def line_of(text: str, key: str) -> int:
    """The line on which ``key`` first stands as a member name; 0 when it does not."""
    found = re.search(rf'"{re.escape(key)}"\s*:', text) if key else None
    return text.count("\n", 0, found.start()) + 1 if found else 0


def read(files: ThemeFiles) -> tuple[Manifest | None, list[Finding]]:
    """The manifest of a theme and what is wrong with it; None when nothing can be done with it."""
    if len(files.contents[MANIFEST]) > MAX_SIZE:
        what = _("theme.json pèse plus de %(size)d ko.") % {"size": MAX_SIZE // 1024}
        mend = _("N’y écrivez que ce qui change du thème parent.")
        return None, [Finding(MANIFEST, 0, "M001", Level.FATAL, what, mend)]
    reading = _Reading(files.text(MANIFEST))
    data = _parsed(reading)
    if data is None:
        return None, reading.findings
    manifest = _read(data, reading)
    fatal = any(f.level is Level.FATAL for f in reading.findings)
    return (None if fatal else manifest), reading.findings


def _parsed(reading: _Reading) -> dict | None:
    try:
        data = json.loads(reading.text, object_pairs_hook=_no_twice)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        what = _("Ce n’est pas du JSON.")
        if str(error).endswith("×2"):
            what = _("Un nom est écrit deux fois : %(name)s.") % {"name": error}
        mend = _("Regardez cette ligne et celle du dessus : une virgule ou un guillemet ?")
        reading.findings.append(Finding(MANIFEST, line, "M001", Level.FATAL, what, mend))
        return None
    if not isinstance(data, dict):
        what = _("Le fichier doit contenir un objet : { … }.")
        reading.say("M001", Level.FATAL, "", what, _("Commencez par « theme new »."))
        return None
    return data


def _no_twice(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        counted = Counter(name for name, _value in pairs)
        raise ValueError(next(n for n, count in counted.items() if count > 1)[:60] + " ×2")
    return found


def _read(data: dict, reading: _Reading) -> Manifest:
    for key in NEEDED:
        if not data.get(key):
            what = _("« %(key)s » manque.") % {"key": key}
            reading.say("M002", Level.FATAL, key, what, _("Ajoutez cette ligne à theme.json."))
    for key in sorted(set(data) - KEYS)[:MAX_UNKNOWN]:
        what = _("« %(key)s » n’est pas un nom connu.") % {"key": key}
        mend = _("Retirez-le, ou corrigez la faute de frappe.")
        reading.say("M003", Level.ERROR, key, what, mend)
    _check_texts(data, reading)
    _check_identity(data, reading)
    return Manifest(
        **{key: str(data[key]) for key in TEXTS if isinstance(data.get(key), str)}
        | {"slug": str(data.get("slug", "")), "name": str(data.get("name", ""))}
        | {"version": str(data.get("version", ""))},
        api=data["api"] if isinstance(data.get("api"), int) else 0,
        tokens=_tokens(data.get("tokens", {}), reading),
        contrast=tuple(_pairs(data.get("contrast", []), reading)),
        settings=_settings(data.get("settings", {}), reading),
    )


def _check_texts(data: dict, reading: _Reading) -> None:
    for key in TEXTS:
        value = data.get(key, "")
        if not isinstance(value, str) or len(value) > MAX_TEXT or not is_one_line(value):
            what = _("« %(key)s » doit être un texte d’une ligne.") % {"key": key}
            mend = _("Écrivez-le entre guillemets, en moins de 300 caractères.")
            reading.say("M003", Level.FATAL, key, what, mend)


def _check_identity(data: dict, reading: _Reading) -> None:
    if data.get("slug") and not is_slug(str(data["slug"])):
        what = _("« slug » n’accepte que des minuscules sans accent, des chiffres et des tirets.")
        reading.say("M004", Level.FATAL, "slug", what, _("Par exemple : quai-de-jemmapes."))
    if data.get("version") and not VERSION.fullmatch(str(data["version"])):
        what = _("« version » s’écrit en trois nombres.")
        reading.say("M005", Level.FATAL, "version", what, _("Par exemple : 1.0.0."))
    api = data.get("api")
    if api and (not isinstance(api, int) or isinstance(api, bool)):
        what = _("« api » doit être un nombre entier.")
        reading.say("M003", Level.FATAL, "api", what, f'"api": {API}')
    elif api and api > API:
        what = _("Ce thème est fait pour un Quartiers plus récent (api %(api)d, ici %(ours)d).") % {
            "api": api,
            "ours": API,
        }
        mend = _("Mettez Quartiers à jour, ou demandez une version du thème pour celui-ci.")
        reading.say("M006", Level.FATAL, "api", what, mend)
    elif api and api < API:
        what = _("Ce thème est fait pour une version plus ancienne de Quartiers.")
        mend = _("Lisez la fin de docs/themes.md, puis écrivez le nouveau nombre.")
        reading.say("M007", Level.ERROR, "api", what, mend)


def is_one_line(text: str) -> bool:
    """Whether ``text`` has nothing that breaks a line, or that no database takes."""
    return not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text)


def is_slug(text: str) -> bool:
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None


def _tokens(data: object, reading: _Reading) -> dict[str, dict]:
    """Each token as an object; a bare value is its ``value``."""
    if not isinstance(data, dict):
        what = _('« tokens » doit être un objet : { "palette-ink": "#17202b" }.')
        reading.say("M003", Level.ERROR, "tokens", what, _("Suivez l’exemple."))
        return {}
    if len(data) > MAX_TOKENS:
        what = _("Un thème a %(count)d jetons au plus.") % {"count": MAX_TOKENS}
        reading.say("M003", Level.ERROR, "tokens", what, _("Retirez ceux qui ne servent pas."))
        return {}
    found = {}
    for name, value in data.items():
        token = value if isinstance(value, dict) else {"value": value}
        if not NAME.fullmatch(name) or len(name) > 60:
            what = _("« %(name)s » n’est pas un nom de jeton.") % {"name": name[:60]}
            mend = _("Minuscules, chiffres et tirets, sans « -- » devant : color-text.")
            reading.say("K001", Level.ERROR, name, what, mend)
        elif unknown := set(token) - TOKEN_KEYS:
            what = _("« %(key)s » n’est pas connu dans un jeton.") % {"key": min(unknown)}
            reading.say("M003", Level.ERROR, min(unknown), what, _("Retirez-le."))
        else:
            found[name] = token
    return found


def _pairs(data: object, reading: _Reading) -> Iterator[Pair]:
    if isinstance(data, list) and len(data) > MAX_PAIRS:
        what = _("Un thème a %(count)d paires de couleurs au plus.") % {"count": MAX_PAIRS}
        mend = _("Retirez celles qui ne servent pas.")
        reading.say("M003", Level.ERROR, "contrast", what, mend)
        return
    for row in data if isinstance(data, list) else [None]:
        match row:
            case [str(front), str(back), int() | float() as least] if (
                least is not True and 1 <= least <= 21
            ):
                yield Pair(front, back, float(least))
            case _:
                what = _('Une paire s’écrit ["color-text", "color-surface", 4.5].')
                reading.say("M003", Level.ERROR, "contrast", what, _("Suivez l’exemple."))


def _settings(data: object, reading: _Reading) -> dict[str, str]:
    if isinstance(data, dict) and all(
        isinstance(v, str) and 0 < len(v) < 80 and is_one_line(v) for v in data.values()
    ):
        return data
    what = _("« settings » donne à chaque jeton les mots que lira le conseil.")
    mend = '"settings": {"palette-action": "Couleur des liens et des boutons"}'
    reading.say("M003", Level.ERROR, "settings", what, mend)
    return {}


def tokens_of(manifest: Manifest, below: Tokens, text: str = "") -> tuple[Tokens, list[Finding]]:
    """The tokens of a theme on top of its parent's, and what is wrong with them."""
    reading = _Reading(text)
    found = [_token(name, row, below.get(name), reading) for name, row in manifest.tokens.items()]
    stacked = Tokens([t for t in found if t], manifest.contrast).over(below)
    _check_references(stacked, reading)
    if not reading.findings:
        _check_pairs(stacked, manifest.tokens, reading)
    return stacked, reading.findings


def _token(name: str, row: dict, known: Token | None, reading: _Reading) -> Token | None:
    kind = row.get("type", known.kind if known else None)
    if not isinstance(kind, str) or kind not in token_types.GRAMMARS:
        what = _("Le jeton « %(name)s » n’existe pas dans le thème parent.") % {"name": name}
        mend = _('Corrigez son nom, ou donnez-lui un type : {"type": "color", "value": "#1b4a9b"}.')
        reading.say("K001", Level.ERROR, name, what, mend)
        return None
    if known and kind != known.kind:
        what = _("Le jeton « %(name)s » est de type « %(kind)s » dans le thème parent.")
        mend = _("Retirez « type ».")
        reading.say("K002", Level.ERROR, name, what % {"name": name, "kind": known.kind}, mend)
        return None
    choices = known.choices if known else _choices(row)
    if choices is None:
        what = _("Les choix du jeton « %(name)s » ne conviennent pas.") % {"name": name}
        reading.say("K002", Level.ERROR, name, what, '"choices": ["droit", "rond"]')
        return None
    values = {key: row[key] for key in ("value", "dark", "print") if key in row}
    if known and "value" not in values:
        values["value"] = known.value
    for key in ("value", "dark", "print"):
        if (key in values or key == "value") and (
            why := token_types.fault(kind, values.get(key), choices)
        ):
            what = _("Le jeton « %(name)s » a une valeur qui ne convient pas.") % {"name": name}
            reading.say("K002", Level.ERROR, name, what, why)
            return None
    return Token(
        name,
        kind,
        values["value"],
        values.get("dark", known.dark if known else None),
        values.get("print", known.print if known else None),
        choices,
        str(row.get("follows", known.follows if known else "")),
    )


def _choices(row: dict) -> tuple[str, ...] | None:
    """The choices of a new token; None when they are no list of such values."""
    found = row.get("choices", [])
    grammar = token_types.GRAMMARS["choice"]
    if isinstance(found, list) and all(isinstance(c, str) and grammar.fullmatch(c) for c in found):
        return tuple(found)
    return None


def _check_references(tokens: Tokens, reading: _Reading) -> None:
    for token in tokens.values():
        for scheme in (token_types.LIGHT, token_types.DARK, token_types.PRINT):
            if fault := _reference_fault(tokens, token, scheme):
                reading.say(fault[0], Level.ERROR, token.name, *fault[1:])
                break
        leader = tokens.get(token.follows)
        if token.follows and (leader is None or {leader.kind, token.kind} != {"color"}):
            what = _("Le jeton « %(name)s » suit « %(other)s », qui n’est pas une couleur.")
            what %= {"name": token.name, "other": token.follows}
            reading.say("K003", Level.ERROR, token.name, what, _("Corrigez « follows »."))


def _reference_fault(tokens: Tokens, token: Token, scheme: str) -> tuple[str, str, str] | None:
    """Code, what and mend for a value that leads nowhere."""
    try:
        tokens.resolved(token.name, scheme)
    except KeyError as error:
        what = _("Le jeton « %(name)s » renvoie à « %(other)s », qui n’existe pas.")
        what %= {"name": token.name, "other": error.args[0]}
        return "K003", what, _("Corrigez ce nom.")
    except ValueError as error:
        what = _("Des jetons renvoient l’un à l’autre sans fin : %(way)s.") % {"way": error}
        return "K004", what, _("Donnez une valeur à l’un d’eux.")
    value = token.in_scheme(scheme)
    other = tokens[value[2:]] if token_types.is_reference(value) else token
    if other.kind != token.kind:
        what = _("Le jeton « %(name)s » renvoie à « %(other)s », qui est d’un autre type.")
        what %= {"name": token.name, "other": other.name}
        return "K003", what, _("Renvoyez à un jeton de type « %(kind)s ».") % {"kind": token.kind}
    return None


def _check_pairs(tokens: Tokens, own: Iterable[str], reading: _Reading) -> None:
    for pair in tokens.pairs:
        for name in (pair.front, pair.back):
            if name not in tokens or tokens[name].kind != "color":
                what = _("« contrast » cite « %(name)s », qui n’est pas une couleur.")
                mend = _("Corrigez ce nom ou retirez la paire.")
                reading.say("K006", Level.ERROR, "contrast", what % {"name": name}, mend)
                return
    missed: dict[tuple[str, str], list[Shortfall]] = {}
    for short in tokens.shortfalls():
        missed.setdefault((_to_mend(short, tokens, own), short.scheme), []).append(short)
    for (name, scheme), shortfalls in missed.items():
        _say_shortfalls(name, scheme, shortfalls, tokens, reading)


def _to_mend(short: Shortfall, tokens: Tokens, own: Iterable[str]) -> str:
    """The colour of the theme itself that makes the pair fail: the front's, else the back's."""
    for name in (short.pair.front, short.pair.back):
        for step in tokens.way(name, short.scheme):
            if step in own:
                return step
    return short.pair.front


def _say_shortfalls(
    name: str, scheme: str, shortfalls: list[Shortfall], tokens: Tokens, reading: _Reading
) -> None:
    """One finding for each colour to mend, however many pairs it spoils."""
    worst = min(shortfalls, key=lambda short: short.ratio / short.pair.least)
    what = ngettext(
        "En %(scheme)s, « %(name)s » se lit mal : « %(front)s » sur « %(back)s » a un contraste "
        "de %(ratio)s, il faut %(least)s.",
        "En %(scheme)s, « %(name)s » se lit mal dans %(count)d paires ; la pire, « %(front)s » "
        "sur « %(back)s », a un contraste de %(ratio)s, il faut %(least)s.",
        len(shortfalls),
    )
    what %= {
        "scheme": _("sombre") if scheme == token_types.DARK else _("clair"),
        "name": name,
        "count": len(shortfalls),
        "front": worst.pair.front,
        "back": worst.pair.back,
        "ratio": decimal(int(worst.ratio * 100) / 100, 2),  # 4.499 must not read as 4.50
        "least": decimal(worst.pair.least, 1),
    }
    better = tokens.nearest_passing(name, tokens.resolved(name, scheme), scheme)
    if better:
        mend = _("La couleur la plus proche qui passe partout : %(colour)s.") % {"colour": better}
    else:
        mend = _("Éclaircissez ou assombrissez l’autre couleur.")
    reading.say("K005", Level.ERROR, name, what, mend)


def decimal(number: float, places: int) -> str:
    """A number as people write it here: « 4,5 »."""
    plain = f"{number:.{places}f}".rstrip("0").rstrip(".")
    return plain.replace(".", formats.get_format("DECIMAL_SEPARATOR"))
