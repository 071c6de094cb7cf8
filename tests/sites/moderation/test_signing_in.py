"""Suspended from everywhere: signed out on every host, told why at the door, let in again after."""

import os
import subprocess
import sys
import time

import pytest
from django.db import connection

from sites.councils.role_groups import group_for
from sites.councils.roles import ADMINISTRATOR
from sites.moderation import deciding, links
from sites.moderation.models import Appeal, Suspension
from sites.moderation.rights import circle_of
from tests import factories
from tests.browsing import Browser, address
from tests.sites.accounts.entering import name_shown, sign_in

pytestmark = pytest.mark.django_db


def test_out_everywhere_told_at_the_door_and_in_again(
    suspend, administrator, resident, council, other_council, portal
):
    browser = Browser()
    assert name_shown(sign_in(browser, council, resident.email, "/forum/")) == "Sureau"
    browser.get(address(other_council, "/compte/connexion/?next=/forum/"))
    suspension = suspend(administrator, resident, None)
    for place in (council, other_council, portal):
        assert name_shown(browser.get(address(place, "/forum/"))) == ""
    door = sign_in(browser, council, resident.email, "/forum/")
    page = door.content.decode()
    assert door.status_code == 403
    assert "Votre compte est suspendu" in page
    assert "Le 21 novembre" in page
    assert name_shown(browser.get(address(portal, "/forum/"))) == ""
    browser.post(address(portal, links.appeal_path(suspension)), {"texte": "Non."})
    assert Appeal.objects.get().suspension == suspension
    deciding.lift(circle_of(administrator), suspension.pk, "Erreur.")
    assert name_shown(sign_in(browser, council, resident.email, "/forum/")) == "Sureau"


def test_the_door_opens_by_itself_at_the_end(
    suspend, administrator, resident, council, time_machine
):
    suspension = suspend(administrator, resident, None, days=1)
    time_machine.move_to(suspension.ends_at)
    assert name_shown(sign_in(Browser(), council, resident.email, "/forum/")) == "Sureau"


def test_a_council_does_not_close_the_door(suspend, moderator, resident, council):
    suspend(moderator, resident, council)
    assert name_shown(sign_in(Browser(), council, resident.email, "/forum/")) == "Sureau"


def test_nobody_is_told_without_proof_of_the_address(
    suspend, administrator, resident, council, portal
):
    suspend(administrator, resident, None)
    browser = Browser()
    browser.get(address(council, "/compte/connexion/?next=/"))
    page = browser.post(browser.url, {"email": resident.email}).content.decode()
    assert "suspend" not in page
    wrong = browser.post(browser.url, {"code": "000000"}).content.decode()
    assert "suspend" not in wrong


WATCH = """
import sys, time, django
django.setup()
from django.conf import settings
from sites.accounts.models import User
from forum.scope.rights import rights_of
settings.HOST_TABLE_MAX_AGE = 0.5
user, forum = User.objects.get(pk=int(sys.argv[1])), int(sys.argv[2])
may = lambda: rights_of(user).may("can_start_new_topics", forum)
for expected in (False, True):
    assert may() is not expected
    print("ready", flush=True)
    until = time.monotonic() + 20
    while may() is not expected:
        assert time.monotonic() < until, "never seen"
        time.sleep(0.02)
    print(time.time(), flush=True)
"""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_rights_in_another_process_follow_within_a_second():
    from forum.board.forum.models import Forum

    factories.make_portal()
    council = factories.make_council(factories.LBA)
    by, person = factories.UserFactory(), factories.UserFactory()
    by.groups.add(group_for(ADMINISTRATOR))
    forum = Forum.objects.filter(parent__scope__council=council).first()
    known = connection.settings_dict
    url = f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    command = [sys.executable, "-c", WATCH, str(person.pk), str(forum.pk)]
    with subprocess.Popen(  # noqa: S603 - our own code
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as watcher:
        assert watcher.stdout.readline().strip() == "ready"
        suspension = deciding.suspend(
            circle_of(by), person, council, rule="law", statement="x", days=7
        )
        done = time.time()
        assert float(watcher.stdout.readline()) - done < 1
        assert watcher.stdout.readline().strip() == "ready"
        deciding.lift(circle_of(by), suspension.pk, "x")
        done = time.time()
        assert float(watcher.stdout.readline()) - done < 1
    assert Suspension.objects.get().lifted_at
