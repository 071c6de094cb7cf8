"""Tables: what the widget sends, what a draft may lack, the words a volunteer meets."""

import json

import pytest
from wagtail.admin.telepath import JSContext

from cms.pages.blocks import BodyBlock
from cms.pages.models import NewsPage
from sites.councils.roles import EDITOR
from tests.cms import factories
from tests.cms.page_forms import posted

pytestmark = pytest.mark.django_db

DATA = [["Rue", "Relevés"], ["Rue Lancry", "14"], [None, None]]


def widget(**answers) -> str:
    """What table.js of Wagtail 8.0 writes: it has no field for the two flags of headers."""
    sent = {"data": DATA, "cell": [], "mergeCells": []}
    choices = {"table_header_choice": "row", "table_caption": "Relevés"}
    return json.dumps(sent | choices | answers)


@pytest.fixture
def page(council) -> NewsPage:
    return factories.news(council, live=False)


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


def send(client, page, value: str, **more):
    """Send the page's form with one table in it."""
    address = f"/admin/pages/{page.pk}/edit/"
    body = {
        "body-count": "1",
        "body-0-type": "table",
        "body-0-order": "0",
        "body-0-deleted": "",
        "body-0-id": "",
        "body-0-value": value,
    }
    data = posted(client.get(address).context["form"]) | body
    return client.post(address, data | more.pop("data", {}), **more)


def publish(client, page, value: str):
    return send(client, page, value, data={"action-publish": "1"})


def saved_by_itself(client, page, value: str):
    """As the editor does while one writes."""
    return send(client, page, value, headers={"accept": "application/json"})


def table_of(page) -> dict:
    page.refresh_from_db()
    return page.get_latest_revision_as_object().body[0].value


@pytest.mark.parametrize(
    ("choice", "row", "column"),
    [("row", True, False), ("column", False, True), ("both", True, True)],
)
def test_a_table_is_published_as_the_widget_sends_it(editor, page, choice, row, column):
    response = publish(editor, page, widget(table_header_choice=choice))

    assert response.status_code == 302
    page.refresh_from_db()
    assert page.live
    table = page.body[0].value
    assert (table["first_row_is_table_header"], table["first_col_is_header"]) == (row, column)
    assert table["data"] == DATA


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (widget(table_caption=""), "Donnez un titre au tableau"),
        (widget(table_caption=None), "Donnez un titre au tableau"),
        (widget(table_header_choice=""), "Dites où sont les en-têtes"),
        (widget(table_header_choice="neither"), "Dites où sont les en-têtes"),
        ("null", "Donnez un titre au tableau"),  # a block added and left alone
    ],
)
def test_what_nobody_could_follow_is_not_published(editor, page, value, said):
    response = publish(editor, page, value)

    assert response.status_code == 200
    refused = response.context["form"].errors["body"].as_data()[0].as_json_data()
    assert said in refused["blockErrors"][0]["messages"][0]
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize(
    "answers",
    [{"table_caption": ""}, {"table_header_choice": ""}, {"table_header_choice": "neither"}],
)
def test_a_draft_is_saved_by_itself_before_its_table_is_finished(editor, page, answers):
    response = saved_by_itself(editor, page, widget(**answers))

    assert response.json()["success"]
    table = table_of(page)
    assert table["data"] == DATA
    assert {key: table[key] for key in answers} == answers


def test_a_table_just_added_does_not_stop_a_draft_from_being_saved(editor, page):
    assert saved_by_itself(editor, page, "null").json()["success"]


def test_an_unfinished_table_is_given_back_by_the_editor(editor, page):
    saved_by_itself(editor, page, widget(table_caption=""))

    form = editor.get(f"/admin/pages/{page.pk}/edit/").context["form"]

    assert form["body"].value()[0].value["data"] == DATA


@pytest.mark.parametrize(
    ("stored", "choice"),
    [
        ({"first_row_is_table_header": True, "first_col_is_header": False}, "row"),
        ({"first_row_is_table_header": False, "first_col_is_header": True}, "column"),
        ({"first_row_is_table_header": True, "first_col_is_header": True}, "both"),
        ({}, ""),
    ],
)
def test_a_table_made_by_a_command_can_be_edited(stored, choice):
    table = BodyBlock().child_blocks["table"]
    value = table.to_python({"data": DATA, "table_caption": "Relevés"} | stored)
    assert value["table_header_choice"] == choice
    if choice:
        assert table.clean(value) | stored == table.clean(value)


class TestWords:
    """The widget is built by a script: what it is given must be French and plain JSON."""

    @pytest.fixture
    def given(self) -> list:
        packed = JSContext().pack(BodyBlock().child_blocks["table"].field.widget)
        constructor, arguments = packed["_type"], json.loads(json.dumps(packed["_args"]))
        assert constructor == "quartiers.widgets.TableInput"
        return arguments

    def test_every_entry_of_its_menu_has_a_name_of_ours(self, given):
        entries = given[0]["contextMenu"]["items"].values()
        names = [text(entry["name"]) for entry in entries if isinstance(entry, dict)]
        assert len(names) == 8
        assert "Insérer une ligne au-dessous" in names
        assert not any("row" in name or "column" in name for name in names)

    def test_it_asks_for_no_language_it_has_not(self, given):
        """Handsontable logs an error on « fr », for which it has no file."""
        assert given[0]["language"] == "en-US"

    def test_what_must_be_filled_in_is_marked(self, given):
        words = {key: text(word) for key, word in given[1].items()}
        assert words["Table caption"].startswith("Titre du tableau")
        for field in ("Table caption", "Table headers"):
            assert "w-required-mark" in words[field]

    def test_rows_are_added_without_a_right_button(self, given):
        assert text(given[2]["addRow"]) == "Ajouter une ligne"


def text(packed) -> str:
    """A string as telepath packs it: by itself, or with a number when it is long."""
    return packed["_val"] if isinstance(packed, dict) else packed


def test_its_script_is_loaded_after_the_one_it_extends(editor, page):
    scripts = editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 0 < scripts.index("table_block/js/table.js") < scripts.index("js/table-editor.js")
