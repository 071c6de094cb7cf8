"""The volunteers' guide: every picture it shows exists and is light, every link leads somewhere."""

import re
from pathlib import Path

import pytest

from deploy.screenshots.guide import MAX_BYTES, SHOTS
from deploy.screenshots.public import HOMES
from deploy.screenshots.public import SHOTS as PUBLIC

ROOT = Path(__file__).resolve().parents[2]
DOCS, IMAGES = ROOT / "docs", ROOT / "docs" / "images"
GUIDE = [DOCS / "benevoles.md", *sorted((DOCS / "benevoles").glob("*.md"))]
TEXTS = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
MARKDOWN_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
HTML_IMAGE = re.compile(r"<img\b[^>]*>")
ATTRIBUTE = {name: re.compile(rf'\b{name}="([^"]*)"') for name in ("src", "alt")}
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```|`[^`\n]*`", re.M | re.S)


def text_of(path: Path) -> str:
    """A page's text without its code, where a bracket is no link."""
    return FENCE.sub("", path.read_text())


def images_of(path: Path) -> list[tuple[str, str]]:
    """(what it shows, its address) of each picture, in Markdown or HTML."""
    text = text_of(path)
    found = MARKDOWN_IMAGE.findall(text)
    for tag in HTML_IMAGE.findall(text):
        found.append(tuple(ATTRIBUTE[name].search(tag)[1] for name in ("alt", "src")))
    return found


def slug_of(heading: str) -> str:
    """A heading's anchor, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors_of(path: Path) -> set[str]:
    return {slug_of(line) for line in re.findall(r"^#+ (.+)$", path.read_text(), re.M)}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_picture_exists_and_is_described(path):
    for words, address in images_of(path):
        assert (path.parent / address).is_file(), address
        assert words.strip(), f"{address} has no alternative text"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_link_within_the_repository_leads_somewhere(path):
    for link in LINK.findall(text_of(path)):
        if re.match(r"[a-z]+:", link):
            continue
        address, _, anchor = link.partition("#")
        target = (path.parent / address).resolve() if address else path
        assert target.exists(), link
        if anchor and target.suffix == ".md":
            assert anchor in anchors_of(target), link


def test_each_picture_of_the_table_is_in_the_guide_and_light():
    shown = [(path.parent / address).resolve() for path in GUIDE for _, address in images_of(path)]
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)
    for shot in SHOTS:
        picture = IMAGES / "guide" / f"{shot.name}.png"
        assert picture in shown or shot.name in OPERATORS, f"no page of the guide shows {shot.name}"
        assert picture.stat().st_size <= MAX_BYTES


# Shown to those who run the install, in docs/exploitation.md.
OPERATORS = {"nouveau-conseil"}


def test_what_operators_see_is_in_their_guide():
    shown = {address for _, address in images_of(DOCS / "exploitation.md")}
    assert shown >= {f"images/guide/{name}.png" for name in OPERATORS}


def test_no_picture_is_left_over():
    wanted = {f"guide/{shot.name}" for shot in SHOTS} | set(PUBLIC)
    wanted |= {f"accueil-{code}" for code in HOMES}
    kept = {str(path.relative_to(IMAGES).with_suffix("")) for path in IMAGES.rglob("*.png")}
    assert kept == wanted


def test_each_page_of_the_guide_can_be_found_and_left():
    index, *pages = GUIDE
    assert pages
    listed = set(LINK.findall(text_of(index)))
    for page in pages:
        assert f"benevoles/{page.name}" in listed
        assert "../benevoles.md" in LINK.findall(text_of(page)), f"{page.name}: no way back"
