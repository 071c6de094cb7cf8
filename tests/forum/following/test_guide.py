"""« Ce que je suis » says in plain words what each level does, where it is chosen."""

import pytest

from forum.following.models import Level
from tests.forum.views.addresses import topic_path

pytestmark = pytest.mark.django_db

PATH = "/compte/suivis/"


@pytest.mark.parametrize("follows", [True, False])
def test_each_level_in_plain_words(client_for, council, reader, topic, watch, follows):
    if follows:
        watch(reader, topic)
    page = client_for(council, reader).get(PATH).content.decode()
    for level in Level:
        assert f"<dt>{level.label}</dt>" in page
    assert 'id="niveaux"' in page
    # Who follows nothing yet reads it at once; who has a list opens it.
    assert ('<details class="fold" open>' in page) != follows


@pytest.mark.parametrize("address", ["", "/compte/notifications/reglages/"])
def test_where_a_level_is_chosen_leads_there(client_for, council, reader, topic, address):
    page = client_for(council, reader).get(address or topic_path(topic)).content.decode()
    assert f'href="{PATH}#niveaux"' in page


def test_nobody_else_is_led_to_a_page_of_an_account(client_for, council, topic):
    assert PATH not in client_for(council).get(topic_path(topic)).content.decode()


def test_leads_to_the_settings_and_to_drafts(client_for, council, reader):
    page = client_for(council, reader).get(PATH).content.decode()
    part = page.partition('id="niveaux"')[2]
    for address in ("/compte/notifications/reglages/", "/compte/brouillons/"):
        assert f'href="{address}"' in part
        assert client_for(council, reader).get(address).status_code == 200
