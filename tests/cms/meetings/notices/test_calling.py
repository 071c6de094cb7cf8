"""Which notice is offered: a table of what was told last and what is so now."""

import pytest

from cms.meetings.notices.calling import What, called_for

BASE = {"state": "planned", "starts": "a", "ends": "", "place": "p", "items": [["Accueil"]]}


def facts(**other) -> dict:
    return {**BASE, **other}


CANCELLED, POSTPONED = facts(state="cancelled"), facts(state="postponed")
TABLE = [
    (facts(), None, What.CALL),
    (facts(items=[]), None, What.CALL),
    (CANCELLED, None, None),
    (POSTPONED, None, None),
    (facts(), facts(), None),
    (facts(items=[["Accueil"], ["Vote"]]), facts(), What.AGENDA),
    (facts(items=[]), facts(), None),
    (facts(items=[["Accueil"]]), facts(items=[]), What.AGENDA),
    (facts(starts="b"), facts(), What.MOVED),
    (facts(ends="b"), facts(), What.MOVED),
    (facts(place="q"), facts(), What.MOVED),
    (facts(place="q", items=[]), facts(), What.MOVED),
    (CANCELLED, facts(), What.CANCELLED),
    (CANCELLED, CANCELLED, None),
    (facts(state="cancelled", starts="b"), facts(), What.CANCELLED),
    (POSTPONED, facts(), What.POSTPONED),
    (POSTPONED, POSTPONED, None),
    (CANCELLED, POSTPONED, What.CANCELLED),
    (facts(), CANCELLED, What.HELD),
    (facts(starts="b"), CANCELLED, What.HELD),
    (facts(starts="b"), POSTPONED, What.MOVED),
    (facts(), POSTPONED, What.MOVED),
]


@pytest.mark.parametrize(("now", "last", "what"), TABLE)
def test_what_is_called_for(now, last, what):
    assert called_for(now, last) == what


@pytest.mark.parametrize(("now", "last", "what"), [row for row in TABLE if row[2]])
def test_once_told_it_is_not_called_for_again(now, last, what):
    assert called_for(now, now) is None
