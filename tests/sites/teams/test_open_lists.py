"""The open lists of the admin's first screen: what features add, and in which order it comes."""

from datetime import UTC, datetime

import pytest

from sites.councils import roles
from sites.teams import actions, duties
from sites.teams.actions import Action
from sites.teams.duties import Duty, Urgency
from sites.teams.page_rights import ADD, CHANGE, PUBLISH, code_of, may, owners_where
from sites.teams.scope import Scope, scope_for

NOBODY = Scope(None, False, frozenset())


def duty(text: str, **more) -> Duty:
    return Duty(text, "/", None, **more)


@pytest.fixture
def providers(monkeypatch) -> dict:
    empty: dict = {}
    monkeypatch.setattr(duties, "_providers", empty)
    return empty


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, tzinfo=UTC)


def test_the_most_urgent_comes_first_then_the_oldest(providers):
    duties.register("a", lambda scope: [duty("news", urgency=Urgency.NEWS), duty("timeless")])
    duties.register("b", lambda scope: [duty("new", at=moment(9)), duty("old", at=moment(2))])
    duties.register("c", lambda scope: [duty("late", urgency=Urgency.LATE)])
    found = [one.text for one in duties.duties_for(NOBODY)]
    assert found == ["late", "old", "new", "timeless", "news"]


def test_a_provider_registered_again_replaces_itself(providers):
    duties.register("a", lambda scope: [duty("first")])
    duties.register("a", lambda scope: [duty("second")])
    assert [one.text for one in duties.duties_for(NOBODY)] == ["second"]


def test_a_provider_gets_the_scope_it_answers_for(providers):
    asked = []
    duties.register("a", lambda scope: asked.append(scope) or ())
    duties.duties_for(NOBODY)
    assert asked == [NOBODY]


def test_actions_come_in_order_and_by_site(monkeypatch):
    monkeypatch.setattr(actions, "_providers", {})
    button = {name: Action(name, "/", "edit") for name in ("a", "b", "c")}
    actions.register("late", lambda scope, owners: [(None, button["b"])], order=20)
    actions.register("early", lambda scope, owners: [(None, button["a"])], order=10)
    actions.register("late", lambda scope, owners: [(None, button["c"])], order=20)
    assert actions.offered(NOBODY, ()) == {None: [button["a"], button["c"]]}


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (roles.CONTRIBUTOR, {ADD}),
        (roles.EDITOR, {ADD, CHANGE, PUBLISH}),
        (roles.LEAD, {ADD, CHANGE, PUBLISH}),
        (roles.MODERATOR, set()),
    ],
)
def test_a_role_says_what_its_holder_may_do_and_where(
    make_user, council, other_council, portal, role, acts
):
    scope = scope_for(make_user(role, council))
    assert {act for act in (ADD, CHANGE, PUBLISH) if may(scope, act, council)} == acts
    for owner in (other_council, portal):
        assert not any(may(scope, act, owner) for act in (ADD, CHANGE, PUBLISH))


def test_coordination_works_on_the_portal_alone(make_user, council, portal):
    scope = scope_for(make_user(roles.COORDINATOR))
    assert may(scope, CHANGE, portal)
    assert not may(scope, CHANGE, council)


def test_the_town_hall_and_integrators_work_on_no_page(make_user, council, portal):
    for role in (roles.TOWN_HALL, roles.INTEGRATOR):
        scope = scope_for(make_user(role))
        assert owners_where(scope, ADD) == []
        assert not may(scope, ADD, portal)


def test_an_administrator_works_everywhere(make_user, council, other_council, portal):
    scope = scope_for(make_user(is_superuser=True))
    assert owners_where(scope, PUBLISH) == [portal, council, other_council]


def test_the_portals_code_is_no_councils(council, portal):
    assert (code_of(council), code_of(portal)) == ("lba", "portal")
