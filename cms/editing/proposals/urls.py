"""Addresses of « Propositions », below ``/admin/``."""

from django.urls import path

from . import screens

app_name = "proposals_admin"
urlpatterns = [
    path("propositions/", screens.queue, name="queue"),
    path("propositions/<int:pk>/", screens.one, name="one"),
    path("propositions/<int:pk>/inscrire/", screens.take, name="take"),
    path("propositions/<int:pk>/regrouper/", screens.merge, name="merge"),
    path("propositions/<int:pk>/repondre/", screens.answer, name="answer"),
    path("propositions/<int:pk>/ecarter/", screens.set_aside, name="set_aside"),
    path("propositions/<int:pk>/reprendre/", screens.reopen, name="reopen"),
]
