"""``/compte/suivis/``: on every site."""

from django.urls import path

from .mine import following

app_name = "following"
urlpatterns = [path("", following, name="mine")]
