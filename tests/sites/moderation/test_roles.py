"""Roles of a suspended person work nowhere, and come back; sessions end on every host."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from wagtail.models import Page

from sites.councils.role_groups import group_for
from sites.councils.roles import ADMINISTRATOR, COORDINATOR, EDITOR, LEAD, MODERATOR
from sites.moderation import deciding, parking, sanctions
from sites.moderation.rights import circle_of
from sites.teams import members

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(make_user, council, other_council):
    """Somebody who publishes in two councils."""
    editor = make_user(EDITOR, council, pseudonym="Plume")
    editor.groups.add(group_for(EDITOR, other_council))
    return editor


def may_edit(user, council) -> bool:
    home = Page.objects.get(pk=council.site.root_page_id)
    fresh = type(user).objects.get(pk=user.pk)
    return home.permissions_for_user(fresh).can_edit()


def test_in_the_council_and_no_other(suspend, moderator, editor, council, other_council):
    suspend(moderator, editor, council)
    assert not may_edit(editor, council)
    assert may_edit(editor, other_council)


def test_lifting_gives_them_back(suspend, moderator, editor, council):
    suspension = suspend(moderator, editor, council)
    deciding.lift(circle_of(moderator), suspension.pk, "Erreur.")
    assert may_edit(editor, council)
    assert not editor.roles_set_aside.exists()


def test_so_does_the_end(suspend, moderator, editor, council, time_machine):
    suspension = suspend(moderator, editor, council)
    time_machine.move_to(suspension.ends_at - timedelta(seconds=1))
    call_command("end_suspensions", stdout=None)
    assert not may_edit(editor, council)
    time_machine.move_to(suspension.ends_at)
    call_command("end_suspensions")
    assert may_edit(editor, council)
    call_command("end_suspensions")  # again: nothing
    assert editor.groups.count() == 2


def test_of_two_suspensions_the_last_one_gives_them_back(
    suspend, moderator, administrator, editor, council, other_council
):
    here = suspend(moderator, editor, council)
    everywhere = suspend(administrator, editor, None)
    assert not may_edit(editor, other_council)
    deciding.lift(circle_of(administrator), everywhere.pk, "Erreur.")
    assert may_edit(editor, other_council)
    assert not may_edit(editor, council)
    deciding.lift(circle_of(moderator), here.pk, "Erreur.")
    assert may_edit(editor, council)


def test_a_role_given_meanwhile_waits_as_well(suspend, moderator, resident, council):
    suspension = suspend(moderator, resident, council)
    resident.groups.add(group_for(EDITOR, council))
    group_for(LEAD, council).user_set.add(resident)  # from the other side
    assert not may_edit(resident, council)
    deciding.lift(circle_of(moderator), suspension.pk, "Erreur.")
    assert resident.groups.count() == 2


def test_roles_of_the_install_stay_unless_everywhere(suspend, administrator, make_user, council):
    coordinator = make_user(COORDINATOR)
    suspend(administrator, coordinator, council)
    assert coordinator.groups.count() == 1
    suspend(administrator, coordinator, None)
    assert not coordinator.groups.exists()
    assert parking.roles_set_aside(coordinator).count() == 1


def test_who_is_left_is_counted(suspend, administrator, make_user, council, other_council):
    first, second, third = (make_user(LEAD, council) for _ in range(3))
    assert members.teams_left_short(first, council) == []
    suspend(administrator, second, council)
    assert members.teams_left_short(first, council) == [council]
    assert members.teams_left_short(first, None) == [council]
    assert members.teams_left_short(first, other_council) == []
    assert set(members.leads_of(council)) == {first, third}


# Sessions -----------------------------------------------------------------------------------------


def test_everywhere_ends_the_session_on_every_host(
    suspend, administrator, resident, client_for, portal, council, other_council
):
    browsers = [client_for(place, resident) for place in (portal, council, other_council)]
    assert all(browser.get("/compte/").status_code == 200 for browser in browsers)
    suspension = suspend(administrator, resident, None)
    assert [browser.get("/compte/").status_code for browser in browsers] == [302] * 3
    deciding.lift(circle_of(administrator), suspension.pk, "Erreur.")
    # What has ended stays so; the person signs in again.
    assert [browser.get("/compte/").status_code for browser in browsers] == [302] * 3
    assert sanctions.bars(resident) is None
    assert client_for(council, resident).get("/compte/").status_code == 200


def test_a_session_made_in_the_same_moment_is_nobodys(
    suspend, administrator, resident, client_for, council
):
    suspend(administrator, resident, None)
    late = client_for(council, resident)
    assert late.get("/compte/").status_code == 302
    assert "Sureau" not in late.get("/forum/").content.decode()


def test_a_suspended_administrator_leaves_the_admin_at_once(
    suspend, administrator, make_user, client_for
):
    peer = make_user(ADMINISTRATOR, is_superuser=True)
    browser = client_for("admin", peer)
    assert browser.get("/admin/").status_code == 200
    suspend(administrator, peer, None)
    assert browser.get("/admin/").status_code == 302


def test_in_a_council_the_person_still_signs_in_and_reads(
    suspend, moderator, resident, client_for, council
):
    browser = client_for(council, resident)
    suspend(moderator, resident, council)
    assert browser.get("/compte/").status_code == 200
    assert browser.get("/forum/").status_code == 200


def test_a_suspended_moderators_screens_are_gone(
    suspend, administrator, make_user, client_for, council
):
    moderator = make_user(MODERATOR, council)
    browser = client_for("admin", moderator)
    assert browser.get("/admin/suspensions/").status_code == 200
    suspend(administrator, moderator, council)
    assert browser.get("/admin/suspensions/").status_code in (302, 404)


def test_an_anonymous_reader_asks_nobody_about_suspensions(
    row, resident, client_for, council, monkeypatch
):
    row(resident, None)

    def asked():
        raise AssertionError("nobody is signed in")

    monkeypatch.setattr(sanctions._kept, "get", asked)
    answer = client_for(council).get("/forum/")
    assert answer.status_code == 200
    assert not answer.cookies
