"""What help texts promise is what refusals say."""

import pytest
from django.template.loader import get_template
from django.utils import translation

from forum.board.forum_conversation.forum_attachments.receiving import HEAVIEST
from sites.delivery.weights import MEGABYTE, megabytes

pytestmark = pytest.mark.quick


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (12 * MEGABYTE, "12 Mo"),
        (12 * MEGABYTE + 1, "12,1 Mo"),
        (12 * MEGABYTE - 1, "12 Mo"),
        (MEGABYTE // 2, "0,5 Mo"),
    ],
)
def test_a_limit_is_whole_and_what_is_above_it_is_more(size, said):
    assert megabytes(size).replace("\xa0", " ") == said


def test_in_english():
    with translation.override("en"):
        assert megabytes(12 * MEGABYTE + 1).replace("\xa0", " ") == "12.1 MB"


def test_the_form_of_images_and_their_refusal_name_one_limit():
    source = get_template("forum/parts/images.html").template.source
    assert f" {megabytes(HEAVIEST)} chacune".replace("\xa0", " ") in source.replace("\xa0", " ")
