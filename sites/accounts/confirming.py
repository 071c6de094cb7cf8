"""Sensitive acts ask again who one is (stub: the second-factor room brings the real one)."""

from collections.abc import Callable

from django.http import HttpResponse

View = Callable[..., HttpResponse]


def confirmed(view: View) -> View:
    return view
