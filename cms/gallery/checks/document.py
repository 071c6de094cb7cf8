"""What rules ask of a page, read from its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                  "source", "track", "wbr"))  # fmt: skip
# A header or footer of these is theirs, not the page's.
SECTIONING = frozenset(("article", "aside", "main", "nav", "section"))
LANDMARKS = {"main": "main", "nav": "navigation", "header": "banner", "footer": "contentinfo"}
NAMED_BY_VALUE = ("hidden", "submit", "button", "reset", "image")
DATA_SCRIPTS = ("application/json", "application/ld+json")


@dataclass
class Control:
    """A field of a form; ``is_named`` when it has words without a label of its own."""

    id: str
    name: str
    is_named: bool


@dataclass
class Document:
    """The facts of a page, or of a part of one."""

    lang: str | None = None
    title: str = ""
    headings: list[int] = field(default_factory=list)
    landmarks: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    images_without_alt: list[str] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    inline: list[str] = field(default_factory=list)
    first_stop: tuple[str, str] | None = None  # tag and href of what Tab reaches first

    @property
    def twice(self) -> list[str]:
        """The ids that stand more than once."""
        return sorted({one for one in self.ids if self.ids.count(one) > 1})

    @property
    def unlabelled(self) -> list[Control]:
        return [c for c in self.controls if not c.is_named and c.id not in self.labelled]


def read(html: str) -> Document:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Document()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self._note_inline(tag, told)
        self._note_structure(tag, told)
        self._note_content(tag, told)
        if "body" in self.open or "html" not in self.open:
            self._note_stop(tag, told)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """``<path/>`` closes itself; ``<div/>`` does not, but nobody means it otherwise."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.found.title += data

    def _note_inline(self, tag: str, told: dict[str, str]) -> None:
        inline = [f'{name}="…"' for name in told if name == "style" or name.startswith("on")]
        if tag == "style":
            inline.append("<style>")
        if tag == "script" and "src" not in told and told.get("type") not in DATA_SCRIPTS:
            inline.append("<script>")
        if told.get("href", "").strip().lower().startswith("javascript:"):
            inline.append("javascript:")
        self.found.inline += inline

    def _note_structure(self, tag: str, told: dict[str, str]) -> None:
        found = self.found
        if tag == "html":
            found.lang = told.get("lang", "").strip()
        if "id" in told:
            found.ids.append(told["id"])
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            found.headings.append(int(tag[1]))
        of_page = tag in ("main", "nav") or not SECTIONING.intersection(self.open)
        if "role" in told:
            found.landmarks.add(told["role"])
        elif tag in LANDMARKS and of_page:
            found.landmarks.add(LANDMARKS[tag])

    def _note_content(self, tag: str, told: dict[str, str]) -> None:
        found = self.found
        if tag == "img" and "alt" not in told:
            found.images_without_alt.append(told.get("src", ""))
        if tag == "label" and "for" in told:
            found.labelled.add(told["for"])
        is_field = tag == "input" and told.get("type", "text").lower() not in NAMED_BY_VALUE
        if is_field or tag in ("select", "textarea"):
            named = "label" in self.open or any(
                told.get(name, "").strip() for name in ("aria-label", "aria-labelledby", "title")
            )
            found.controls.append(Control(told.get("id", ""), told.get("name", ""), named))

    def _note_stop(self, tag: str, told: dict[str, str]) -> None:
        if self.found.first_stop or told.get("tabindex", "0").startswith("-"):
            return
        is_link = tag == "a" and "href" in told
        is_field = tag == "input" and told.get("type") != "hidden"
        if is_link or is_field or tag in ("button", "select", "textarea", "summary", "iframe"):
            self.found.first_stop = (tag, told.get("href", ""))
