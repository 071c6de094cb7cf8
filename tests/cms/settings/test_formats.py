"""Dates are typed day first in the admin, whichever language it is read in."""

from datetime import date

import pytest
from django.conf import settings
from django.forms import DateField, DateTimeField
from django.utils import translation


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_date_is_read_as_it_is_shown(language):
    with translation.override(language):
        shown = date(2026, 4, 3).strftime(settings.WAGTAIL_DATE_FORMAT)
        assert shown == "03/04/2026"
        assert DateField().clean(shown) == date(2026, 4, 3)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_moment_is_read_as_it_is_shown(language):
    with translation.override(language):
        moment = DateTimeField().clean("03/04/2026 19:05")
    assert (moment.day, moment.month, moment.hour, moment.minute) == (3, 4, 19, 5)
