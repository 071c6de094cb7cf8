"""French typographic care where posts are rendered; code and addresses stay as they were typed."""

import pytest

from forum.markup import render_markdown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"oui"', "«\u00a0oui\u00a0»"),
        ("l'été", "l’été"),
        ("Eh bien...", "Eh bien…"),
        ('`"x"... l\'été`', '<code>"x"... l\'été</code>'),
        ("https://a.example/x...y", "https://a.example/x...y</a>"),
        ("<https://a.example/x...y>", "https://a.example/x...y</a>"),
    ],
)
def test_is_set_as_french(typed, shown):
    assert shown in render_markdown(typed).replace("&nbsp;", "\u00a0")
