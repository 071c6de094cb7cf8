"""The routine of this install: what pages promise for a later time happens then, by itself."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from sites.accounts.models import HostSession
from tests.cms import factories

pytestmark = pytest.mark.django_db


def in_(**later):
    return time_machine.travel(timezone.now() + timedelta(**later))


def test_a_page_appears_and_goes_at_its_time(council, capsys):
    page = factories.news(council, title="Demain")
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(minutes=5)
    page.expire_at = timezone.now() + timedelta(minutes=9)
    page.save_revision().publish()

    def is_live(**later) -> bool:
        with in_(**later):
            call_command("tick")
        page.refresh_from_db()
        return page.live

    assert [is_live(minutes=minutes) for minutes in (4, 6, 10)] == [False, True, False]
    assert capsys.readouterr().out == "", "a line a minute hides everything else in a journal"


def test_answers_and_sessions_go_when_their_time_is_over(council):
    form = factories.form(factories.section(council, "le-conseil"), retention_days=30)
    FormSubmission.objects.create(page=form, form_data={})
    tomorrow = timezone.now() + timedelta(days=1)
    HostSession.objects.create(session_key="x", session_data="", expire_date=tomorrow)
    call_command("tick")
    assert (FormSubmission.objects.count(), HostSession.objects.count()) == (1, 1)
    with in_(days=31):
        call_command("tick")
    assert (FormSubmission.objects.count(), HostSession.objects.count()) == (0, 0)
