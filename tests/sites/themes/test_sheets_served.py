"""What readers load of a style sheet: the same rules, without comments and blanks."""

import pytest
import tinycss2

from sites.themes import sheets

TRICKY = [
    "@layer x { .field :is(input , select) > p + .q , .r :not(.s) .t::before { margin : 0 } }",
    ".a { width: calc( 1px + 2px ) ; color: var(--b, ) !important ; grid-area: 1 / 2 }",
    '.a::before { content: "  a  /* b */ ;  " / "" } /* gone */ .b{}.c .d{}',
    "@media (max-width: 24em) and (min-height: 30em) { .a { .b & { c: d } .e :hover { f: g } } }",
    ".a/**/.b { c: d/* e */f }",
]


def meaning(nodes: list) -> list:
    """The tokens, less the blanks beside what ends a rule, a declaration or an item."""
    told: list = []
    for node in nodes:
        inner = getattr(node, "content", None) or getattr(node, "arguments", None)
        if node.type == "whitespace":
            told += [" "] if told[-1:] != [" "] else []
        elif inner is not None:
            told.append((node.type, getattr(node, "lower_name", ""), meaning(inner)))
        else:
            told.append(node.serialize())
    ends = {";", ","}

    def is_end(place: int) -> bool:
        one = told[place] if 0 <= place < len(told) else ";"
        return one in ends if isinstance(one, str) else one[0] == "{} block"

    blanks = [n for n, one in enumerate(told) if one == " " and (is_end(n - 1) or is_end(n + 1))]
    return [one for n, one in enumerate(told) if n not in blanks]


def parsed(text: str) -> list:
    return meaning(tinycss2.parse_component_value_list(text, skip_comments=True))


@pytest.mark.parametrize("text", TRICKY)
def test_rules_stay_what_they_were(text):
    assert parsed(sheets.served(text).decode()) == parsed(text)


@pytest.mark.parametrize("name", [*sheets.PARTS, "css/forum.css", "css/account.css"])
def test_our_own_sheets_stay_what_they_were_and_lose_weight(name, settings):
    text = (settings.BASE_DIR / "static" / name).read_text()
    light = sheets.served(text).decode()
    assert parsed(light) == parsed(text)
    assert len(light) < 0.9 * len(text)


def test_a_blank_that_is_a_combinator_stays():
    assert sheets.served(".a  :is( .b )\n{ c : d }") == b".a :is(.b){c : d}"


def test_developers_read_what_was_written(settings):
    settings.DEBUG = True
    assert sheets.served(TRICKY[0]).decode() == TRICKY[0]
