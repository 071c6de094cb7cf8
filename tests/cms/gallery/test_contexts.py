"""What specimens of pages are given is what pages are given."""

import pytest
from django.test import RequestFactory

from cms.gallery.registry import Group
from cms.gallery.scene import anywhere
from cms.gallery.specimens import gallery
from sites.councils.hosts import Host, Kind
from tests.cms import factories

FROM_WAGTAIL = {"request"}
# What FormPage adds where it answers, not in its context.
ADDED = {"form", "sent"}


@pytest.fixture
def request_on(council):
    request = RequestFactory().get("/")
    request.site, request.council = council.site, council
    request.host_entry = Host(Kind.SITE, council.site, council)
    return request


def test_a_specimen_lacks_nothing_that_its_page_has(council, request_on):
    pages = vars(factories.site_of_all_types(council)).values()
    kept = {type(page): page for page in pages}
    scene = anywhere()
    specimens = [s for s in gallery() if s.model in kept]
    assert {s.model for s in specimens} == set(kept)
    for specimen in specimens:
        real = set(kept[specimen.model].get_context(request_on)) - FROM_WAGTAIL
        assert real - set(specimen.context(scene)) == set(), specimen


def test_pages_are_of_all_groups():
    assert {s.group for s in gallery() if s.model} == {Group.PAGES, Group.FORMS}
