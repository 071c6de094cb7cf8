"""``/compte/invitation/``: on the portal, where one signs in."""

from django.urls import path

from . import views

app_name = "invitations"

urlpatterns = [
    path("<str:token>/", views.one, name="one"),
]
