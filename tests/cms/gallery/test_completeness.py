"""Nothing that a theme dresses is missing from the gallery."""

from django.apps import apps

from cms.gallery import sources
from cms.gallery.registry import Group
from cms.gallery.specimens import gallery
from cms.pages.blocks import BodyBlock
from cms.pages.models import BasePage

# Frames: the pages that extend them show them.
FRAMES = {"base.html", "forum/base.html", "pages/article.html", "pages/listing.html",
          "errors/page.html", "mail/base.html", "mail/base.txt",
          "subscriptions/base.html"}  # fmt: skip
# No site's look: a host that is nobody's, a file for robots.
UNDRESSED = {"errors/host.html", "pages/sitemap.xml"}
# Never themed: the gallery itself, the demo's own pages, the admin.
NOT_THEMED = ("gallery/", "demo/", "wagtail")


def shown() -> set[str]:
    return {specimen.template for specimen in gallery()}


def test_every_template_has_a_specimen():
    asked = {name for name in sources.templates() if not name.startswith(NOT_THEMED)}
    assert asked - FRAMES - UNDRESSED - shown() == set()


def test_every_exception_is_still_there():
    assert set(sources.templates()) >= FRAMES | UNDRESSED


def test_every_type_of_page_has_a_specimen():
    models = {model for model in apps.get_models() if issubclass(model, BasePage)}
    assert models - {specimen.model for specimen in gallery()} == set()


def test_every_block_has_a_specimen():
    shown = {specimen.block for specimen in gallery().of(Group.BLOCKS)}
    assert set(BodyBlock().child_blocks) - shown == set()


def test_every_template_of_a_specimen_exists():
    assert shown() <= set(sources.templates())


def test_every_template_says_what_its_context_is():
    """The gallery quotes it; blocks are given the value that their editor fills in."""
    for name in shown():
        if name.startswith(("components/", "forum/", "accounts/", "mail/")):
            assert "ontext" in sources.comment_of(name), name


def test_addresses_are_unique_and_steady():
    names = [str(specimen) for specimen in gallery()]
    assert len(names) == len(set(names))
    assert {"pages/news-page", "composants/teaser-long", "blocs/table-wide"} <= set(names)
