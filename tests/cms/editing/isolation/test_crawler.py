"""Every address of the admin, every role, every kind of thing of somebody else's."""

import pytest

from tests.cms.editing.isolation import patterns
from tests.cms.editing.isolation.crawling import Crawl, fitting
from tests.cms.editing.isolation.world import NAMES

pytestmark = pytest.mark.django_db

HOW = (
    "an address of the admin that this test does not know: give it a row in "
    "cms/editing/isolation/table.py and a recipe in tests/cms/editing/isolation/recipes.py"
)


def test_every_address_has_a_recipe():
    unknown = [str(p) for p in patterns.of_the_admin() if len(fitting(p)) == 0]
    assert not unknown, f"{HOW}: {', '.join(unknown)}"


@pytest.mark.parametrize("name", NAMES)
def test_nobody_reaches_the_things_of_others(world, client_for, watch_for, bodies, record, name):
    attacker = world.attackers[name]
    client = client_for("admin", attacker.user, raise_request_exception=False)
    crawl = Crawl(world, attacker, client, watch_for(attacker), bodies)

    crawl.walk()

    record(crawl)
    assert not crawl.findings, crawl.report()
