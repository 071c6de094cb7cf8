"""Addresses of meetings beside their pages; the same on every site."""

from django.urls import path

from . import views
from .notices.views import notices

urlpatterns = [
    path("convocations/", notices, name="notices"),
    path("seances/<int:year>/<slug:slug>/<slug:name>.pdf", views.paper, name="meeting_paper"),
    path("decisions/", views.decision_list, name="decisions"),
    path("decisions.csv", views.decision_table, name="decisions_csv"),
]
