"""Drawing ahead: all that the content shows, in other processes, the same bytes as here."""

import pytest

from cms.demo.content.drawings import drawings
from cms.demo.content.taking_part import IMAGES
from cms.demo.illustrations import draw
from cms.demo.making import studio
from cms.demo.making.studio import Studio, processes
from cms.pages.models import Picture
from forum.board.forum_conversation.forum_attachments.models import Attachment

SMALL = (160, 100)
FRESQUE, TOITS = ("fresque-paradis", "psd"), ("toits", None)


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """Small, but real: the demo of the other tests has blank pictures."""
    for name, real in (("SIZE", SMALL), ("draw", draw), ("processes", processes)):
        monkeypatch.setattr(studio, name, real)


def test_other_processes_draw_what_we_would():
    with Studio([FRESQUE, TOITS, FRESQUE]) as opened:
        assert opened.drawing(FRESQUE) == draw(*FRESQUE, size=SMALL)
        assert opened.drawing(TOITS) == draw(*TOITS, size=SMALL)


def test_what_nobody_announced_is_drawn_all_the_same():
    with Studio([]) as opened:
        assert opened.drawing(TOITS) == draw(*TOITS, size=SMALL)


def test_a_failure_stops_what_nobody_waits_for_any_more():
    begun = [(f"fresque-{number}", "psd") for number in range(60)]
    with pytest.raises(RuntimeError), Studio(begun) as opened:
        raise RuntimeError
    assert sum(future.cancelled() for future in opened._begun.values()) > 20


@pytest.mark.django_db
def test_everything_shown_was_announced_and_nothing_else(demo):
    in_forum = {(image.site, image.picture) for image in IMAGES}
    assert Attachment.objects.count() == len(IMAGES)
    announced = {f"{site}-{name}" for site, name in drawings() if (site, name) not in in_forum}
    shown = {name.rsplit("/", 1)[1] for name in Picture.objects.values_list("file", flat=True)}
    assert len(shown) == len(announced) == len(set(drawings()) - in_forum)
    assert all(any(name.startswith(one) for name in shown) for one in announced)
