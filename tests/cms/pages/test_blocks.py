"""Blocks in the editor: a draft may be unfinished, a published page may not."""

import pytest
from wagtail.blocks import Block

from cms.pages.blocks import BodyBlock
from sites.councils.roles import EDITOR
from tests.cms import factories
from tests.cms.page_forms import posted

pytestmark = pytest.mark.django_db

# Blocks whose own rule asks for more than filled-in fields.
UNFINISHED = {
    "action": {"label": "Proposer", "page": "", "url": "", "note": ""},
    "image": {"image": None, "alt": "", "decorative": "", "caption": ""},
    "video": {
        "title": "La fresque",
        "url": "https://exemple.fr/",
        "poster": "",
        "transcript": "null",
    },
}


@pytest.fixture
def page(council):
    return factories.news(council, live=False)


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


@pytest.fixture(params=UNFINISHED)
def kind(request) -> str:
    return request.param


@pytest.fixture
def data(editor, page, council, kind) -> dict:
    """The page's form with one unfinished block."""
    fields = UNFINISHED[kind]
    if "image" in fields:
        fields = fields | {"image": factories.picture(council).pk}
    form = editor.get(f"/admin/pages/{page.pk}/edit/").context["form"]
    block = {"count": "1", "0-type": kind, "0-order": "0", "0-deleted": "", "0-id": ""}
    values = {f"body-0-value-{name}": value for name, value in fields.items()}
    return posted(form) | {f"body-{name}": value for name, value in block.items()} | values


def test_a_draft_is_saved_by_itself_while_a_block_is_unfinished(editor, page, data, kind):
    accept = {"accept": "application/json"}
    response = editor.post(f"/admin/pages/{page.pk}/edit/", data, headers=accept)

    assert response.json()["success"]
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().body[0].block_type == kind


def test_an_unfinished_block_is_not_published(editor, page, data):
    data = data | {"action-publish": "1"}
    response = editor.post(f"/admin/pages/{page.pk}/edit/", data)

    assert "body" in response.context["form"].errors
    page.refresh_from_db()
    assert not page.live


def blocks_below(block: Block):
    yield block
    children = [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]
    for child in filter(None, children):
        yield from blocks_below(child)


def test_labels_begin_with_a_capital_as_those_of_other_fields():
    labels = [str(block.label) for block in blocks_below(BodyBlock()) if block.label]
    assert len(labels) > 40
    assert [label for label in labels if not label[0].isupper()] == []
