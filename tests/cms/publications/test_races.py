"""Two processes at once, on PostgreSQL: whoever is last reads what the other wrote."""

import threading

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from cms.publications.models import Publication
from cms.publications.publishing import differences, rebuild
from tests.cms import factories
from tests.races import PATIENCE, at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


def test_many_writers_of_one_page_leave_one_right_row(council):
    page = factories.news(council, "Départ")

    def write(number: int):
        def work():
            for turn in range(4):
                mine = Page.objects.get(pk=page.pk).specific
                mine.title = f"Titre {number}.{turn}"
                mine.save_revision().publish()

        return work

    at_once(*(write(number) for number in range(4)))
    assert Publication.objects.filter(page_id=page.pk).count() == 1
    assert differences() == []


def test_writers_of_many_pages_do_not_wait_crosswise(council):
    keys = [factories.news(council, f"Page {number}").pk for number in range(4)]

    def write(order):
        def work():
            for _turn in range(3):
                with transaction.atomic():  # as a bulk action does
                    for pk in order:
                        Page.objects.get(pk=pk).specific.save()

        return work

    at_once(write(keys), write(keys[::-1]), write(keys[2:] + keys[:2]))
    assert differences() == []


def test_a_page_published_while_its_section_becomes_private_does_not_leak(council):
    """Each transaction alone sees a public page; together they must not."""
    section = factories.standard(factories.section(council, "le-conseil"), "Dossiers")
    page = factories.standard(section, "Secret", live=False)
    page.save_revision()
    both_began = threading.Barrier(2, timeout=PATIENCE)

    def publish():
        with transaction.atomic():
            mine = Page.objects.get(pk=page.pk).specific
            both_began.wait()
            mine.get_latest_revision().publish()

    def close():
        with transaction.atomic():
            plain = Page.objects.get(pk=section.pk)
            both_began.wait()
            PageViewRestriction(page=plain, restriction_type="login").save()

    at_once(publish, close)
    assert not Publication.objects.filter(page_id=page.pk).exists()
    assert differences() == []


def test_a_page_published_while_its_section_moves_has_the_new_address(council):
    about = factories.section(council, "le-conseil")
    section, target = factories.standard(about, "Dossiers"), factories.standard(about, "Archives")
    page = factories.standard(section, "La mare")
    both_began = threading.Barrier(2, timeout=PATIENCE)

    def publish():
        mine = Page.objects.get(pk=page.pk).specific
        both_began.wait()
        mine.title = "La grande mare"
        mine.save()

    def move():
        both_began.wait()
        Page.objects.get(pk=section.pk).move(Page.objects.get(pk=target.pk), pos="last-child")

    at_once(publish, move)
    assert differences() == []
    assert Publication.objects.get(page_id=page.pk).title == "La grande mare"


def test_rebuilding_while_editors_work_leaves_a_right_table(council):
    pages = [factories.news(council, f"Page {number}") for number in range(4)]

    def edit():
        for turn in range(4):
            for page in pages:
                mine = Page.objects.get(pk=page.pk).specific
                mine.title = f"{page.title}, version {turn}"
                mine.save()
        Page.objects.get(pk=pages[0].pk).unpublish()
        pages[1].delete()

    def renew():
        for _turn in range(3):
            rebuild()

    at_once(edit, renew)
    assert differences() == []
