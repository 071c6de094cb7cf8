"""Addresses of « Modération », below ``/admin/``."""

from django.urls import path

from . import one, picturing, queue

app_name = "moderation_admin"
urlpatterns = [
    path("moderation/", queue.queue, name="queue"),
    path("moderation/garder/", queue.keep, name="keep"),
    path("moderation/<int:pk>/", one.one, name="case"),
    path("moderation/<int:pk>/decider/", one.decide, name="decide"),
    path("moderation/<int:pk>/prendre/", one.assign, name="assign"),
    path("moderation/<int:pk>/annuler/", one.undo, name="undo"),
    path("moderation/<int:pk>/recours/", one.appeal, name="appeal"),
    path("moderation/<int:pk>/images/<int:picture>/", picturing.picture, name="picture"),
    path("moderation/<int:pk>/gardees/<int:kept>/", picturing.kept_picture, name="kept_picture"),
]
