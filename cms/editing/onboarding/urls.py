"""Addresses of « Conseils » and of the first hour, below ``/admin/``."""

from django.urls import path

from . import views

app_name = "councils_admin"
urlpatterns = [
    path("conseils/", views.index, name="index"),
    path("conseils/nouveau/", views.new, name="new"),
    path("conseils/<int:council_id>/", views.council, name="council"),
    path("conseils/<int:council_id>/verifier/", views.check, name="check"),
    path(
        "conseils/<int:council_id>/premiere-heure/ranger/",
        views.close_first_hour,
        name="close_first_hour",
    ),
]
