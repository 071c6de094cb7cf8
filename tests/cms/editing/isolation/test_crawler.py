"""Every address of the admin is known to the crawler (walk.py)."""

from tests.cms.editing.isolation import patterns
from tests.cms.editing.isolation.crawling import fitting

HOW = (
    "an address of the admin that the crawler does not know: give it a row in "
    "cms/editing/isolation/table.py and a recipe in tests/cms/editing/isolation/recipes.py"
)


def test_every_address_has_a_recipe():
    unknown = [str(p) for p in patterns.of_the_admin() if len(fitting(p)) == 0]
    assert not unknown, f"{HOW}: {', '.join(unknown)}"
