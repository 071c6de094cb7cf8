"""The address of the search; the same on every site."""

from django.urls import path

from . import views

urlpatterns = [path("recherche/", views.search, name="search")]
