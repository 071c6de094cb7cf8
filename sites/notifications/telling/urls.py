"""What somebody is told, how they choose, and where the links of mails lead; on every site."""

from django.urls import path

from . import views

app_name = "telling"
urlpatterns = [
    path("compte/notifications/", views.listed, name="list"),
    path("compte/notifications/lues/", views.mark_all, name="mark_all"),
    path("compte/notifications/reglages/", views.settings, name="settings"),
    path("notifications/arreter/<str:key>/", views.stop, name="stop"),
]
