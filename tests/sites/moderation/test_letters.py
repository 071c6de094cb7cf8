"""Letters as HTML: the frame of all mails, nothing of the person's text is code."""

import pytest
from django.template import loader

KINDS = (
    "suspension", "suspension_lifted", "suspension_team",
    "appeal_received", "appeal_waiting", "appeal_decided",
)  # fmt: skip
TOLD = {
    "pseudonym": "<b>Sureau</b>",
    "statement": "<script>1</script>",
    "appeal": "<script>1</script>",
    "reason": "<script>1</script>",
    "link": "https://exemple.fr/recours/",
    "outcome": "shortened",
    "site_url": "https://exemple.fr",
    "site_name": "Exemple",
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_write_is_text(kind):
    html = loader.render_to_string(f"mail/{kind}.html", TOLD)
    assert "<script>" not in html
    assert "<b>" not in html
    assert html.count("<h1>") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_line_is_the_subject_and_html_and_text_lead_to_the_same(kind):
    text = loader.render_to_string(f"mail/{kind}.txt", TOLD).strip()
    subject, _newline, rest = text.partition("\n")
    assert subject.strip()
    assert rest.strip()
    html = loader.render_to_string(f"mail/{kind}.html", TOLD)
    assert (TOLD["link"] in text) == (TOLD["link"] in html)
    assert (TOLD["link"] in text) == (kind in {"suspension", "appeal_received", "appeal_waiting"})


@pytest.mark.parametrize("outcome", ["confirmed", "shortened", "reversed"])
def test_each_outcome_has_its_words(outcome):
    words = {"confirmed": "maintenue", "shortened": "raccourcie", "reversed": "annulée"}
    for ending in ("txt", "html"):
        made = loader.render_to_string(
            f"mail/appeal_decided.{ending}", {**TOLD, "outcome": outcome}
        )
        assert [name for name, word in words.items() if f"est {word}" in made] == [outcome]
