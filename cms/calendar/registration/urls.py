"""Addresses of registration; the form lies below the page of what one registers for."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("inscription/confirmer/<str:token>/", views.confirm, name="registration_confirm"),
    path("inscription/accepter/<str:token>/", views.accept, name="registration_accept"),
    path("inscription/annuler/<str:token>/", views.cancel, name="registration_cancel"),
    re_path(
        r"^(?P<path>(?:agenda|seances)/[-a-z0-9_/]{1,400})/inscription/$",
        views.register,
        name="registration",
    ),
]
