"""Below ``/admin/``."""

from django.urls import path

from . import views

app_name = "recoveries"
urlpatterns = [
    path("acces-perdus/", views.index, name="index"),
    path("acces-perdus/journal/", views.log, name="log"),
    path("acces-perdus/<int:pk>/", views.one, name="one"),
]
