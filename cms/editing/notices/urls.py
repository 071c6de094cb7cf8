"""Addresses of « Convocation », below ``/admin/``."""

from django.urls import path

from . import screens

app_name = "notices_admin"
urlpatterns = [
    path("convocation/<int:page_id>/", screens.one, name="one"),
    path("convocation/<int:page_id>/envoyer/", screens.send, name="send"),
    path("convocation/<int:page_id>/annuler/", screens.stop, name="stop"),
    path("convocation/<int:page_id>/essai/", screens.try_out, name="try_out"),
]
