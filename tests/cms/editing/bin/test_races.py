"""Two people and the purge at once, on PostgreSQL: one thing happens, wholly."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page

from cms.editing.bin import erasing, putting, restoring
from cms.editing.bin.models import Entry
from cms.publications.publishing import differences
from sites.councils.roles import LEAD
from tests.cms import factories
from tests.races import PATIENCE, at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


@pytest.fixture
def user(make_user, council):
    return make_user(LEAD, council)


def together(number: int):
    return threading.Barrier(number, timeout=PATIENCE)


def test_a_page_deleted_twice_is_in_the_bin_once(council, user):
    pages = [factories.news(council, f"Page {number}") for number in range(4)]
    began = together(3)

    def delete():
        began.wait()
        for page in pages:
            with suppress(PermissionDenied):  # who comes later may find it in the bin already
                Page.objects.get(pk=page.pk).delete(user=user)

    at_once(delete, delete, delete)
    assert Entry.objects.count() == 4
    assert Page.objects.filter(url_path="/corbeille-des-conseils/").count() == 1
    assert Page.find_problems() == ([], [], [], [], [])
    assert differences() == []


def test_restored_while_the_purge_runs_it_is_either_back_or_gone(council, user):
    pages = [factories.news(council, f"Page {number}") for number in range(6)]
    entries = [putting.bin_page(page, user) for page in pages]
    Entry.objects.update(binned_at=timezone.now() - timedelta(days=31))
    began = together(3)

    def purge():
        began.wait()
        erasing.purge()

    def restore():
        began.wait()
        for entry in reversed(entries):
            with suppress(putting.Refused):
                restoring.restore(entry.pk, user, online=True)

    at_once(purge, restore, restore)
    assert not Entry.objects.exists()
    left = Page.objects.filter(pk__in=[page.pk for page in pages])
    assert all(page.live for page in left)
    assert Page.find_problems() == ([], [], [], [], [])
    assert differences() == []


def test_an_editor_who_saves_while_it_is_deleted_puts_nothing_online(council, user):
    page = factories.news(council, "La mare")
    page.save_revision()
    began = together(2)

    def publish():
        mine = Page.objects.get(pk=page.pk).specific
        began.wait()
        mine.get_latest_revision().publish()

    def delete():
        began.wait()
        Page.objects.get(pk=page.pk).delete(user=user)

    at_once(publish, delete)
    assert Entry.objects.exists()
    assert differences() == []
    assert not hasattr(Page.objects.get(pk=page.pk), "publication")
    restoring.restore(Entry.objects.get().pk, user, online=False)
    assert not Page.objects.get(pk=page.pk).live
    assert Page.find_problems() == ([], [], [], [], [])
