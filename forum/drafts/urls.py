"""``/compte/brouillons/``, the same on every site."""

from django.urls import path

from . import views

app_name = "drafts"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:pk>/jeter/", views.discard, name="discard"),
]
