"""Rules of the forum's templates, read from their source."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted((ROOT / "forum").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
class TestEach:
    def test_compiles_and_says_what_it_needs(self, path):
        get_template(str(path.relative_to(ROOT)))
        head = re.search(r"{% comment %}(.+?){% endcomment %}", path.read_text(), re.S)
        assert head
        assert "Context" in head[1]

    def test_nothing_inline_and_nothing_from_elsewhere(self, path):
        source = re.sub(r'<script type="module" src="{% theme_static', "", path.read_text())
        assert not re.search(r"\bstyle\s*=|<style|<script|\son[a-z]+\s*=|javascript:", source)
        assert not re.search(r"(src|href|action)=\"(https?:)?//", source)

    def test_only_cleaned_html_is_trusted(self, path):
        """What nh3 has cleaned: descriptions of forums. Posts are marked safe where made."""
        trusted = re.findall(r"{{ ([^}]+?)\|safe", path.read_text())
        assert set(trusted) <= {"row.about", "place.node.about"}
        assert "autoescape off" not in path.read_text()

    def test_a_form_that_posts_carries_its_token(self, path):
        source = path.read_text()
        assert source.count('method="post"') == source.count("{% csrf_token %}")
