"""``/compte/suspension/``: for whoever is suspended; the same on every site."""

from django.urls import path

from . import views

app_name = "suspensions"

urlpatterns = [
    path("", views.own, name="own"),
    path("recours/<str:token>/", views.appeal, name="appeal"),
]
