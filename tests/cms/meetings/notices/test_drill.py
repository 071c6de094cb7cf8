"""``kill -9`` at any moment: one mail for each subscriber, none twice, none forgotten."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter

import pytest
from django.db import connection

from sites.notifications.subscriptions.models import Delivery, Event
from tests.cms.meetings.factories import meeting
from tests.cms.meetings.notices.following import (
    AGENDA,
    decide,
    follow_many,
    ten_minutes_pass,
    told,
)
from tests.sites.notifications.test_drill import ROOT, address_of_the_database

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PEOPLE = 600
QUESTION = "SELECT {} FROM quartiers_notifications_{}"


def test_each_is_told_once(council, make_user, tmp_path):
    follow_many(PEOPLE, council)
    decide(meeting(council, agenda=AGENDA), make_user("editor", council))
    ten_minutes_pass()
    database = address_of_the_database(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.cms.meetings.notices.killing", "7"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "cms.settings.test"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert int(done.stdout.split()[-1]) >= 5, "nobody was killed while there was something to do"
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(database.removeprefix("sqlite:///"))
        mails = [row[0] for row in copy.execute(QUESTION.format('"to"', "mail"))]
        ((state, reached),) = copy.execute(QUESTION.format("state, reached", "event"))
        ((deliveries,),) = copy.execute(QUESTION.format("count(*)", "delivery"))
    else:
        mails, event = told(), Event.objects.get()
        state, reached, deliveries = event.state, event.reached, Delivery.objects.count()
    assert set(Counter(mails).values()) == {1}
    assert len(mails) == reached == deliveries == PEOPLE
    assert state == "done"
