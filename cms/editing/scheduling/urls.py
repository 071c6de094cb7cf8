"""Addresses of what is scheduled, below ``/admin/``."""

from django.urls import path

from . import views

app_name = "scheduling"
urlpatterns = [
    path("programmation/<int:page_id>/", views.change, name="change"),
    path("programmation/<int:page_id>/ne-plus-publier/", views.stop, name="stop"),
]
