"""The form of what a council may change of its theme, made from the theme's own words.

Every button of the form sends all of it: what was typed elsewhere is kept when one value is taken
back, or replaced by the colour that was proposed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from wagtail.models import Site

from .. import colours
from ..settings_form import Fault
from ..stack import Stack
from ..tokens import EXAMPLES
from . import pictures
from .showing import shown_by

SALT = "quartiers.themes.picture"
KEPT_FOR = 24 * 3600  # seconds that a picture waits in a form that was refused
SHORT_HEX = re.compile(r"#[0-9a-f]{3}")
RASTER = (".png", ".jpg", ".webp", ".avif")  # what the admin's origin shows


@dataclass
class Setting:
    """One thing to change: its words, the value shown, and why that cannot be kept.

    ``value`` is what the site shows now, or what was typed; for an image an address.
    """

    name: str
    label: str
    kind: str
    own: str  # the theme's value
    value: str
    is_changed: bool  # by the site, now
    choices: tuple[str, ...] = ()
    error: str = ""
    better: str = ""
    kept: str = ""  # a picture that was sent and waits for the rest of the form

    @property
    def id(self) -> str:
        return f"reglage-{self.name}"

    @property
    def picker(self) -> str:
        """What a colour picker can show: it knows no half-typed value."""
        return self.value if colours.HEX.fullmatch(self.value) else self.own

    @property
    def is_shown(self) -> bool:
        """Whether the admin can show the picture."""
        return self.value.endswith(RASTER)

    @property
    def example(self) -> str:
        return EXAMPLES[self.kind].partition(", ")[0]  # the plainest one


def settings_of(stack: Stack, differences: Mapping[str, str]) -> list[Setting]:
    """What the theme lets the site change, with what it shows now."""
    found = []
    for name, label in stack.settings.items():
        token = stack.own_tokens[name]
        if token.kind == "image":
            own = stack.address(token.value) if token.value else ""
        else:
            own = stack.own_tokens.resolved(name)
        value = shown_by(stack, name)
        is_changed = name in differences
        found.append(Setting(name, label, token.kind, own, value, is_changed, token.choices))
    return found


class Submission:
    """What somebody sent of the form of ``site``."""

    def __init__(self, site: Site, data: Mapping[str, str], files: Mapping[str, UploadedFile]):
        self.site, self.data, self.files = site, data, files
        self.reset = data.get("reset", "")
        self.taken, _sign, self.proposed = data.get("take", "").partition("=")

    def fill(self, settings: Iterable[Setting], differences: Mapping[str, str]) -> dict[str, str]:
        """Put what was sent into ``settings`` and return the site's differences as they would be.

        What equals the theme's own value is none, so that it follows the theme.
        """
        wanted = dict(differences)
        for setting in settings:
            shown = setting.value
            if setting.name == self.reset:
                setting.value, setting.is_changed = setting.own, False
            else:
                setting.value = self._value(setting)
            if setting.name == self.reset or setting.value == setting.own:
                wanted.pop(setting.name, None)
            elif setting.value != shown:
                wanted[setting.name] = setting.value
        return wanted

    def _value(self, setting: Setting) -> str:
        if setting.kind == "image":
            return self._picture(setting)
        if setting.name == self.taken:
            return self.proposed
        typed = self.data.get(f"set-{setting.name}", setting.value).strip()
        if setting.kind != "color":
            return typed
        picked, was = (self.data.get(f"{of}-{setting.name}", "") for of in ("pick", "was"))
        return colour(picked if picked != was else typed)

    def _picture(self, setting: Setting) -> str:
        sent = self.files.get(f"file-{setting.name}")
        if sent:
            try:
                address = pictures.keep(sent, setting.name)
            except pictures.NotAPicture as error:
                setting.error = str(error)
                return setting.value
            setting.kept = self._signed(setting.name, address)
            return address
        kept = self.data.get(f"kept-{setting.name}", "")
        address = self._unsigned(setting.name, kept)
        if address:
            setting.kept = kept
        return address or setting.value

    def _signed(self, name: str, address: str) -> str:
        return signing.dumps([self.site.pk, name, address], salt=SALT)

    def _unsigned(self, name: str, kept: str) -> str:
        try:
            site_id, of, address = signing.loads(kept, salt=SALT, max_age=KEPT_FOR)
        except signing.BadSignature:
            return ""
        return address if (site_id, of) == (self.site.pk, name) else ""


def colour(typed: str) -> str:
    """A colour as tokens write it, from what people type: « 1B4A9B », « #fff »."""
    value = typed.strip().lower()
    if value and not value.startswith("#"):
        value = f"#{value}"
    if SHORT_HEX.fullmatch(value):
        value = "#" + "".join(2 * digit for digit in value[1:])
    return value


def tell(settings: Iterable[Setting], faults: Iterable[Fault]) -> None:
    """Write each fault beside its setting."""
    by_name = {fault.name: fault for fault in faults}
    for setting in settings:
        fault = by_name.get(setting.name)
        if fault:
            setting.error, setting.better = fault.why, fault.better
