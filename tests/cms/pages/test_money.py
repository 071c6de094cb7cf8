"""Euros as people type them, cents as they are stored."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from cms.pages.money import EurosField, in_euros


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("900", 90_000),
        ("1 250,50", 125_050),
        ("1\u00a0250,5 €", 125_050),
        ("0", 0),
        ("1250.05", 125_005),
        ("", None),
    ],
)
def test_what_people_type(typed, cents):
    assert EurosField(required=False).clean(typed) == cents


@pytest.mark.parametrize("typed", ["-1", "0,005", "neuf cents", "1,2,3", "999999999999", "NaN"])
def test_what_is_no_amount(typed):
    with pytest.raises(forms.ValidationError):
        EurosField().clean(typed)


@given(st.integers(0, 10_000_000_00))
def test_what_is_shown_may_be_typed_again(cents):
    assert EurosField().clean(in_euros(cents)) == cents


def test_a_form_that_was_not_touched_has_not_changed():
    field = EurosField()
    assert not field.has_changed(125_050, in_euros(125_050))
    assert field.has_changed(125_050, "1 250,51")
    assert field.has_changed(125_050, "beaucoup")
