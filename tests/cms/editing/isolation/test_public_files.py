"""Whoever counts up numbers on a site finds no file that is not published there."""

import re

import pytest

from tests.cms.editing.isolation.reading import text_of
from tests.cms.editing.isolation.world import NAMES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["nobody", *NAMES])
def test_files_of_drafts_are_given_to_no_stranger(world, client_for, name):
    user = None if name == "nobody" else world.attackers[name].user
    theirs = world.gardens["theirs"]
    hosts = [*(garden.owner for garden in world.gardens.values()), "admin"]
    for host in hosts:
        client = client_for(host, user)
        for document in theirs.of("document").values():
            answer = client.get(document.url)
            assert answer.status_code == 404, (host, document.url)
            assert "%PDF" not in text_of(answer), (host, document.url)


def test_its_own_team_reads_them(world, client_for):
    theirs = world.gardens["theirs"]
    client = client_for(theirs.owner, theirs.get("user", "editor"))
    answers = {d.url: client.get(d.url).status_code for d in theirs.of("document").values()}
    assert answers == dict.fromkeys(answers, 200)


def test_names_of_pictures_cannot_be_guessed(world):
    """They lie where everybody may read: what stands between is the name."""
    for picture in world.ours.of("image").values():
        assert re.search(r"-[0-9a-f]{16}\.\w+$", picture.file.name), picture.file.name
