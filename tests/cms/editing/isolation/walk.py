"""Every address of the admin, every role, every kind of thing of somebody else's: `make isolation`.

Not collected by the other runs: it takes two minutes. CI runs it by itself.
"""

import pytest

from tests.cms.editing.isolation.crawling import Crawl
from tests.cms.editing.isolation.world import NAMES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", NAMES)
def test_nobody_reaches_the_things_of_others(world, client_for, watch_for, bodies, record, name):
    attacker = world.attackers[name]
    client = client_for("admin", attacker.user, raise_request_exception=False)
    crawl = Crawl(world, attacker, client, watch_for(attacker), bodies)

    crawl.walk()

    record(crawl)
    assert not crawl.findings, crawl.report()
