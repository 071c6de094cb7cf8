from django.urls import path

from . import views

app_name = "gallery"

urlpatterns = [
    path("", views.index, name="index"),
    path("jetons.css", views.sheet, name="sheet"),
    path("images/<str:name>", views.image, name="image"),
    path("<slug:group>/", views.group, name="group"),
    path("<slug:group>/<slug:name>/", views.specimen, name="specimen"),
    path("<slug:group>/<slug:name>/<int:width>/", views.framed, name="framed"),
]
