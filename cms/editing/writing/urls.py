from django.urls import path

from . import screens

app_name = "quartiers_writing"
urlpatterns = [
    path("<int:page_id>/verifications/", screens.checks, name="checks"),
    path("<int:page_id>/publier/", screens.publish, name="publish"),
    path("<int:page_id>/modele/", screens.keep, name="keep"),
    path("modeles/", screens.starting_points, name="starting_points"),
    path("modeles/<int:pk>/", screens.rename, name="rename"),
]
