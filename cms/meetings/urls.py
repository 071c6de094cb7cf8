"""Addresses of meetings beside their pages; the same on every site."""

from django.urls import path

from . import views
from .notices.views import notices
from .proposals import views as proposals

urlpatterns = [
    path("convocations/", notices, name="notices"),
    path("seances/<int:year>/<slug:slug>/proposer/", proposals.propose, name="propose"),
    path("seances/proposition/<str:token>/", proposals.confirm, name="proposal_confirm"),
    path("seances/<int:year>/<slug:slug>/<slug:name>.pdf", views.paper, name="meeting_paper"),
    path("seances.csv", views.meeting_table, name="meetings_csv"),
    path("seances/<int:year>/", views.of_year, name="meetings_of_year"),
    path("decisions/", views.decision_list, name="decisions"),
    path("decisions.csv", views.decision_table, name="decisions_csv"),
]
