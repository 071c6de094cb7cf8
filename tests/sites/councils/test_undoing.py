"""Taking back a council: all of it or nothing, and only while nobody used it."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from wagtail.models import Collection, Page, Site, Workflow

from forum.board.forum.models import Forum
from forum.board.forum_conversation import services
from forum.scope.models import ForumScope
from sites.councils.models import Council
from sites.councils.onboarding import create_council
from sites.councils.roles import LEAD
from sites.councils.signals import council_undone
from sites.councils.undoing import undo_council
from tests import factories
from tests.cms import factories as pages

pytestmark = pytest.mark.django_db

NEW = factories.council_data("sept", "Septième – Ajouté", slug="septieme-ajoute")
MODELS = (Council, Site, Collection, Group, Page, Forum, ForumScope, Workflow)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture
def before(portal) -> dict[str, int]:
    return counts()


@pytest.fixture
def seventh(before) -> Council:
    return create_council(NEW)[0]


def test_nothing_is_left(before, seventh):
    assert counts() != before
    assert undo_council(NEW.slug) == NEW.name
    assert counts() == before
    assert Page.find_problems() == ([], [], [], [], [])
    assert Collection.find_problems() == ([], [], [], [], [])


def test_it_can_be_made_again(before, seventh, client_for):
    undo_council(NEW.slug)
    assert client_for("sept.quartiers.localhost").get("/").status_code == 404
    again, is_new = create_council(replace(NEW, name="Septième – Bien écrit"))
    assert is_new
    assert Forum.objects.get(scope__council=again).name == "Septième – Bien écrit"
    assert client_for("sept.quartiers.localhost").get("/forum/").status_code == 200


def refused() -> str:
    before = counts()
    with pytest.raises(ValidationError) as error:
        undo_council(NEW.slug)
    assert counts() == before
    return " ".join(error.value.messages)


def test_not_once_somebody_has_a_role(seventh, make_user):
    make_user(LEAD, seventh)
    assert "rôle" in refused()


def test_not_once_somebody_wrote_in_its_forums(seventh, make_user):
    forum = Forum.objects.filter(parent__scope__council=seventh).first()
    services.open_topic(forum.pk, make_user(), "Les pavés", "Deux pavés manquent.")
    assert "forum" in refused()


def test_not_once_somebody_wrote_a_page_or_sent_a_file(seventh):
    pages.news(seventh, "Bienvenue")
    assert "pages" in refused()


def test_not_once_a_page_was_changed(seventh, make_user):
    seventh.site.root_page.specific.save_revision(user=make_user())
    assert "pages" in refused()


def test_a_failure_half_way_leaves_all_of_it(seventh):
    def fail(**kwargs):
        raise RuntimeError("half-way")

    before = counts()
    council_undone.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            undo_council(NEW.slug)
    finally:
        council_undone.disconnect(fail)
    assert counts() == before
    assert Council.objects.filter(slug=NEW.slug).exists()


def test_the_command(seventh, capsys):
    call_command("undo_council", "--slug", NEW.slug)
    assert NEW.name in capsys.readouterr().out
    with pytest.raises(CommandError, match="Aucun conseil"):
        call_command("undo_council", "--slug", NEW.slug)
