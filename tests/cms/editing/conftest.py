"""What tests of the admin's own screens share."""

import re
from html import unescape

import pytest

from sites.councils import roles

NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


def words(markup: str) -> str:
    """The text of a screen, without its sidebar, one space between words."""
    main = markup[markup.find("<main") :]
    main = re.sub(r"<(script|style|svg|template)\b.*?</\1>", " ", main, flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]*>", " ", main)).translate(NO_BREAK)
    return " ".join(text.split())


@pytest.fixture
def read(client_for):
    """``read(user, path)``: the words of a screen of the admin."""

    def show(user, path: str = "/admin/") -> str:
        response = client_for("admin", user).get(path)
        assert response.status_code == 200, path
        return words(response.content.decode())

    return show


@pytest.fixture
def holder(make_user, council):
    """``holder(role)``: somebody with a role, in the first council where it is a council's."""

    def make(role: str, **fields):
        per_council = {known.key: known.per_council for known in roles.ROLES}[role]
        return make_user(role, council if per_council else None, **fields)

    return make
