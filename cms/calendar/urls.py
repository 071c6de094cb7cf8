"""Addresses of the calendar beside its pages; the same on every site."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("agenda.ics", views.agenda_ics, name="agenda_ics"),
    path("agenda.atom", views.agenda_atom, name="agenda_atom"),
    re_path(r"^(?P<path>[-a-z0-9_/]{1,400})\.ics$", views.thing_ics, name="thing_ics"),
    path("flux/", views.feed_list, name="feeds"),
]
