"""One live demo and one Chromium for all browser tests; a page is visited by a new reader."""

import json
import os

import pytest

from deploy.live import browser as chromium
from deploy.live.server import Server, demo_server, loaded_demo
from deploy.live.visit import visit


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A demo for this process; the processes of one run load it once and serve copies."""
    together = "PYTEST_XDIST_WORKER" in os.environ and "DEMO_SERVER_PORT" not in os.environ
    shared = tmp_path_factory.getbasetemp().parent / "demo" if together else None
    with demo_server(loaded_demo(shared) if shared else None) as running:
        yield running


@pytest.fixture(scope="session")
def addresses(server: Server) -> dict[str, str]:
    """Name of a page type → its URL in the running demo."""
    places = json.loads(server.run("-m", "deploy.live.addresses"))
    return {name: server.url(site, path) for name, (site, path) in places.items()}


@pytest.fixture(scope="session")
def browser():
    with chromium.chromium() as running:
        yield running


@pytest.fixture
def open_page(browser, addresses):
    """``with open_page("news", view) as seen`` visits a page type."""

    def opened(name: str, view, **options):
        assert name in addresses, f"the demo shows no page of type {name!r}"
        return visit(browser, addresses[name], view, **options)

    return opened
